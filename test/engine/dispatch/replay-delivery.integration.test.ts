import { describe, expect, it, onTestFinished } from 'vitest';
import { startRawServer } from '../../support/raw-server.ts';
import {
  byToken,
  codeOf,
  makeIntegration,
  makePlace,
  openWithServer,
  replay,
  send,
  sendFile,
  sendOnly,
  startBench,
} from './dispatch-fixture.ts';

describe('replay', () => {
  it('of the same bytes to the same target is one more attempt', async () => {
    const { server, on } = await openWithServer();
    const first = await sendFile(on, { requestUrl: `${server.origin}/hook`, ...byToken });
    const again = await replay(on, { deliveryId: first.id });
    expect(again.id).toBe(first.id);
    expect(again.attempts.map(({ number, kind, result }) => [number, kind, result])).toEqual([
      [1, 'first', 'delivered'],
      [2, 'replay', 'delivered'],
    ]);
    const [one, two] = server.requests().map((text) => text.replace(/Switchhook-Attempt: \d/, ''));
    expect(two).toBe(one);
  });

  it('to another origin replaces the origin only, less authentication', async () => {
    const { server, on, headersOf } = await openWithServer();
    const other = await startRawServer();
    onTestFinished(other.close);
    const first = await sendFile(on, { requestUrl: `${server.origin}/hook`, pathArguments: 'v2?x=1', ...byToken });
    const moved = await replay(on, {
      deliveryId: first.id,
      to: { url: `${other.origin}/ignored` },
      allowTargets: ['loopback'],
    });
    expect(moved.id).not.toBe(first.id);
    expect(moved).toMatchObject({ replayOf: first.id, url: `${other.origin}/hook/v2?x=1`, outcome: 'delivered' });
    const [sent = ''] = other.requests();
    expect(sent).not.toMatch(/authorization/i);
    const strip = (text: string) => text.replace(/host: .*\r\n|Authorization: .*\r\n|Switchhook-Delivery: .*\r\n/g, '');
    expect(strip(sent)).toBe(strip(server.requests()[0] ?? ''));
    expect(headersOf()).toContain('Authorization');
  });

  it('of what went to the receiver goes to a real address without the receiver’s own path', async () => {
    const { server, on, headersOf } = await openWithServer();
    await startBench(on);
    const first = await sendFile(on, { requestUrl: `${server.origin}/hook?src=pbx` }, { to: { receiver: true } });
    const moved = await replay(on, { deliveryId: first.id, to: { url: server.origin } });
    expect(moved).toMatchObject({ url: `${server.origin}/hook?src=pbx`, originalUrl: null });
    expect(headersOf()).toMatch(/^POST \/hook\?src=pbx HTTP/);
  });

  it('without a target goes to the receiver again, where it is now', async () => {
    const { on } = await openWithServer();
    await startBench(on);
    const first = await send(on, { to: { receiver: true } });
    await on.bench.handlers.stop({});
    expect(await codeOf(() => replay(on, { deliveryId: first.id }))).toBe('RECEIVER_NOT_RUNNING');
    const { url } = await startBench(on);
    expect(await replay(on, { deliveryId: first.id })).toMatchObject({
      url: `${url}/hook?src=pbx`,
      outcome: 'delivered',
    });
  });

  it('rebuilt takes the integration of today', async () => {
    const { on } = await openWithServer();
    on.places.set('int_1', makePlace('int_1'));
    await startBench(on);
    const first = await send(on, { integration: { id: 'int_1' } });
    on.places.set('int_1', makePlace('int_1', { fieldValues: [{ key: 'to', field: 'destination-number' }] }));
    const second = await replay(on, { deliveryId: first.id, mode: 'rebuilt' });
    expect(second).toMatchObject({ replayOf: first.id, outcome: 'delivered', event: first.event });
    expect(second.request.body).toBe('{"to":"0755501300"}');
    on.places.clear();
    expect(await codeOf(() => replay(on, { deliveryId: first.id, mode: 'rebuilt' }))).toBe('REBUILD_UNKNOWN');
    expect((await replay(on, { deliveryId: first.id })).id).toBe(first.id);
  });

  it('rebuilt without a target goes where the delivery went', async () => {
    const { server, on } = await openWithServer();
    await startBench(on);
    const first = await sendFile(on, { requestUrl: server.origin }, { to: { receiver: true } });
    const second = await replay(on, { deliveryId: first.id, mode: 'rebuilt' });
    expect(second.originalUrl).toBe(server.origin);
    expect(server.connections()).toBe(0);
  });

  it('is found in the log by what it replays, in place and as a delivery of its own', async () => {
    const { server, on } = await openWithServer();
    on.places.set('int_1', makePlace('int_1'));
    await startBench(on);
    const find = async (query: string) => {
      const { items } = await on.dispatch.handlers.deliveries({ query, limit: 50 });
      return items.map(({ id }) => id).toSorted();
    };
    const first = await send(on, { integration: { id: 'int_1' } });
    const other = await sendFile(on, { requestUrl: `${server.origin}/hook` });
    expect(await find('replay:*')).toEqual([]);
    const rebuilt = await replay(on, { deliveryId: first.id, mode: 'rebuilt' });
    expect(await find('replay:*')).toEqual([rebuilt.id]);
    await replay(on, { deliveryId: first.id });
    expect(await find(`replay:${first.id}`)).toEqual([first.id, rebuilt.id].toSorted());
    expect(await find('-replay:*')).toEqual([other.id]);
    expect(await find('integration:int_1')).toEqual([first.id, rebuilt.id].toSorted());
    expect(await find('-integration:*')).toEqual([other.id]);
  });

  it('again and again with the same rules keeps what was kept, and each rule once', async () => {
    const { server, on } = await openWithServer();
    const readRules = () => on.database.all('SELECT allow_targets AS rules FROM snapshots ORDER BY id');
    const { id } = await sendFile(on, { requestUrl: `${server.origin}/hook` }, { allowTargets: ['loopback'] });
    const wider = { deliveryId: id, allowTargets: ['private', 'loopback', 'private'] };
    for (let times = 0; times < 3; times += 1) await replay(on, wider);
    const rules = [{ rules: '["loopback"]' }, { rules: '["loopback","private"]' }];
    expect(readRules()).toEqual(rules);
    for (let times = 0; times < 2; times += 1) await replay(on, { ...wider, mode: 'rebuilt' });
    expect(readRules().slice(2)).toEqual([{ rules: '["private","loopback"]' }]);
  });

  it('of what has had as many attempts as are numbered is refused', async () => {
    const { server, on } = await openWithServer();
    const delivery = await sendFile(on, { requestUrl: server.origin }, { allowTargets: ['loopback'] });
    on.database.run('UPDATE deliveries SET started_count = 4095 WHERE id = ?', delivery.id);
    expect(await codeOf(() => replay(on, { deliveryId: delivery.id }))).toBe('DELIVERY_WORN_OUT');
    expect(server.requests()).toHaveLength(1);
  });

  it('of what is unknown or still pending is refused', async () => {
    const { server, on } = await openWithServer();
    expect(await codeOf(() => replay(on, { deliveryId: 'dlv_none' }))).toBe('DELIVERY_UNKNOWN');
    const deliveryId = await sendOnly(on, {
      integration: { file: makeIntegration({ requestUrl: server.origin }) },
      allowTargets: ['loopback'],
    });
    expect(await codeOf(() => replay(on, { deliveryId }))).toBe('DELIVERY_PENDING');
  });
});
