import { describe, expect, it, onTestFinished } from 'vitest';
import { answer, emptyAnswer, startRawServer } from '../../support/raw-server.ts';
import {
  byToken,
  codeOf,
  heldSecret,
  makeIntegration,
  openTestDispatch,
  openWithServer,
  replay,
  sendFile,
  sendOnly,
} from './dispatch-fixture.ts';

describe('the log', () => {
  it('is listed newest first, filtered by queries, page by page', async () => {
    const { server, on } = await openWithServer();
    for (const name of ['A', 'B', 'C', 'D', 'E']) await sendFile(on, { name, requestUrl: server.origin });
    await sendFile(on, { name: 'F', requestUrl: 'http://nowhere.test/' });
    const { deliveries } = on.dispatch.handlers;
    const names = async (input: Parameters<typeof deliveries>[0]) =>
      (await deliveries(input)).items.map((item) => item.integrationName);
    const first = await deliveries({ query: '', limit: 4 });
    expect([first.total, first.items.map((item) => item.integrationName).join('')]).toEqual([6, 'FEDC']);
    expect(await names({ query: '', limit: 4, cursor: first.nextCursor ?? '' })).toEqual(['B', 'A']);
    expect(await names({ query: '', limit: 2, sort: 'acceptedAt' })).toEqual(['A', 'B']);
    expect(await names({ query: 'outcome:dead code:DNS_FAILED', limit: 10 })).toEqual(['F']);
    expect(await names({ query: 'status:200 -name:C', limit: 10 })).toEqual(['E', 'D', 'B', 'A']);
    expect((await deliveries({ query: 'outcome:delivered', limit: 5 })).nextCursor).toBeNull();
    expect(await names({ query: '', limit: 10, tenantSet: 'sandbox' })).toEqual([]);
  });

  it('refuses what it does not understand', async () => {
    const { on } = await openWithServer();
    const { deliveries, delivery } = on.dispatch.handlers;
    expect(await codeOf(() => deliveries({ query: 'nonsense:1', limit: 1 }))).toBe('QUERY_INVALID');
    expect(await codeOf(() => deliveries({ query: '', limit: 1, sort: 'url' }))).toBe('SORT_UNKNOWN');
    expect(await codeOf(() => deliveries({ query: '', limit: 1, cursor: 'x' }))).toBe('CURSOR_INVALID');
    expect(await codeOf(() => deliveries({ query: '', limit: 1, tenantSet: 'x' }))).toBe('TENANT_SET_UNKNOWN');
    expect(await codeOf(() => delivery({ id: 'x' }))).toBe('DELIVERY_UNKNOWN');
  });
});

it('tells a watcher every change, until it stops looking', async () => {
  const { server, on } = await openWithServer();
  const deliveryId = await sendOnly(on, {
    integration: { file: makeIntegration({ requestUrl: server.origin }) },
    allowTargets: ['loopback'],
  });
  const told: [string, number, string, number][] = [];
  const stop = on.dispatch.handlers.watch({ deliveryId }, ({ type, seq, delivery }) =>
    told.push([type, seq, delivery.outcome, delivery.attemptCount]),
  );
  await on.dispatch.drain();
  expect(told.map(([type, seq]) => [type, seq])).toEqual(
    told.map((_, index) => [index === 0 ? 'snapshot' : 'changed', index]),
  );
  expect(told.at(-1)).toEqual(['changed', told.length - 1, 'delivered', 1]);
  const { length } = told;
  stop();
  await replay(on, { deliveryId });
  expect(told).toHaveLength(length);
});

it('closes after what is in flight has ended, and claims nothing more', async () => {
  const slow = await startRawServer({ behaviour: (socket) => void setTimeout(() => emptyAnswer(socket), 30) });
  onTestFinished(slow.close);
  const on = openTestDispatch();
  const input = {
    integration: { file: makeIntegration({ requestUrl: slow.origin }) },
    allowTargets: ['loopback'],
  };
  const accepted = await Promise.all(Array.from({ length: 40 }, () => sendOnly(on, input)));
  await on.dispatch.close();
  const details = await Promise.all(accepted.map((id) => on.dispatch.handlers.delivery({ id })));
  const outcomes = details.map(({ outcome }) => outcome);
  const delivered = outcomes.filter((outcome) => outcome === 'delivered').length;
  expect(delivered).toBeGreaterThan(0);
  expect(delivered).toBe(slow.requests().length);
  expect(outcomes.filter((outcome) => outcome === 'pending')).toHaveLength(40 - delivered);
});

it('replaces a secret that an endpoint sends back before it is written', async () => {
  const echo = await startRawServer({
    behaviour: answer(`HTTP/1.1 200 OK\r\nX-Echo: ${heldSecret}\r\nContent-Length: 14\r\n\r\n${heldSecret}`),
  });
  onTestFinished(echo.close);
  const on = openTestDispatch();
  on.secrets.set('crm-acme', { value: heldSecret, origins: [echo.origin] });
  const { attempts } = await sendFile(on, { requestUrl: echo.origin, ...byToken });
  const body = Buffer.from(attempts[0]?.response?.bodyBase64 ?? '', 'base64').toString();
  expect(body).toMatch(/^\[secret crm-acme #[0-9a-f]{8}\]$/);
  expect(JSON.stringify(attempts)).not.toContain(heldSecret);
});
