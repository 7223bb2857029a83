import { describe, expect, it, onTestFinished } from 'vitest';
import type { CrashPoint } from '../../../electron/engine/ports.ts';
import { startRawServer } from '../../support/raw-server.ts';
import { acceptCalls, makeRealPlace, openTestDispatch, replay, show, type TestDispatch } from './dispatch-fixture.ts';

function place(on: TestDispatch, id: string, requestUrl: string): void {
  on.places.set(id, makeRealPlace(id, { requestUrl }));
}

describe('the next start', () => {
  it('sends everything that was accepted, each once, however many lanes it waits in', async () => {
    const server = await startRawServer();
    onTestFinished(server.close);
    const on = openTestDispatch({ isStarted: false });
    for (let n = 0; n < 700; n += 1) place(on, `int_${n}`, `${server.origin}/hook/${n}`);
    const ids = await acceptCalls(on, 2);
    await on.dispatch.close();
    expect(server.requests()).toHaveLength(0);
    const again = openTestDispatch({ ...on.crash(), isStarted: true });
    await again.dispatch.drain();
    const sent = server.requests().map((text) => /Switchhook-Delivery: (\S+)/.exec(text)?.[1]);
    expect(sent.toSorted()).toEqual(ids.toSorted());
    expect(again.database.all("SELECT 1 FROM deliveries WHERE outcome <> 'delivered'")).toEqual([]);
  });

  it('sends nothing that was not accepted, and nothing that is done', async () => {
    const server = await startRawServer();
    onTestFinished(server.close);
    const on = openTestDispatch();
    place(on, 'int_1', server.origin);
    const [id = ''] = await acceptCalls(on, 1);
    await on.dispatch.drain();
    void acceptCalls(on, 5).catch(() => {});
    // Not yet on the disk at this moment.
    const again = openTestDispatch(on.crash());
    await again.dispatch.drain();
    expect(again.database.all<{ id: string }>('SELECT id FROM deliveries')).toEqual([{ id }]);
    await on.dispatch.drain();
    expect(server.requests()).toHaveLength(6);
  });

  it('resumes a delivery with the attempt number after the one that was cut short', async () => {
    const server = await startRawServer({ behaviour: () => {} });
    onTestFinished(server.close);
    const on = openTestDispatch();
    place(on, 'int_1', server.origin);
    const [id = ''] = await acceptCalls(on, 1, { deadlineMs: 1_000 });
    const { promise: marked, resolve } = Promise.withResolvers<void>();
    on.dispatch.handlers.watch({ deliveryId: id as never }, ({ delivery }) => {
      if (delivery.attemptCount === 1) resolve();
    });
    await marked;
    const again = openTestDispatch(on.crash());
    const delivery = await show(again, id);
    expect(delivery.attempts.map(({ number, error }) => [number, error?.code])).toEqual([
      [1, 'ATTEMPT_INTERRUPTED'],
      [2, 'DEADLINE'],
    ]);
    // A cut short attempt uses none of the schedule.
    expect(Date.parse(delivery.nextAttemptAt ?? '') - Date.now()).toBeLessThan(7_000);
  });
});

it('passes every step at which the crash suite can end the process, in order', async () => {
  const server = await startRawServer();
  onTestFinished(server.close);
  const passed: CrashPoint[] = [];
  const on = openTestDispatch({ crashPoint: (name) => passed.push(name) });
  place(on, 'int_1', server.origin);
  await acceptCalls(on, 1);
  await on.dispatch.drain();
  const steps = passed.filter((name) => !name.startsWith('batch-'));
  expect(steps).toEqual([
    'accept-built',
    'accept-committed',
    'accept-acknowledged',
    'claimed',
    'attempt-sending',
    'attempt-answered',
    'record-committed',
  ]);
  const ofWriter = passed.filter((name) => name.startsWith('batch-'));
  expect(ofWriter.slice(0, 4)).toEqual(['batch-begun', 'batch-written', 'batch-committed', 'batch-synced']);
  expect(passed.indexOf('batch-synced')).toBeLessThan(passed.indexOf('accept-committed'));
});

it('sends nothing that is written but not yet safe from a power cut, whoever looks for work then: new, or to be sent again', async () => {
  const server = await startRawServer();
  onTestFinished(server.close);
  const passed: CrashPoint[] = [];
  const on = openTestDispatch({
    crashPoint: (name) => {
      passed.push(name);
      // It can be read from here on.
      if (name === 'batch-committed') on.dispatch.wake();
    },
  });
  place(on, 'int_1', server.origin);
  const expectSafeFirst = () => {
    expect(passed.indexOf('batch-synced')).toBeGreaterThan(passed.indexOf('batch-committed'));
    expect(passed.indexOf('attempt-sending')).toBeGreaterThan(passed.indexOf('batch-synced'));
  };
  const [id = ''] = await acceptCalls(on, 1);
  await on.dispatch.drain();
  expectSafeFirst();
  passed.length = 0;
  await replay(on, { deliveryId: id });
  expectSafeFirst();
});
