import { describe, expect, it, onTestFinished } from 'vitest';
import { answer, type Behaviour, emptyAnswer, startRawServer } from '../../support/raw-server.ts';
import {
  acceptCalls,
  codeOf,
  makeIntegration,
  makeRealPlace,
  openOnHandClock,
  openTestDispatch,
  replay,
  sendOnly,
  setPolicy,
  show,
} from './dispatch-fixture.ts';

const status = (line: string, headers = '') => answer(`HTTP/1.1 ${line}\r\n${headers}Content-Length: 0\r\n\r\n`);

/** An endpoint whose answers a test can change, and an integration that is sent to it. */
async function openWithEndpoint(behaviour: Behaviour) {
  const now = { behaviour };
  const server = await startRawServer({ behaviour: (socket) => now.behaviour(socket) });
  onTestFinished(server.close);
  const on = openOnHandClock();
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${server.origin}/hook` }));
  const next = async (id: string) => {
    const { nextAttemptAt } = await show(on, id);
    return nextAttemptAt === null ? null : (Date.parse(nextAttemptAt) - on.clock.now()) / 1_000;
  };
  return { server, on, now, next };
}

describe('an accepted event that an endpoint does not take', () => {
  it('is tried again by the schedule, with the same id and bytes, and is dead after the last one', async () => {
    const { server, on, next } = await openWithEndpoint(status('503 Busy'));
    const [id = ''] = await acceptCalls(on, 1);
    const waited: (number | null)[] = [];
    for (let delay = await next(id); delay !== null; delay = await next(id)) {
      waited.push(delay);
      await on.clock.move(delay * 1_000 - 1);
      expect(server.requests()).toHaveLength(waited.length);
      await on.clock.move(1);
      await on.dispatch.drain();
    }
    expect(waited).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    const delivery = await show(on, id);
    expect(delivery).toMatchObject({ outcome: 'dead', result: 'failing', attemptCount: 10, isRetried: true });
    expect(delivery.attempts.map(({ kind }) => kind)).toEqual(['first', ...Array(9).fill('retry')]);
    const bytes = new Set(server.requests().map((text) => text.replace(/Switchhook-Attempt: \d+/, '')));
    expect(bytes.size).toBe(1);
  });

  it('is delivered by a later attempt, and not tried again', async () => {
    const { server, on, now } = await openWithEndpoint(status('500 Oops'));
    const [id = ''] = await acceptCalls(on, 1);
    await on.dispatch.drain();
    now.behaviour = emptyAnswer;
    await on.clock.move(5_000);
    expect(await show(on, id)).toMatchObject({ outcome: 'delivered', attemptCount: 2 });
    await on.clock.move(7 * 86_400_000);
    expect(server.requests()).toHaveLength(2);
  });

  it('waits as long as a 503 or 429 asks for, and no other status', async () => {
    const { on, now, next } = await openWithEndpoint(status('429 Slow down', 'Retry-After: 77\r\n'));
    const [id = ''] = await acceptCalls(on, 1);
    expect(await next(id)).toBe(77);
    now.behaviour = status('503 Busy', 'retry-after: Thu, 26 Nov 2026 10:00:00 GMT\r\n');
    await on.clock.move(77_000);
    const left = (Date.parse('2026-11-26T10:00:00Z') - on.clock.now()) / 1_000;
    expect(await next(id)).toBe(left);
    now.behaviour = status('500 Oops', 'Retry-After: 77\r\n');
    await on.clock.move(left * 1_000);
    expect(await next(id)).toBe(1_800);
  });

  it('keeps its time over a restart', async () => {
    const { server, on } = await openWithEndpoint(status('500 Oops'));
    const [id = ''] = await acceptCalls(on, 1);
    await on.dispatch.drain();
    const again = openTestDispatch(on.crash());
    await on.clock.move(4_999);
    expect(await show(again, id)).toMatchObject({ outcome: 'pending', attemptCount: 1 });
    expect(server.requests()).toHaveLength(1);
    // The process that crashed had the same clock.
    await on.dispatch.close();
    await on.clock.move(1);
    expect(await show(again, id)).toMatchObject({ attemptCount: 2 });
  });

  it('is tried by the schedule that the endpoint’s policy says when its turn comes', async () => {
    const { on, next } = await openWithEndpoint(status('500 Oops'));
    await setPolicy(on, { retryDelaysMs: [20_000, 40_000] });
    const [id = ''] = await acceptCalls(on, 1);
    expect(await next(id)).toBe(20);
    await setPolicy(on, { retryDelaysMs: [20_000] });
    await on.clock.move(20_000);
    expect(await show(on, id)).toMatchObject({ outcome: 'dead', attemptCount: 2 });
  });
});

describe('no other attempt is made', () => {
  it('of what a person sent, unless they asked for it', async () => {
    const { on } = await openWithEndpoint(status('500 Oops'));
    const once = await sendOnly(on, { integration: { id: 'int_1' } });
    const retried = await sendOnly(on, { integration: { id: 'int_1' }, isRetried: true });
    expect(await show(on, once)).toMatchObject({ outcome: 'dead', isRetried: false });
    expect(await show(on, retried)).toMatchObject({ outcome: 'pending', isRetried: true });
  });

  it('of what the target guard refuses', async () => {
    const { on, server } = await openWithEndpoint(emptyAnswer);
    const file = makeIntegration({ requestUrl: server.origin });
    const id = await sendOnly(on, { integration: { file }, isRetried: true });
    expect(await show(on, id)).toMatchObject({ outcome: 'dead', result: 'blocked' });
  });

  it('after a replay of what had been delivered: it stays so, however that one ends', async () => {
    const { on, now } = await openWithEndpoint(emptyAnswer);
    const [id = ''] = await acceptCalls(on, 1);
    await on.dispatch.drain();
    now.behaviour = status('500 Oops');
    const again = await replay(on, { deliveryId: id });
    expect(again).toMatchObject({ id, outcome: 'delivered', result: 'failing', attemptCount: 2 });
  });

  it('twice at once: a replay that is asked for again before it is on the disk is refused', async () => {
    const { on, server } = await openWithEndpoint(emptyAnswer);
    const [id = ''] = await acceptCalls(on, 1);
    await on.dispatch.drain();
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(() => replay(on, { deliveryId: id }))));
    expect(codes.filter((code) => code === 'DELIVERY_PENDING')).toHaveLength(2);
    expect(server.requests()).toHaveLength(2);
  });
});

describe('410', () => {
  it('stops sending to that integration and says so, until a person allows it', async () => {
    const { on, now, server } = await openWithEndpoint(status('410 Gone'));
    const [first = ''] = await acceptCalls(on, 1);
    expect(await show(on, first)).toMatchObject({ outcome: 'dead', status: 410, attemptCount: 1 });
    now.behaviour = emptyAnswer;
    const [second = ''] = await acceptCalls(on, 1);
    expect(await show(on, second)).toMatchObject({ outcome: 'pending', waitsFor: 'gone', attemptCount: 0 });
    const told: unknown[] = [];
    on.dispatch.handlers.watchStatus({}, ({ status: { gone } }) => told.push(gone.map((one) => one.integrationId)));
    expect(told).toEqual([['int_1']]);
    // A person may look whether it is still so.
    expect(await show(on, await sendOnly(on, { integration: { id: 'int_1' } }))).toMatchObject({
      outcome: 'delivered',
    });
    expect(server.requests()).toHaveLength(2);

    const again = openTestDispatch(on.crash());
    expect(await show(again, second)).toMatchObject({ waitsFor: 'gone' });
    await again.dispatch.handlers.allowSending({ integrationId: 'int_1' });
    expect(await show(again, second)).toMatchObject({ outcome: 'delivered' });
    const acts = again.database.all<{ act: string }>("SELECT act FROM journal WHERE subject = 'int_1' ORDER BY seq");
    expect(acts.map(({ act }) => act)).toEqual(['sending-stopped', 'sending-allowed']);
  });

  it('of another target than its own says nothing about an integration', async () => {
    const { on, server } = await openWithEndpoint(status('410 Gone'));
    const away = await sendOnly(on, { integration: { id: 'int_1' }, to: { url: `${server.origin}/other` } });
    expect(await show(on, away)).toMatchObject({ outcome: 'dead', status: 410 });
    const [id = ''] = await acceptCalls(on, 1);
    expect((await show(on, id)).attemptCount).toBe(1);
  });
});
