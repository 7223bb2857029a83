import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answer, startRawServer } from '../../support/raw-server.ts';
import {
  acceptCalls,
  answeredCall,
  byToken,
  codeOf,
  makePlace,
  makeRealPlace,
  openTestDispatch,
  openWithServer,
  sendOnly,
  show,
  startBench,
} from './dispatch-fixture.ts';

const { serviceUuid } = makePlace('int_1').record;

describe('events as they happen', () => {
  it('go to every enabled integration of their place and trigger, each with its own request', async () => {
    const { server, on } = await openWithServer();
    const requestUrl = `${server.origin}/hook`;
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl }));
    on.places.set('int_2', makeRealPlace('int_2', { requestUrl, method: 'GET', format: 'QUERY' }));
    on.places.set('int_off', makeRealPlace('int_off', { requestUrl, enabled: false }));
    on.places.set('int_other', makeRealPlace('int_other', { requestUrl, triggerEvent: 'outbound-call-placed' }));
    const events = [1, 2].map((n) => ({
      serviceUuid: serviceUuid ?? '',
      event: { ...answeredCall, values: { 'source-number': `049157000${n}` } },
    }));
    const { deliveryIds } = await on.dispatch.handlers.accept({ events, withAuth: false, allowTargets: [] });
    expect(deliveryIds.map((ids) => ids.length)).toEqual([2, 2]);
    const sent = await Promise.all(deliveryIds.flat().map((id) => show(on, id)));
    expect(sent.map(({ request }) => [request.method, request.url.replace(server.origin, ''), request.body])).toEqual([
      ['POST', '/hook', '{"from":"0491570001"}'],
      ['GET', '/hook?from=0491570001', null],
      ['POST', '/hook', '{"from":"0491570002"}'],
      ['GET', '/hook?from=0491570002', null],
    ]);
    expect(sent.every(({ outcome, isRetried }) => outcome === 'delivered' && isRetried)).toBe(true);
    expect(server.requests()).toHaveLength(4);
  });

  it('that nobody wants are accepted, and nothing is sent', async () => {
    const { server, on } = await openWithServer();
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl: server.origin, enabled: false }));
    expect(await acceptCalls(on, 2)).toEqual([]);
    expect(on.database.all('SELECT 1 FROM deliveries')).toEqual([]);
  });

  it.each([
    ['a place that is not there', { serviceUuid: 'elsewhere', event: answeredCall }, 'EVENT_PLACE'],
    ['no place', { event: answeredCall }, 'EVENT_PLACE'],
    ['a time that is none', { serviceUuid, event: { ...answeredCall, occurredAt: 'noon' } }, 'REQUEST_INVALID'],
    ['a value that is none', { serviceUuid, event: { ...answeredCall, values: { nonsense: 'x' } } }, 'REQUEST_INVALID'],
  ])('are all refused when one of them names %s', async (_name, broken, code) => {
    const { server, on } = await openWithServer();
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl: server.origin }));
    const events = [{ serviceUuid, event: answeredCall }, broken] as never;
    expect(await codeOf(() => on.dispatch.handlers.accept({ events, withAuth: false, allowTargets: [] }))).toBe(code);
    expect(on.database.all('SELECT 1 FROM deliveries')).toEqual([]);
    await on.dispatch.drain();
    expect(server.connections()).toBe(0);
  });

  it('leave one line in the journal for each call, with where they begin and how many they are', async () => {
    const { server, on } = await openWithServer();
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl: server.origin }));
    const [first] = await acceptCalls(on, 40);
    await on.dispatch.drain();
    const lines = on.database.all<{ act: string; subject: string; detail: string }>('SELECT * FROM journal');
    expect(lines.map(({ act, subject, detail }) => [act, subject, JSON.parse(detail)])).toEqual([
      ['delivery-accepted', first, { events: 40, deliveries: 40 }],
    ]);
  });

  it('share one snapshot and one lane, and count as what came of them', async () => {
    const { server, on } = await openWithServer();
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl: server.origin }));
    await acceptCalls(on, 300);
    await acceptCalls(on, 300);
    await on.dispatch.drain();
    expect(on.database.all('SELECT 1 FROM snapshots')).toHaveLength(1);
    expect(on.database.all('SELECT 1 FROM lanes')).toHaveLength(1);
    const totals = on.database.all(
      "SELECT stand, n FROM delivery_totals WHERE scope = 'all' AND n <> 0 ORDER BY stand",
    );
    expect(totals).toEqual([
      { stand: 'accepted', n: 600 },
      { stand: 'delivered delivered', n: 600 },
    ]);
  });

  it('are accepted while the vault is locked, and wait for it', async () => {
    const { server, on } = await openWithServer();
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl: server.origin, ...byToken }));
    on.isVaultLocked = true;
    const [id = ''] = await acceptCalls(on, 3);
    expect(await show(on, id)).toMatchObject({ outcome: 'pending', waitsFor: 'vault', attemptCount: 0 });
    on.isVaultLocked = false;
    on.dispatch.wake();
    expect(await show(on, id)).toMatchObject({ outcome: 'delivered' });
    expect(server.requests()).toHaveLength(3);
  });
});

describe('in a LIVE tenant set', () => {
  async function openLive() {
    const parts = await openWithServer();
    const { on, server } = parts;
    on.isLive = true;
    for (const id of ['int_1', 'int_2']) {
      const { record, tenantSet } = makeRealPlace(id, { requestUrl: `${server.origin}/customer` });
      on.places.set(id, { record, tenantSet: { ...tenantSet, live: true }, isSandbox: false } as never);
    }
    return parts;
  }

  it('what a person made up goes to the receiver, and never to a customer by accident', async () => {
    const { server, on } = await openLive();
    expect(await codeOf(() => acceptCalls(on, 2))).toBe('RECEIVER_NOT_RUNNING');
    expect(await codeOf(() => sendOnly(on, { integration: { id: 'int_1' } }))).toBe('RECEIVER_NOT_RUNNING');
    const { port } = await startBench(on);
    const ids = [...(await acceptCalls(on, 2)), await sendOnly(on, { integration: { id: 'int_1' } })];
    for (const id of ids) {
      const delivery = await show(on, id);
      expect(delivery).toMatchObject({ outcome: 'delivered', originalUrl: `${server.origin}/customer` });
      expect(new URL(delivery.url).port).toBe(String(port));
    }
    expect(server.connections()).toBe(0);
  });

  it('it leaves when the number of requests is typed, and only that number', async () => {
    const { server, on } = await openLive();
    await startBench(on);
    // Two calls, two integrations each.
    for (const confirm of [1, 2, 3, 5]) expect(await codeOf(() => acceptCalls(on, 2, { confirm }))).toBe('NOT_ARMED');
    expect(await codeOf(() => sendOnly(on, { integration: { id: 'int_1' }, confirm: 2 }))).toBe('NOT_ARMED');
    expect(on.database.all('SELECT 1 FROM deliveries')).toEqual([]);
    await acceptCalls(on, 2, { confirm: 4 });
    await sendOnly(on, { integration: { id: 'int_1' }, confirm: 1 });
    await on.dispatch.drain();
    expect(server.requests()).toHaveLength(5);
  });

  it('another target than the receiver has to be confirmed too', async () => {
    const { server, on } = await openLive();
    const to = { url: `${server.origin}/elsewhere` };
    expect(await codeOf(() => sendOnly(on, { integration: { id: 'int_1' }, to }))).toBe('NOT_ARMED');
    await sendOnly(on, { integration: { id: 'int_1' }, to, confirm: 1 });
    await on.dispatch.drain();
    expect(server.requests()).toHaveLength(1);
  });

  it('what was edited before it is sent again counts as made up; the same again does not', async () => {
    const { server, on } = await openLive();
    const id = await sendOnly(on, { integration: { id: 'int_1' }, confirm: 1 });
    await on.dispatch.drain();
    const edit = { event: { ...answeredCall, values: { 'source-number': '0491570110' } } };
    const { handlers } = on.dispatch;
    const rest = { deliveryId: id, mode: 'rebuilt' as const, withAuth: false, allowTargets: [] };
    expect(await codeOf(() => handlers.replay({ ...rest, edit }))).toBe('RECEIVER_NOT_RUNNING');
    await startBench(on);
    const { deliveryId } = await handlers.replay({ ...rest, edit });
    expect((await show(on, deliveryId)).originalUrl).toBe(`${server.origin}/customer`);
    await handlers.replay({ ...rest, edit, confirm: 1 });
    await handlers.replay({ ...rest, mode: 'exact' });
    await on.dispatch.drain();
    expect(server.requests().map((text) => text.split('\r\n\r\n')[1])).toEqual([
      expect.stringContaining('"from"'),
      '{"from":"0491570110"}',
      expect.stringContaining('"from"'),
    ]);
  });
});

describe('what waits of an integration', () => {
  async function openWaiting() {
    const { server, on } = await openWithServer();
    const requestUrl = `${server.origin}/hook`;
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl, ...byToken }));
    on.isVaultLocked = true;
    const ids = await acceptCalls(on, 3);
    await on.dispatch.drain();
    const unlock = () => {
      on.isVaultLocked = false;
      on.dispatch.wake();
    };
    return { server, on, ids, unlock, requestUrl };
  }

  it('is held while it is disabled, and goes out when it is enabled again', async () => {
    const { server, on, ids, unlock, requestUrl } = await openWaiting();
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl, enabled: false, ...byToken }));
    on.dispatch.integrationChanged('int_1');
    unlock();
    expect(await show(on, ids[0] ?? '')).toMatchObject({ outcome: 'pending', waitsFor: 'disabled' });
    // A person may send to it all the same.
    expect(await show(on, await sendOnly(on, { integration: { id: 'int_1' } }))).toMatchObject({
      outcome: 'delivered',
    });
    expect(server.requests()).toHaveLength(1);
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl, ...byToken }));
    on.dispatch.integrationChanged('int_1');
    expect(await show(on, ids[0] ?? '')).toMatchObject({ outcome: 'delivered' });
    expect(server.requests()).toHaveLength(4);
  });

  it('is built again with today’s integration when a person says so, and not before', async () => {
    const { server, on, ids, unlock, requestUrl } = await openWaiting();
    const { handlers } = on.dispatch;
    expect(await handlers.pendingOf({ integrationId: 'int_1' })).toEqual({ pending: 3, outdated: 0 });
    const fieldValues = [{ key: 'caller', field: 'source-number' }];
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${requestUrl}/v2`, fieldValues }));
    expect(await handlers.pendingOf({ integrationId: 'int_1' })).toEqual({ pending: 3, outdated: 3 });
    expect((await show(on, ids[0] ?? '')).url).toBe(requestUrl);
    expect(await handlers.retarget({ integrationId: 'int_1' })).toEqual({ retargeted: 3 });
    expect(await handlers.pendingOf({ integrationId: 'int_1' })).toMatchObject({ outdated: 0 });
    unlock();
    for (const id of ids) {
      const delivery = await show(on, id);
      expect(delivery).toMatchObject({ outcome: 'delivered', url: `${requestUrl}/v2` });
      expect(delivery.request.body).toBe('{"caller":"0491570006"}');
    }
    expect(server.requests()).toHaveLength(3);
  });

  it('keeps its bytes once an attempt has begun, whatever is retargeted', async () => {
    const { on, ids, requestUrl, unlock } = await openWaiting();
    on.database.run('UPDATE deliveries SET started_count = 1 WHERE id = ?', ids[0] ?? '');
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${requestUrl}/v2`, ...byToken }));
    expect(await on.dispatch.handlers.retarget({ integrationId: 'int_1' })).toEqual({ retargeted: 2 });
    unlock();
    expect((await show(on, ids[0] ?? '')).url).toBe(requestUrl);
  });

  it('is cancelled by a person, by id or by query, and never sent', async () => {
    const { server, on, ids, unlock } = await openWaiting();
    const { handlers } = on.dispatch;
    expect(await handlers.cancel({ ids: [ids[0] ?? ''] })).toEqual({ ids: [ids[0]] });
    expect((await handlers.cancel({ query: 'outcome:pending' })).ids).toEqual(ids.slice(1));
    expect(await handlers.cancel({ ids })).toEqual({ ids: [] });
    unlock();
    for (const id of ids) expect(await show(on, id)).toMatchObject({ outcome: 'cancelled', attemptCount: 0 });
    expect(server.connections()).toBe(0);
  });

  it('is cancelled some at a time where it is many, so that other work goes on in between', async () => {
    const { on, ids } = await openWaiting();
    const more = await acceptCalls(on, 800 - ids.length);
    expect(await on.dispatch.handlers.cancel({ query: 'outcome:pending' })).toEqual({ ids: [...ids, ...more] });
    const sql = "SELECT detail FROM journal WHERE act = 'deliveries-cancelled' ORDER BY seq";
    const counts = on.database.all<{ detail: string }>(sql).map(({ detail }) => JSON.parse(detail).deliveries);
    expect(counts).toEqual([500, 300]);
  });

  it('is cancelled with it when it is deleted, also what is on its way to the disk', async () => {
    const { server, on, unlock } = await openWaiting();
    const late = acceptCalls(on, 1);
    await Promise.resolve();
    on.database.transaction(() => on.dispatch.cancelOf('int_1'));
    const [id = ''] = await late;
    unlock();
    expect(await show(on, id)).toMatchObject({ outcome: 'cancelled' });
    expect(server.connections()).toBe(0);
  });

  it('is not tried again after it was deleted, when its attempt was under way then', async () => {
    const held: Socket[] = [];
    const server = await startRawServer({ behaviour: (socket) => void held.push(socket) });
    onTestFinished(server.close);
    const on = openTestDispatch();
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${server.origin}/hook` }));
    const [id = ''] = await acceptCalls(on, 1);
    while (held.length < 1) await new Promise((resolve) => setImmediate(resolve));
    on.places.delete('int_1');
    on.database.transaction(() => on.dispatch.cancelOf('int_1'));
    on.dispatch.integrationChanged('int_1');
    answer('HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n')(held[0] as Socket);
    expect(await show(on, id)).toMatchObject({ outcome: 'cancelled', result: 'failing', attemptCount: 1 });
  });
});

it('tells the log of many deliveries together, and of one that is watched at once', async () => {
  const { server, on } = await openWithServer();
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: server.origin }));
  const told: [string, number, boolean][] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  on.dispatch.handlers.watchLog({}, ({ type, deliveries, isMore }) => {
    told.push([type, deliveries.length, isMore]);
    if (told.length === 2) resolve();
  });
  await acceptCalls(on, 300);
  await on.dispatch.drain();
  await promise;
  expect(told[0]).toEqual(['snapshot', 0, false]);
  expect(told[1]).toEqual(['changed', 200, true]);
});

it('accepts nothing more after it was closed, and has lost nothing', async () => {
  const on = openTestDispatch();
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: 'http://127.0.0.1:1/' }));
  await on.dispatch.close();
  expect(await codeOf(() => acceptCalls(on, 1))).toBe('CONNECTION_LOST');
  expect(on.database.all('SELECT 1 FROM deliveries')).toEqual([]);
});
