import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPageAccess } from '../../../renderer/client/page-access.ts';
import { createSocketTransport, type PageSocket, retryDelay } from '../../../renderer/client/socket-transport.ts';
import { createHandClock } from './hand-clock.ts';
import { createPageAddress } from './page-address.ts';

type Listener = (event: never) => void;

/** A socket of which the test is the other end. */
class ScriptedSocket implements PageSocket {
  static made: ScriptedSocket[] = [];
  readonly url: string;
  readonly sent: Record<string, unknown>[] = [];
  isClosed = false;
  readonly #listeners = new Map<string, Listener>();

  constructor(url: string) {
    this.url = url;
    ScriptedSocket.made.push(this);
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, listener);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.isClosed = true;
  }

  say(message: unknown): void {
    this.#listeners.get('message')?.({ data: JSON.stringify(message) } as never);
  }

  open(): this {
    this.#listeners.get('open')?.(undefined as never);
    return this;
  }

  welcome(session = 'session'): this {
    this.open().say({ kind: 'welcome', session });
    return this;
  }

  end(code: number): void {
    this.#listeners.get('close')?.({ code } as never);
  }
}

function start(address = '/#token=link') {
  ScriptedSocket.made = [];
  const clock = createHandClock();
  const page = createPageAddress(address);
  const access = createPageAccess(page);
  const connection = createSocketTransport({
    ...{ origin: 'http://127.0.0.1:4711', access, WebSocket: ScriptedSocket, after: clock.after },
    random: () => 0,
  });
  const last = () => {
    const socket = ScriptedSocket.made.at(-1);
    if (socket === undefined) throw new Error('No socket was made.');
    return socket;
  };
  return { clock, page, access, connection, last, made: () => ScriptedSocket.made.length };
}

const lost = { ok: false, error: { code: 'CONNECTION_LOST' } };

test('shows its token first, and calls made before the welcome wait for it', async () => {
  const { connection, last, page } = start();
  const answer = connection.transport.call('settings.get', { a: 1 });
  expect(last().url).toBe('ws://127.0.0.1:4711/socket');
  last().open();
  expect(last().sent).toEqual([{ kind: 'hello', token: 'link' }]);
  expect(connection.state.getState()).toEqual({ status: 'connecting', epoch: 0 });
  last().welcome('session-1');
  const call = last().sent.at(-1);
  expect(call).toMatchObject({ kind: 'call', channel: 'settings.get', input: { a: 1 } });
  last().say({ kind: 'answer', id: call?.id, value: { ok: true, value: 2 } });
  expect(await answer).toEqual({ ok: true, value: 2 });
  expect(connection.state.getState()).toEqual({ status: 'open', epoch: 0 });
  expect(Object.values(page.stored())).toEqual(['session-1']);
});

test('a broken connection answers the calls in flight, fails new ones at once, and repeats none', async () => {
  const { connection, last, clock } = start();
  last().welcome();
  const inFlight = connection.transport.call('dispatch.send', {});
  last().end(1006);
  expect(await inFlight).toMatchObject(lost);
  expect(await connection.transport.call('dispatch.send', {})).toMatchObject(lost);
  expect(await connection.createWindowLink?.('')).toBeNull();
  clock.pass(250);
  last().welcome();
  expect(last().sent).toEqual([{ kind: 'hello', token: 'session' }]);
  expect(connection.state.getState()).toEqual({ status: 'open', epoch: 1 });
});

test('subscriptions are made again after a loss, and what the old socket still says is nobody’s', () => {
  const { connection, last, clock } = start();
  const events: unknown[] = [];
  const end = connection.transport.subscribe('bench.watch', { afterSeq: 0 }, (event) => events.push(event));
  const first = last().welcome();
  first.say({ kind: 'event', id: first.sent[1]?.id, value: { seq: 4 } });
  first.end(1001);
  clock.pass(250);
  const second = last().welcome();
  const subscribed = second.sent[1];
  expect(subscribed).toMatchObject({ kind: 'subscribe', channel: 'bench.watch', input: { afterSeq: 4 } });
  first.say({ kind: 'event', id: subscribed?.id, value: { seq: 99 } });
  first.end(4401);
  second.say({ kind: 'event', id: subscribed?.id, value: { seq: 5 } });
  end();
  second.say({ kind: 'event', id: subscribed?.id, value: { seq: 6 } });
  expect(events).toEqual([{ seq: 4 }, { seq: 5 }]);
  expect(second.sent.at(-1)).toEqual({ kind: 'unsubscribe', id: subscribed?.id });
  expect(connection.state.getState().status).toBe('open');
});

test('tries again later and later, from the start after a success, and at once when asked', () => {
  const { connection, last, clock, made } = start();
  const waited: number[] = [];
  const failAndWait = () => {
    last().end(1006);
    const [delayMs = 0] = clock.delays();
    waited.push(delayMs);
    clock.pass(delayMs);
  };
  for (let round = 0; round < 7; round++) failAndWait();
  expect(waited).toEqual([125, 250, 500, 1000, 2000, 4000, 5000]);
  last().welcome();
  failAndWait();
  expect(waited.at(-1)).toBe(125);
  last().end(1006);
  const before = made();
  connection.retryNow();
  connection.retryNow();
  expect(made()).toBe(before + 1);
  last().open();
  // Only the deadline of the welcome is left, and no second try.
  expect(clock.delays()).toEqual([10_000]);
});

test('a host that takes the socket and says nothing is given up', () => {
  const { connection, last, clock, made } = start();
  const silent = last().open();
  clock.pass(10_000);
  expect(silent.isClosed).toBe(true);
  expect(connection.state.getState().status).toBe('lost');
  clock.pass(250);
  expect(made()).toBe(2);
});

test('a connection on which nothing comes is asked for a sign of life, and given up when none comes', async () => {
  const { connection, last, clock, made } = start();
  const dead = last().welcome();
  const inFlight = connection.transport.call('dispatch.send', {});
  clock.pass(9_999);
  expect(dead.sent.at(-1)).toMatchObject({ kind: 'call' });
  clock.pass(1);
  expect(dead.sent.at(-1)).toEqual({ kind: 'ping' });
  clock.pass(9_999);
  expect(connection.state.getState().status).toBe('open');
  clock.pass(1);
  expect(connection.state.getState().status).toBe('lost');
  expect(dead.isClosed).toBe(true);
  expect(await inFlight).toMatchObject(lost);
  clock.pass(250);
  expect(made()).toBe(2);
  last().welcome();
  expect(connection.state.getState()).toEqual({ status: 'open', epoch: 1 });
});

test.each([
  ['pong', { kind: 'pong' }],
  ['anything else', { kind: 'event', id: 1, value: { seq: 1 } }],
])('a connection on which a host answers its pings stands, however long it is quiet: %s', (_what, sign) => {
  const { connection, last, clock, made } = start();
  const quiet = last().welcome();
  for (let minute = 0; minute < 60; minute++) {
    clock.pass(19_000);
    expect(quiet.sent.at(-1)).toEqual({ kind: 'ping' });
    quiet.say(sign);
  }
  expect(quiet.sent.filter(({ kind }) => kind === 'ping')).toHaveLength(60);
  expect(connection.state.getState().status).toBe('open');
  expect(made()).toBe(1);
});

test('a connection on which something comes is not asked', () => {
  const { last, clock } = start();
  const busy = last().welcome();
  for (let seq = 0; seq < 100; seq++) {
    clock.pass(9_000);
    busy.say({ kind: 'event', id: 1, value: { seq } });
  }
  expect(busy.sent).toEqual([{ kind: 'hello', token: 'link' }]);
  expect(clock.delays()).toEqual([10_000]);
});

test('a token the host does not know is dropped, and without another the page is refused and stays so', async () => {
  const { connection, last, clock, page, made } = start();
  last().welcome();
  last().end(1006);
  clock.pass(250);
  last().open().end(4401);
  expect(connection.state.getState().status).toBe('refused');
  expect(page.stored()).toEqual({});
  expect(clock.delays()).toEqual([]);
  expect(await connection.transport.call('settings.get', {})).toMatchObject(lost);
  connection.retryNow();
  expect(made()).toBe(2);
  expect(connection.state.getState().status).toBe('refused');
});

test('a page that was refused opens with a new link and asks for everything again', () => {
  const { connection, last, access, page } = start('/accounts');
  expect(connection.state.getState().status).toBe('refused');
  page.location.hash = '#token=fresh';
  expect(access.readLink()).toBe(true);
  connection.retryNow();
  last().welcome();
  expect(last().sent[0]).toEqual({ kind: 'hello', token: 'fresh' });
  expect(connection.state.getState()).toEqual({ status: 'open', epoch: 1 });
});

test('a used link falls back to the session of the tab', () => {
  const { connection, last, access, page } = start();
  last().welcome('session-1');
  last().end(1006);
  page.location.hash = '#token=used';
  access.readLink();
  connection.retryNow();
  last().open().end(4401);
  last().welcome('session-1');
  expect(last().sent[0]).toEqual({ kind: 'hello', token: 'session-1' });
  expect(connection.state.getState().status).toBe('open');
});

test('a link for another window stands on the page’s own origin', async () => {
  const { connection, last } = start();
  last().welcome();
  const link = connection.createWindowLink?.('#/deliveries?q=x');
  last().say({ kind: 'answer', id: last().sent[1]?.id, value: 'fresh' });
  expect(await link).toBe('http://127.0.0.1:4711/#token=fresh/deliveries?q=x');
});

test('a closed connection stays closed', async () => {
  const { connection, last, clock, made } = start();
  last().welcome();
  const call = connection.transport.call('settings.get', {});
  connection.close();
  expect(await call).toMatchObject(lost);
  last().end(1005);
  clock.pass(60_000);
  expect(made()).toBe(1);
});

test('the delay of a try never passes its bounds, however often and by whatever chance', () => {
  const failures = fc.integer({ min: 1, max: 10_000 });
  const random = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  fc.assert(
    fc.property(failures, random, (count, chance) => {
      const delayMs = retryDelay(count, chance);
      expect(delayMs).toBeGreaterThanOrEqual(125);
      expect(delayMs).toBeLessThanOrEqual(10_000);
      expect(retryDelay(count + 1, chance)).toBeGreaterThanOrEqual(delayMs);
    }),
  );
});
