// When a connection is used again: what that saves, and what an endpoint that closes without saying so must not cost.
import type net from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Behaviour, emptyAnswer, type RawServer, startRawServer } from '../../support/raw-server.ts';
import { makeRealPlace, openTestDispatch, sendOnly, setPolicy, show, type TestDispatch } from './dispatch-fixture.ts';

async function openTo(server: RawServer, concurrency = 16): Promise<TestDispatch> {
  onTestFinished(server.close);
  const on = openTestDispatch();
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: server.origin }));
  await setPolicy(on, { concurrency, breaker: false });
  return on;
}

const sendOne = (on: TestDispatch) => sendOnly(on, { integration: { id: 'int_1' } });

async function sendMany(on: TestDispatch, count: number) {
  const ids = await Promise.all(Array.from({ length: count }, () => sendOne(on)));
  return Promise.all(ids.map((id) => show(on, id)));
}

/** Answers without a word about the connection, and closes it that much later. */
const closing =
  (afterMs: number): Behaviour =>
  (socket) => {
    emptyAnswer(socket);
    setTimeout(() => socket.end(), afterMs);
  };

const deliveryIdsOf = (server: RawServer) =>
  server.requests().map((text) => /\r\nSwitchhook-Delivery: (\S+)\r\n/.exec(text)?.[1]);

describe('an endpoint that keeps its connections', () => {
  it('gets hundreds of deliveries over as many connections as are under way at a time', async () => {
    const server = await startRawServer();
    const on = await openTo(server, 4);
    // The first connection shows that it is kept.
    do await sendMany(on, 1);
    while (server.connections() === server.requests().length);
    const before = server.connections();
    for (const { outcome } of await sendMany(on, 300)) expect(outcome).toBe('delivered');
    expect(server.connections() - before).toBeLessThanOrEqual(4);
  });

  it('is left alone by a connection that it announced to close', async () => {
    const server = await startRawServer({
      behaviour: (socket) => void socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
    });
    const on = await openTo(server, 2);
    for (const { outcome } of await sendMany(on, 20)) expect(outcome).toBe('delivered');
    expect(server.connections()).toBe(20);
  });
});

describe('an endpoint that closes after its answers without saying so', () => {
  it.each([0, 1, 5])('%i ms later costs no delivery, in a row or at once', async (afterMs) => {
    const server = await startRawServer({ behaviour: closing(afterMs) });
    const on = await openTo(server);
    for (let count = 0; count < 10; count += 1) {
      const [delivery] = await sendMany(on, 1);
      expect(delivery?.outcome).toBe('delivered');
    }
    for (const { outcome } of await sendMany(on, 60)) expect(outcome).toBe('delivered');
    expect(server.requests()).toHaveLength(70);
  });

  it('after having kept them costs what was on its way into the close, once, and nothing is sent twice', async () => {
    let behaviour: Behaviour = emptyAnswer;
    const server = await startRawServer({ behaviour: (socket: net.Socket) => behaviour(socket) });
    const on = await openTo(server, 1);
    do await sendMany(on, 1);
    while (server.connections() === server.requests().length);
    behaviour = closing(0);
    const deliveries = await sendMany(on, 40);
    expect(deliveries.filter(({ outcome }) => outcome !== 'delivered').length).toBeLessThanOrEqual(1);
    const ids = deliveryIdsOf(server);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('every now and then is not trusted again', async () => {
    let count = 0;
    const everyFifth: Behaviour = (socket) => (++count % 5 === 0 ? closing(0) : emptyAnswer)(socket);
    const server = await startRawServer({ behaviour: everyFifth });
    const on = await openTo(server, 1);
    const deliveries = await sendMany(on, 60);
    expect(deliveries.filter(({ outcome }) => outcome !== 'delivered').length).toBeLessThanOrEqual(1);
  });
});
