// The reading half of the contract over a dispatch that really sent something.
import { expect, test } from 'vitest';
import { dispatchContract } from '../../../shared/dispatch/contract.ts';
import { codeOf, makeRealPlace, openWithServer, send, sendFile } from './dispatch-fixture.ts';

const span = { from: '2020-01-01T00:00:00.000Z', until: '2100-01-01T00:00:00.000Z', bars: 2 };

test('what was sent is listed, counted, summed up and shown in detail', async () => {
  const { server, on } = await openWithServer();
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${server.origin}/hook` }));
  const first = await send(on, { integration: { id: 'int_1' } });
  const second = await sendFile(on, { requestUrl: `${server.origin}/other` });
  const { handlers } = on.dispatch;

  const page = await handlers.deliveries(dispatchContract.deliveries.input.parse({}));
  expect(dispatchContract.deliveries.output.parse(page)).toMatchObject({ total: 2, nextCursor: null });
  expect(page.items.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(await handlers.count({ query: 'name:"CRM*"' })).toEqual({ total: 2 });
  const totals = dispatchContract.totals.output.parse(await handlers.totals({ query: '', tenantSet: 'sandbox' }));
  expect(totals).toMatchObject({ total: 1, byOutcome: { delivered: 1, pending: 0 }, byStanding: { delivered: 1 } });
  const histogram = dispatchContract.histogram.output.parse(await handlers.histogram({ query: '', ...span }));
  expect(histogram.map(({ counts }) => counts)).toEqual([{ delivered: 2 }, {}]);
  const activity = dispatchContract.activity.output.parse(
    await handlers.activity({ integrationIds: ['int_1', 'int_2'] }),
  );
  expect(activity.int_1?.accepted.at(-1)).toBe(1);
  expect(activity.int_2?.accepted).toEqual(new Array(24).fill(0));
  const details = await handlers.details({ ids: [second.id, 'dlv_none', first.id] });
  expect(dispatchContract.details.output.parse(details)).toEqual([second, first]);
  expect(await codeOf(() => handlers.delivery({ id: 'dlv_none' }))).toBe('DELIVERY_UNKNOWN');
});

test('endpoints are those that were sent to and those with a policy of their own', async () => {
  const { server, on } = await openWithServer();
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${server.origin}/hook` }));
  await send(on, { integration: { id: 'int_1' } });
  await sendFile(on, { requestUrl: `${server.origin}/of-a-file` });
  const { handlers } = on.dispatch;
  const own = 'https://crm.example.com/hook';
  await handlers.setPolicy({ tenantSet: 'sandbox', endpoint: own, patch: { set: { fifo: true }, clear: [] } });

  const all = dispatchContract.endpoints.output.parse(await handlers.endpoints({ limit: 10 }));
  expect(new Set(all.map(({ endpoint, hasOwnPolicy }) => [endpoint, hasOwnPolicy].join(' ')))).toEqual(
    new Set([`${server.origin}/hook false`, `${server.origin}/of-a-file false`, `${own} true`]),
  );
  const ofSet = await handlers.endpoints({ tenantSet: 'sandbox', limit: 10 });
  expect(ofSet.map(({ endpoint }) => endpoint).toSorted()).toEqual([`${server.origin}/hook`, own].toSorted());
  expect(await handlers.endpoints({ limit: 1 })).toHaveLength(1);
});

test('a dead letter keeps its bytes and its reason, and is sent once it is requeued', async () => {
  const { server, on } = await openWithServer();
  const requestUrl = `${server.origin}/hook`;
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl }));
  const { id } = await send(on, { integration: { id: 'int_1' } });
  // As if it had died of an endpoint that was away.
  on.database.run(
    "UPDATE deliveries SET outcome = 'dead', result = 'unreachable', error_code = 'CONNECT_REFUSED', error_message = 'No.'",
  );
  const { handlers } = on.dispatch;
  const dead = await handlers.delivery({ id });
  expect(dead).toMatchObject({ outcome: 'dead', error: { code: 'CONNECT_REFUSED', message: 'No.' } });
  expect(await handlers.requeue({ query: 'outcome:dead' })).toEqual({ ids: [id] });
  await on.dispatch.drain();
  const again = await handlers.delivery({ id });
  expect(again).toMatchObject({ outcome: 'delivered', request: dead.request });
  expect(again.attempts.map(({ kind }) => kind)).toEqual(['first', 'retry']);
  const [before, after] = server.requests().map((request) => request.split('\r\n\r\n')[1]);
  expect(after).toBe(before);
});
