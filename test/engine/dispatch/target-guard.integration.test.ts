import { describe, expect, it, onTestFinished } from 'vitest';
import type { ResolvedAddress } from '../../../electron/engine/ports.ts';
import { startRawServer } from '../../support/raw-server.ts';
import { codeOf, makeIntegration, openTestDispatch, send, sendFile, startBench } from './dispatch-fixture.ts';

const v4 = (address: string): ResolvedAddress => ({ address, family: 4 });
const v6 = (address: string): ResolvedAddress => ({ address, family: 6 });

async function open() {
  const server = await startRawServer();
  onTestFinished(server.close);
  const on = openTestDispatch();
  on.lookup = async (name) => (name.startsWith('localhost') ? [v4('127.0.0.1'), v6('::1')] : []);
  const sendTo = (host: string, allowTargets: string[] = []) =>
    sendFile(on, { requestUrl: `http://${host}:${server.port}/` }, { allowTargets });
  return { server, on, sendTo };
}

describe('nothing leaves', () => {
  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
    '１２７.０.０.１',
    '%31%32%37.0.0.1',
    'localhost',
    'LOCALHOST',
    'localhost.',
    '0.0.0.0',
    '0',
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
  ])('to this computer, spelled %s', async (host) => {
    const { server, sendTo } = await open();
    const delivery = await sendTo(host);
    expect([delivery.outcome, delivery.result]).toEqual(['dead', 'blocked']);
    expect(delivery.error?.code).toMatch(/^TARGET_(LOOPBACK|UNSPECIFIED)$/);
    expect(delivery.attempts).toHaveLength(1);
    expect(delivery.attempts[0]?.sentHeaders).toEqual([]);
    expect(server.connections()).toBe(0);
  });

  it('to a name when one of its addresses is refused, in whatever order they come', async () => {
    const { server, on, sendTo } = await open();
    for (const addresses of [
      [v4('8.8.8.8'), v4('127.0.0.1')],
      [v4('127.0.0.1'), v4('8.8.8.8')],
      [v6('64:ff9b::7f00:1')],
    ]) {
      on.lookup = async () => addresses;
      expect((await sendTo('both.test')).error?.code).toBe('TARGET_LOOPBACK');
    }
    expect(server.connections()).toBe(0);
  });

  it('to an address the name server gives only when it is asked again', async () => {
    const { server, on, sendTo } = await open();
    let asked = 0;
    on.lookup = async () => {
      asked += 1;
      return asked === 1 ? [v4('127.0.0.2')] : [v4('127.0.0.1')];
    };
    // What was judged is what is connected to: the first answer, once.
    const delivery = await sendTo('rebind.test', ['127.0.0.2/32']);
    expect([delivery.result, asked]).toEqual(['unreachable', 1]);
    expect((await sendTo('rebind.test', ['127.0.0.2/32'])).error?.code).toBe('TARGET_LOOPBACK');
    expect(server.connections()).toBe(0);
  });

  it('over a connection that the rules of another delivery opened', async () => {
    const { server, on, sendTo } = await open();
    on.lookup = async () => [v4('127.0.0.1')];
    do expect((await sendTo('crm.test', ['loopback'])).result).toBe('delivered');
    while (server.connections() === server.requests().length);
    const before = server.requests().length;
    // There is a connection that is used again, but not by these.
    expect((await sendTo('crm.test')).error?.code).toBe('TARGET_LOOPBACK');
    expect((await sendTo('crm.test', ['private'])).error?.code).toBe('TARGET_LOOPBACK');
    expect(server.requests()).toHaveLength(before);
  });

  it("to the app's own control ports, whatever is allowed", async () => {
    const { server, on, sendTo } = await open();
    on.controlPorts = [server.port];
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', '0.0.0.0']) {
      const delivery = await sendTo(host, ['loopback', '0.0.0.0/0', '::/0']);
      expect([delivery.result, delivery.error?.code]).toEqual(['blocked', 'TARGET_CONTROL_PORT']);
    }
    expect(server.connections()).toBe(0);
  });

  it('after a redirect to an address inside', async () => {
    const inner = await open();
    const text = `HTTP/1.1 307 Moved\r\nLocation: ${inner.server.origin}/\r\nContent-Length: 0\r\n\r\n`;
    const outer = await startRawServer({ behaviour: (socket) => void socket.write(text) });
    onTestFinished(outer.close);
    const delivery = await sendFile(inner.on, { requestUrl: outer.origin });
    expect(delivery.result).toBe('redirected');
    expect(inner.server.connections()).toBe(0);
  });
});

describe('the guard lets through', () => {
  it('what the delivery allows', async () => {
    const { server, sendTo } = await open();
    expect((await sendTo('127.0.0.1', ['loopback'])).result).toBe('delivered');
    expect((await sendTo('2130706433', ['127.0.0.0/8'])).result).toBe('delivered');
    expect(server.requests()).toHaveLength(2);
  });

  it('the own receiver by exact host and port, and nothing beside it', async () => {
    const { server, on } = await open();
    const { url } = await startBench(on);
    const sendTo = (to: string) => send(on, { to: { url: to } });
    expect((await sendTo(url ?? '')).result).toBe('delivered');
    const other = (url ?? '').replace('127.0.0.1', '127.0.0.2');
    expect((await sendTo(other)).error?.code).toBe('TARGET_LOOPBACK');
    expect((await sendTo((url ?? '').replace('127.0.0.1', 'localhost'))).error?.code).toBe('TARGET_LOOPBACK');
    expect((await sendTo(server.origin)).error?.code).toBe('TARGET_LOOPBACK');
  });
});

it('tells which address was refused and what to do', async () => {
  const { on } = await open();
  on.lookup = async () => [v4('10.1.2.3')];
  const delivery = await sendFile(on, { requestUrl: 'https://crm.test/' }, { allowTargets: [] });
  expect(delivery.error?.message).toMatch(
    /crm\.test stands for 10\.1\.2\.3, a private address.*--allow-target private/,
  );
});

it('refuses a rule that is none before anything is accepted', async () => {
  const { on } = await open();
  const integration = { file: makeIntegration() };
  expect(await codeOf(() => send(on, { integration, allowTargets: ['everything'] }))).toBe('TARGET_RULE_INVALID');
  expect(on.database.all('SELECT 1 FROM deliveries')).toEqual([]);
});
