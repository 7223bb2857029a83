import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { askUpgrade } from './raw-request.ts';
import { openSocket, startSockets } from './socket-fixture.ts';

const goingAway = 1001;
const tooBig = 1009;
const engineGone = 1011;
const badMessage = 4400;
const tokenUnknown = 4401;
const tokenMissing = 4408;

describe('an upgrade', () => {
  test('is refused under another name, from another origin and at another path', async () => {
    const { port, origin } = await startSockets();
    const host = `Host: 127.0.0.1:${port}`;
    const from = (value: string) => `Origin: ${value}`;
    const cases: [string, string, string[], number][] = [
      ['our own page', '/socket', [host, from(origin)], 101],
      ['a rebound name', '/socket', [`Host: evil.example.com:${port}`, from(`http://evil.example.com:${port}`)], 421],
      ['a rebound name that claims our origin', '/socket', [`Host: evil.example.com:${port}`, from(origin)], 421],
      ['localhost', '/socket', [`Host: localhost:${port}`, from(`http://localhost:${port}`)], 421],
      ['two names', '/socket', [host, 'Host: evil.example.com', from(origin)], 421],
      ['another site', '/socket', [host, from('https://evil.example.com')], 403],
      ['another local server', '/socket', [host, from('http://127.0.0.1:1')], 403],
      ['our origin as a prefix', '/socket', [host, from(`${origin}.evil.example.com`)], 403],
      ['our origin in another scheme', '/socket', [host, from(origin.replace('http', 'https'))], 403],
      ['a sandboxed frame', '/socket', [host, from('null')], 403],
      ['two origins', '/socket', [host, from(origin), from('https://evil.example.com')], 403],
      ['no origin', '/socket', [host], 403],
      ['another path', '/', [host, from(origin)], 404],
      ['a path below', '/socket/x', [host, from(origin)], 404],
      ['a query', '/socket?token=x', [host, from(origin)], 404],
    ];
    for (const [what, target, headers, status] of cases) {
      expect(await askUpgrade(port, target, headers), what).toBe(status);
    }
  });

  test('offers no compression', async () => {
    const { connect } = await startSockets();
    const { socket } = await connect();
    expect(socket.extensions).toBe('');
  });
});

describe('the token', () => {
  test('opens the engine, and a second page needs one of its own', async () => {
    const { connect, tokens } = await startSockets();
    const link = tokens.createLink();
    const first = await connect(link);
    const { session } = await first.hear(({ kind }) => kind === 'welcome');
    const second = await connect();
    second.say({ kind: 'hello', token: link });
    expect(await second.closed).toBe(tokenUnknown);
    expect(second.received).toEqual([]);

    first.say({ kind: 'link', id: 1 });
    const { value } = await first.hear(({ id }) => id === 1);
    const third = await connect(String(value));
    third.say({ kind: 'call', id: 1, channel: 'echo.call', input: {} });
    expect(await third.hear(({ kind }) => kind === 'answer')).toMatchObject({ value: { ok: true } });
    const again = await connect(String(session));
    expect(again.received).toEqual([{ kind: 'welcome', session }]);
  });

  test('is never guessed: every wrong one costs its socket', async () => {
    const { connect, tokens } = await startSockets();
    const link = tokens.createLink();
    const guesses = ['', link.slice(1), `${link}x`, link.toUpperCase(), `${link} `, '0'.repeat(43), '__proto__'];
    for (const guess of guesses) {
      const page = await connect();
      page.say({ kind: 'hello', token: guess });
      page.say({ kind: 'hello', token: link });
      page.say({ kind: 'call', id: 1, channel: 'echo.call', input: {} });
      expect(await page.closed, guess).toBe(tokenUnknown);
      expect(page.received).toEqual([]);
    }
    // None of the attempts behind a wrong guess used the link up.
    expect((await connect(link)).received).toHaveLength(1);
  });

  test('must come in time', async () => {
    const { connect, clock } = await startSockets();
    const page = await connect();
    clock.pass(5_000);
    expect(await page.closed).toBe(tokenMissing);
  });

  test('keeps nobody out by waiting: who waits longest makes room', async () => {
    const { connect, tokens } = await startSockets();
    const admitted = await connect(tokens.createLink());
    const crowd = [];
    for (let count = 0; count < 17; count++) crowd.push(await connect());
    expect(await crowd[0]?.closed).toBe(tokenMissing);
    await connect(tokens.createLink());
    expect(crowd.slice(2).every(({ socket }) => socket.readyState === WebSocket.OPEN)).toBe(true);
    expect(admitted.socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe('a message', () => {
  const wrong: [string, string | Buffer][] = [
    ['no JSON', '{"kind":'],
    ['empty', ''],
    ['no object', '[1,2,3]'],
    ['null', 'null'],
    ['of no kind', '{"id":1}'],
    ['of an unknown kind', '{"kind":"stop","id":1}'],
    ['without an id', '{"kind":"call","channel":"echo.call","input":{}}'],
    ['with an id that is no whole number', '{"kind":"call","id":1.5,"channel":"echo.call","input":{}}'],
    ['with a member too many', '{"kind":"unsubscribe","id":1,"admin":true}'],
    ['deeper than anything of ours', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['a second token', '{"kind":"hello","token":"x"}'],
    ['in bytes', Buffer.from('{"kind":"unsubscribe","id":1}')],
  ];
  test.each(wrong)('that is wrong ends the socket, and the host goes on: %s', async (_what, message) => {
    const { connect, tokens } = await startSockets();
    const page = await connect(tokens.createLink());
    page.socket.send(message);
    expect(await page.closed).toBe(badMessage);
    const before = await connect();
    before.socket.send(message);
    expect([badMessage, tokenUnknown]).toContain(await before.closed);
    expect((await connect(tokens.createLink())).received).toHaveLength(1);
  });

  test('before the token ends the socket', async () => {
    const { connect, engine } = await startSockets();
    const page = await connect();
    page.say({ kind: 'subscribe', id: 1, channel: 'any.watch', input: {} });
    expect(await page.closed).toBe(badMessage);
    expect(engine.subscriptions.size).toBe(0);
  });

  test('larger than the bound ends the socket', async () => {
    const { connect, tokens } = await startSockets();
    const page = await connect(tokens.createLink());
    page.socket.send('x'.repeat(16 * 1024 * 1024 + 1));
    expect(await page.closed).toBe(tooBig);
  });

  test('may be as large as an integration file', async () => {
    const { connect, tokens } = await startSockets();
    const page = await connect(tokens.createLink());
    const input = { text: 'é'.repeat(2_000_000) };
    page.say({ kind: 'call', id: 7, channel: 'echo.call', input });
    const answer = await page.hear(({ id }) => id === 7);
    expect(answer).toEqual({ kind: 'answer', id: 7, value: { ok: true, value: { channel: 'echo.call', input } } });
  });
});

test('two pages have their own calls and streams', async () => {
  const { connect, tokens, engine } = await startSockets();
  const first = await connect(tokens.createLink());
  const second = await connect(tokens.createLink());
  first.say({ kind: 'subscribe', id: 1, channel: 'first.watch', input: {} });
  second.say({ kind: 'subscribe', id: 1, channel: 'second.watch', input: {} });
  await first.hear(({ kind }) => kind === 'event');
  await second.hear(({ kind }) => kind === 'event');
  engine.subscription('second.watch').emit({ seq: 1 });
  await second.hear(({ value }) => (value as { seq?: number } | undefined)?.seq === 1);
  first.socket.close();
  await first.closed;
  second.say({ kind: 'call', id: 2, channel: 'echo.call', input: {} });
  await second.hear(({ id }) => id === 2);
  expect(first.received.map(({ kind }) => kind)).toEqual(['welcome', 'event']);
  await engine.subscription('first.watch').ended;
  expect(engine.subscription('second.watch').isEnded).toBe(false);
  second.say({ kind: 'unsubscribe', id: 1 });
  second.say({ kind: 'call', id: 3, channel: 'echo.call', input: {} });
  await second.hear(({ id }) => id === 3);
  await engine.subscription('second.watch').ended;
});

test('a subscription under a number in use ends the socket and both of its streams', async () => {
  const { connect, tokens, engine } = await startSockets();
  const page = await connect(tokens.createLink());
  page.say({ kind: 'subscribe', id: 1, channel: 'first.watch', input: {} });
  page.say({ kind: 'subscribe', id: 1, channel: 'second.watch', input: {} });
  expect(await page.closed).toBe(badMessage);
  await engine.subscription('first.watch').ended;
  expect(engine.subscriptions.has('second.watch')).toBe(false);
});

test('a page that does not read is cut, and what it would have got is let go', async () => {
  const { connect, tokens, engine } = await startSockets();
  const page = await connect(tokens.createLink());
  page.say({ kind: 'subscribe', id: 1, channel: 'loud.watch', input: {} });
  await page.hear(({ kind }) => kind === 'event');
  page.socket.pause();
  const loud = engine.subscription('loud.watch');
  const text = 'x'.repeat(1024 * 1024);
  let count = 0;
  for (; count < 200 && loud.isEnded === false; count++) {
    loud.emit({ seq: count, text });
    await nextTurn();
  }
  expect(loud.isEnded).toBe(true);
  // The bound, and what the two kernels' buffers hold.
  expect(count).toBeLessThan(64);
});

test('a page that answers no ping is cut, one that does is not', async () => {
  const { connect, tokens, engine, clock } = await startSockets();
  const alive = await connect(tokens.createLink());
  const silent = await connect(tokens.createLink());
  silent.say({ kind: 'subscribe', id: 1, channel: 'silent.watch', input: {} });
  await silent.hear(({ kind }) => kind === 'event');
  silent.socket.pause();
  const pinged = new Promise((resolve) => alive.socket.once('ping', resolve));
  clock.pass(20_000);
  await pinged;
  // Its pong stands before this call on the way.
  alive.say({ kind: 'call', id: 1, channel: 'echo.call', input: {} });
  await alive.hear(({ id }) => id === 1);
  clock.pass(20_000);
  silent.socket.resume();
  await silent.closed;
  await engine.subscription('silent.watch').ended;
  expect(alive.socket.readyState).toBe(WebSocket.OPEN);
});

test('an engine that does not answer at all ends the socket, and nothing else', async () => {
  const { connect, tokens, sockets } = await startSockets();
  const lost = await connect(tokens.createLink());
  const other = await connect(tokens.createLink());
  lost.say({ kind: 'call', id: 1, channel: 'lost.call', input: {} });
  expect(await lost.closed).toBe(engineGone);
  other.say({ kind: 'call', id: 1, channel: 'echo.call', input: {} });
  expect(await other.hear(({ kind }) => kind === 'answer')).toMatchObject({ value: { ok: true } });
  await sockets.close();
});

test('a page that asks for a sign of life gets one', async () => {
  const { connect, tokens } = await startSockets();
  const page = await connect(tokens.createLink());
  page.say({ kind: 'ping' });
  expect(await page.hear(({ kind }) => kind === 'pong')).toEqual({ kind: 'pong' });
  const stranger = await connect();
  stranger.say({ kind: 'ping' });
  expect(await stranger.closed).toBe(badMessage);
});

describe('an ending host', () => {
  test('lets calls in flight be answered, then says that it goes', async () => {
    const { connect, tokens, engine, sockets, port, origin } = await startSockets();
    const page = await connect(tokens.createLink());
    page.say({ kind: 'call', id: 1, channel: 'slow.call', input: {} });
    page.say({ kind: 'call', id: 2, channel: 'echo.call', input: {} });
    await page.hear(({ id }) => id === 2);
    const closing = sockets.close();
    page.say({ kind: 'call', id: 3, channel: 'echo.call', input: {} });
    expect(await askUpgrade(port, '/socket', [`Host: 127.0.0.1:${port}`, `Origin: ${origin}`])).toBe(503);
    engine.letSlowCallsEnd();
    await closing;
    expect(await page.closed).toBe(goingAway);
    expect(page.received.flatMap(({ id }) => id ?? [])).toEqual([2, 1]);
  });

  test('waits neither for a call without end nor for a page that does not agree', async () => {
    const { connect, tokens, sockets, clock, server } = await startSockets();
    const page = await connect(tokens.createLink());
    page.say({ kind: 'call', id: 1, channel: 'slow.call', input: {} });
    page.say({ kind: 'call', id: 2, channel: 'echo.call', input: {} });
    await page.hear(({ id }) => id === 2);
    page.socket.pause();
    const closing = sockets.close();
    clock.pass(2_000);
    await closing;
    const isDown = new Promise((resolve) => server.close(resolve));
    clock.pass(2_000);
    await isDown;
    page.socket.resume();
    expect([goingAway, 1006]).toContain(await page.closed);
  });
});

test('a page can come again with its session after its socket was cut', async () => {
  const { tokens, origin } = await startSockets();
  const page = await openSocket(origin, tokens.createLink());
  const { session } = await page.hear(({ kind }) => kind === 'welcome');
  page.socket.terminate();
  await page.closed;
  const again = await openSocket(origin, String(session));
  expect(again.received).toEqual([{ kind: 'welcome', session }]);
});
