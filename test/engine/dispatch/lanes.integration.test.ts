import type net from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answer, type Behaviour, emptyAnswer, startRawServer } from '../../support/raw-server.ts';
import {
  acceptCalls,
  byToken,
  heldSecret,
  makeRealPlace,
  openOnHandClock,
  openTestDispatch,
  setPolicy,
  show,
  type TestDispatch,
} from './dispatch-fixture.ts';

/** Answers by path, and can hold answers back. */
async function startEndpoint(behaviourOf: (path: string) => Behaviour = () => emptyAnswer) {
  const held: net.Socket[] = [];
  let most = 0;
  let open = 0;
  const server = await startRawServer({
    behaviour: (socket) => {
      open += 1;
      most = Math.max(most, open);
      const path = /^\w+ (\S+) /.exec(server.requests().at(-1) ?? '')?.[1] ?? '';
      const behave = behaviourOf(path);
      if (behave === hold) held.push(socket);
      else {
        open -= 1;
        behave(socket);
      }
    },
  });
  onTestFinished(server.close);
  const release = () => {
    for (const socket of held.splice(0)) {
      open -= 1;
      emptyAnswer(socket);
    }
  };
  const waitForHeld = async (count: number) => {
    while (held.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  const paths = () => server.requests().map((text) => /^\w+ (\S+) /.exec(text)?.[1] ?? '');
  return { server, release, waitForHeld, paths, most: () => most };
}

const hold: Behaviour = () => {};

function place(on: TestDispatch, id: string, requestUrl: string): void {
  on.places.set(id, makeRealPlace(id, { requestUrl, name: id, fieldValues: [{ key: 'n', field: 'source-number' }] }));
}

async function drainAll(on: TestDispatch): Promise<void> {
  await on.dispatch.drain();
}

describe('a dead endpoint with a long queue', () => {
  it('leaves the others their slots, on the same host too', async () => {
    let isDead = true;
    const endpoint = await startEndpoint((path) => (path === '/dead' && isDead ? hold : emptyAnswer));
    const on = openTestDispatch();
    place(on, 'int_dead', `${endpoint.server.origin}/dead`);
    await acceptCalls(on, 300);
    await endpoint.waitForHeld(1);
    on.places.delete('int_dead');
    place(on, 'int_well', `${endpoint.server.origin}/well`);
    const ids = await acceptCalls(on, 100);
    // All of the well are through while nothing of the dead one has come back.
    const isThrough = async () => {
      const { items } = await on.dispatch.handlers.deliveries({ query: 'name:int_well outcome:delivered', limit: 200 });
      return items.length === ids.length;
    };
    while (!(await isThrough())) await new Promise((resolve) => setImmediate(resolve));
    expect(endpoint.paths().filter((path) => path === '/dead').length).toBeLessThanOrEqual(4);
    isDead = false;
    endpoint.release();
    await drainAll(on);
    expect(endpoint.paths()).toHaveLength(400);
  });
});

it('an endpoint that may have as many attempts under way as there can be leaves some to the others all the same', async () => {
  let isDead = false;
  const wide = await startEndpoint(() => (isDead ? hold : emptyAnswer));
  const other = await startEndpoint();
  const on = openTestDispatch();
  place(on, 'int_wide', `${wide.server.origin}/hook`);
  await setPolicy(on, { concurrency: 256 });
  // It has done well, and then dies.
  await acceptCalls(on, 400);
  await drainAll(on);
  isDead = true;
  await acceptCalls(on, 400, { deadlineMs: 60_000 });
  await wide.waitForHeld(256);
  on.places.delete('int_wide');
  place(on, 'int_other', `${other.server.origin}/hook`);
  await acceptCalls(on, 1);
  while (other.paths().length < 1) await new Promise((resolve) => setImmediate(resolve));
  expect(wide.paths()).toHaveLength(656);
  isDead = false;
  wide.release();
  await drainAll(on);
  expect([wide.paths().length, other.paths().length]).toEqual([800, 1]);
});

describe('the policy of an endpoint', () => {
  it('lets no more attempts go at once than its concurrency', async () => {
    const endpoint = await startEndpoint(() => hold);
    const on = openTestDispatch();
    place(on, 'int_1', `${endpoint.server.origin}/hook`);
    await setPolicy(on, { concurrency: 3 });
    await acceptCalls(on, 12);
    for (let sent = 0; sent < 12; sent += 3) {
      await endpoint.waitForHeld(3);
      endpoint.release();
    }
    await drainAll(on);
    expect(endpoint.paths()).toHaveLength(12);
    expect(endpoint.most()).toBe(3);
  });

  it('lets no more attempts go at once than its concurrency, and holds up no other endpoint of its host by that', async () => {
    const endpoint = await startEndpoint((path) => (path === '/narrow' ? hold : emptyAnswer));
    const on = openTestDispatch();
    place(on, 'int_narrow', `${endpoint.server.origin}/narrow`);
    await setPolicy(on, { concurrency: 1 }, `${endpoint.server.origin}/narrow`);
    await acceptCalls(on, 5);
    await endpoint.waitForHeld(1);
    on.places.delete('int_narrow');
    place(on, 'int_wide', `${endpoint.server.origin}/wide`);
    await acceptCalls(on, 50);
    const countWide = () => endpoint.paths().filter((path) => path === '/wide').length;
    while (countWide() < 50) await new Promise((resolve) => setImmediate(resolve));
    expect(endpoint.paths().filter((path) => path === '/narrow')).toHaveLength(1);
    for (let sent = 1; sent <= 5; sent += 1) {
      await endpoint.waitForHeld(1);
      endpoint.release();
    }
    await drainAll(on);
    expect(endpoint.paths()).toHaveLength(55);
  });

  it('spaces attempts out by its rate, and those of no other endpoint of its host', async () => {
    const endpoint = await startEndpoint();
    const on = openOnHandClock();
    place(on, 'int_slow', `${endpoint.server.origin}/slow`);
    await setPolicy(on, { ratePerSecond: 0.1 }, `${endpoint.server.origin}/slow`);
    await setPolicy(on, { ratePerSecond: 10 }, `${endpoint.server.origin}/fast`);
    await acceptCalls(on, 3);
    await drainAll(on);
    on.places.delete('int_slow');
    place(on, 'int_fast', `${endpoint.server.origin}/fast`);
    await acceptCalls(on, 10);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      await drainAll(on);
      await on.clock.move(100);
    }
    await drainAll(on);
    expect(endpoint.paths().filter((path) => path === '/fast')).toHaveLength(10);
    expect(endpoint.paths().filter((path) => path === '/slow')).toHaveLength(1);
  });

  it('holds from the moment it is changed: what waited by a low rate does not wait by it any more', async () => {
    const endpoint = await startEndpoint();
    const on = openOnHandClock();
    place(on, 'int_1', `${endpoint.server.origin}/hook`);
    await setPolicy(on, { ratePerSecond: 0.01 });
    await acceptCalls(on, 3);
    await drainAll(on);
    expect(endpoint.paths()).toHaveLength(1);
    await setPolicy(on, { ratePerSecond: 10 });
    for (let tenth = 0; tenth < 3; tenth += 1) {
      await on.clock.move(100);
      await drainAll(on);
    }
    expect(endpoint.paths()).toHaveLength(3);
  });

  it('spaces attempts out by its rate', async () => {
    const endpoint = await startEndpoint();
    const on = openOnHandClock();
    place(on, 'int_1', `${endpoint.server.origin}/hook`);
    await setPolicy(on, { ratePerSecond: 2 });
    await acceptCalls(on, 6);
    await drainAll(on);
    const sent = [endpoint.paths().length];
    for (let second = 0; second < 3; second += 1) {
      for (let half = 0; half < 2; half += 1) {
        await on.clock.move(500);
        await drainAll(on);
      }
      sent.push(endpoint.paths().length);
    }
    expect(sent).toEqual([1, 3, 5, 6]);
  });

  it('sends one at a time in the order of accept when it says so, and waits for one that fails', async () => {
    let answers = 0;
    const endpoint = await startEndpoint(() => {
      answers += 1;
      return answers === 2 ? answer('HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n') : emptyAnswer;
    });
    const on = openOnHandClock();
    place(on, 'int_1', `${endpoint.server.origin}/hook`);
    await setPolicy(on, { fifo: true });
    const ids = await acceptCalls(on, 5);
    await drainAll(on);
    const deliveryOf = (text: string) => /Switchhook-Delivery: (\S+)/.exec(text)?.[1];
    expect(endpoint.server.requests().map(deliveryOf)).toEqual(ids.slice(0, 2));
    // Also what another process takes over keeps its place.
    const again = openTestDispatch(on.crash());
    await on.dispatch.close();
    await again.dispatch.drain();
    expect(endpoint.paths()).toHaveLength(2);
    await on.clock.move(5_000);
    await drainAll(again);
    expect(endpoint.server.requests().map(deliveryOf)).toEqual([ids[0], ids[1], ...ids.slice(1)]);
  });
});

describe('integrations of one origin', () => {
  it('take turns, however much one of them has waiting', async () => {
    const endpoint = await startEndpoint();
    const on = openTestDispatch();
    await setPolicy(on, { concurrency: 1 });
    place(on, 'int_a', `${endpoint.server.origin}/a`);
    await acceptCalls(on, 50);
    on.places.clear();
    place(on, 'int_b', `${endpoint.server.origin}/b`);
    await acceptCalls(on, 5);
    await drainAll(on);
    const lastOfB = endpoint.paths().lastIndexOf('/b');
    const firstOfB = endpoint.paths().indexOf('/b');
    // Every second one is theirs from the moment they were there.
    expect(lastOfB - firstOfB).toBeLessThanOrEqual(10);
    expect(endpoint.paths()).toHaveLength(55);
  });
});

describe('the breaker', () => {
  const failing = answer('HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n');

  it('opens after ten failures, uses no attempt of what waits, tries once after half a minute, and closes', async () => {
    let behaviour: Behaviour = failing;
    const endpoint = await startEndpoint(() => behaviour);
    const on = openOnHandClock();
    place(on, 'int_1', `${endpoint.server.origin}/hook`);
    const ids = await acceptCalls(on, 30);
    await drainAll(on);
    const begun = endpoint.paths().length;
    expect(begun).toBeGreaterThanOrEqual(10);
    expect(begun).toBeLessThan(20);
    const last = await show(on, ids.at(-1) ?? '');
    expect(last).toMatchObject({ outcome: 'pending', attemptCount: 0, waitsFor: 'breaker' });
    await on.clock.move(29_000);
    await drainAll(on);
    expect(endpoint.paths()).toHaveLength(begun);
    await on.clock.move(1_000);
    await drainAll(on);
    expect(endpoint.paths()).toHaveLength(begun + 1);
    behaviour = emptyAnswer;
    await on.clock.move(30_000);
    await drainAll(on);
    expect(endpoint.paths().length).toBeGreaterThan(begun + 2);
    expect((await show(on, ids.at(-1) ?? '')).outcome).toBe('delivered');
  });

  it('is open after a restart, and can be closed by hand', async () => {
    let behaviour: Behaviour = failing;
    const endpoint = await startEndpoint(() => behaviour);
    const on = openOnHandClock();
    place(on, 'int_1', `${endpoint.server.origin}/hook`);
    await acceptCalls(on, 30);
    await drainAll(on);
    const begun = endpoint.paths().length;
    behaviour = emptyAnswer;
    await on.dispatch.close();
    const again = openTestDispatch(on.crash());
    await drainAll(again);
    expect(endpoint.paths()).toHaveLength(begun);
    const told: string[][] = [];
    again.dispatch.handlers.watchStatus({}, ({ status }) => told.push(status.failing.map(({ breaker }) => breaker)));
    expect(told).toEqual([['open']]);
    await again.dispatch.handlers.closeBreaker({ endpoint: `${endpoint.server.origin}/hook` });
    await drainAll(again);
    expect(endpoint.paths().length).toBeGreaterThan(begun);
  });

  it('of a dead path lets the other paths of its host be sent to', async () => {
    const endpoint = await startEndpoint((path) => (path === '/dead' ? failing : emptyAnswer));
    const on = openOnHandClock();
    place(on, 'int_dead', `${endpoint.server.origin}/dead`);
    await acceptCalls(on, 30);
    await drainAll(on);
    on.places.clear();
    place(on, 'int_well', `${endpoint.server.origin}/well`);
    const ids = await acceptCalls(on, 5);
    for (const id of ids) expect(await show(on, id)).toMatchObject({ outcome: 'delivered' });
  });

  it('stays open when its trial does not even reach the endpoint, and the next one comes after half a minute again', async () => {
    const endpoint = await startEndpoint((path) => (path === '/dead' ? failing : emptyAnswer));
    const on = openOnHandClock();
    // What was reached of the host keeps its own breaker closed.
    place(on, 'int_well', `${endpoint.server.origin}/well`);
    await acceptCalls(on, 50);
    await drainAll(on);
    on.places.clear();
    place(on, 'int_dead', `${endpoint.server.origin}/dead`);
    const ids = await acceptCalls(on, 30);
    await drainAll(on);
    const countAttempts = async () => {
      const shown = await Promise.all(ids.map((id) => show(on, id)));
      return shown.reduce((sum, { attemptCount }) => sum + attemptCount, 0);
    };
    const begun = await countAttempts();
    await endpoint.server.close();
    for (let minute = 0.5; minute <= 1; minute += 0.5) {
      await on.clock.move(30_000);
      await drainAll(on);
      expect(await countAttempts()).toBe(begun + 2 * minute);
    }
  });

  it.each([
    ['its secrets are locked', (on: TestDispatch) => void Object.assign(on, { isVaultLocked: true })],
    ['its secret is gone', (on: TestDispatch) => void on.secrets.clear()],
  ])('is tried again with another delivery when the trial could not begin, for %s', async (_why, spoil) => {
    let behaviour: Behaviour = failing;
    const endpoint = await startEndpoint(() => behaviour);
    const on = openOnHandClock();
    const requestUrl = `${endpoint.server.origin}/hook`;
    on.secrets.set('crm-acme', { value: heldSecret, origins: [endpoint.server.origin] });
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl, ...byToken }));
    await acceptCalls(on, 30);
    await drainAll(on);
    behaviour = emptyAnswer;
    spoil(on);
    await on.clock.move(30_000);
    await drainAll(on);
    on.isVaultLocked = false;
    on.dispatch.wake();
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl }));
    const [id = ''] = await acceptCalls(on, 1);
    expect(await show(on, id)).toMatchObject({ outcome: 'delivered' });
  });

  it('of an origin that cannot be reached stops all of its paths', async () => {
    const on = openOnHandClock();
    const closed = await startRawServer();
    await closed.close();
    place(on, 'int_a', `${closed.origin}/a`);
    await acceptCalls(on, 30);
    await drainAll(on);
    on.places.clear();
    place(on, 'int_b', `${closed.origin}/b`);
    const [id = ''] = await acceptCalls(on, 1);
    expect(await show(on, id)).toMatchObject({ outcome: 'pending', attemptCount: 0, waitsFor: 'breaker' });
  });

  it('does not open for 4xx', async () => {
    const endpoint = await startEndpoint(() => answer('HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n'));
    const on = openOnHandClock();
    place(on, 'int_1', `${endpoint.server.origin}/hook`);
    await acceptCalls(on, 30);
    await drainAll(on);
    expect(endpoint.paths()).toHaveLength(30);
  });
});
