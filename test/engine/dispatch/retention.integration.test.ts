import { expect, test } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import { Retention } from '../../../electron/engine/dispatch/retention.ts';
import { createJournal } from '../../../electron/engine/journal/journal.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { recountLog } from '../../support/recount-log.ts';
import { addDelivery, addSnapshot, followLog, openLogDatabase } from './log-fixture.ts';

const dayMs = 86_400_000;
const nowMs = Date.parse('2026-11-26T09:00:00Z');
const mebibyte = 1 / 1024;

interface Options {
  readonly keep: { days: number; gib: number };
  readonly inFlight?: readonly number[];
  readonly remembered?: readonly number[];
}

function openRetention({ keep, inFlight = [], remembered = [] }: Options) {
  const database = openLogDatabase();
  const clock = new HandClock(nowMs);
  const journal = createJournal({ database, clock, actor: 'tester' });
  const forgotten: number[] = [];
  const steps: string[] = [];
  const retention = new Retention({
    ports: { database, journal, clock, log: () => {}, readRetention: () => keep },
    core: {
      isInFlight: (seq) => inFlight.includes(seq),
      passPoint: (name) => void steps.push(name),
      replayMeans: {
        snapshots: { isRemembered: (id) => remembered.includes(id), forget: (ids) => void forgotten.push(...ids) },
        lanes: { isRemembered: () => false },
      },
    },
  });
  retention.start();
  /** One run is over by then, and the next has not begun. */
  const run = () => clock.move(5 * 60_000);
  return { database, journal, clock, run, forgotten, steps, keep };
}

type Row = Parameters<typeof addDelivery>[1];

function fill(database: Database, rows: readonly Row[]): void {
  database.transaction(() => {
    for (const row of rows) {
      addDelivery(database, row);
      database.run(
        `INSERT INTO attempts (key, kind, started_ms, result, timing, sent_headers, is_cut)
          VALUES (?, 'first', 0, 'delivered', '{}', '[]', 0)`,
        row.seq * 4096 + 1,
      );
    }
    recountLog(database);
  });
}

const old = { accepted_ms: nowMs - 31 * dayMs };
const young = { accepted_ms: nowMs - 29 * dayMs };
const delivered = { outcome: 'delivered', result: 'delivered' };

function listSeqs(database: Database): unknown[] {
  return database.all('SELECT seq FROM deliveries ORDER BY seq').map(({ seq }) => seq);
}

function expectCountersRight(database: Database): void {
  const read = () => ({
    hours: database.all('SELECT * FROM delivery_hours ORDER BY scope, hour, stand'),
    totals: database.all('SELECT * FROM delivery_totals WHERE n <> 0 ORDER BY scope, stand'),
    spans: database.all('SELECT hour FROM delivery_spans ORDER BY hour'),
  });
  const kept = read();
  recountLog(database);
  expect(kept).toEqual(read());
}

test('what has ended leaves after its days, with its attempts, and leaves the totals too', async () => {
  const { database, journal, run, steps } = openRetention({ keep: { days: 30, gib: 0 } });
  addSnapshot(database);
  fill(database, [
    { seq: 1, ...old, ...delivered },
    { seq: 2, ...old, outcome: 'cancelled' },
    { seq: 3, ...young, ...delivered },
    { seq: 4, ...old, ...delivered, replay_of: 'dlv_1' },
  ]);
  await run();
  expect(listSeqs(database)).toEqual([3]);
  expect(database.all('SELECT key FROM attempts')).toEqual([{ key: 3 * 4096 + 1 }]);
  expectCountersRight(database);
  expect(steps.length).toBeGreaterThan(0);
  const [line] = await journal.handlers.list({ limit: 5 });
  expect(line).toMatchObject({ act: 'deliveries-removed', detail: { deliveries: 3, byAge: 3, bySize: 0 } });
});

test('what is undelivered stays, however old', async () => {
  const { database, run } = openRetention({ keep: { days: 1, gib: 0.1 * mebibyte } });
  addSnapshot(database);
  fill(database, [
    { seq: 1, ...old, outcome: 'dead', result: 'failing' },
    { seq: 2, ...old, outcome: 'pending' },
    { seq: 3, ...old, ...delivered },
  ]);
  await run();
  expect(listSeqs(database)).toEqual([1, 2]);
});

test('what is under way stays', async () => {
  const { database, run } = openRetention({ keep: { days: 1, gib: 0 }, inFlight: [1] });
  addSnapshot(database);
  fill(database, [
    { seq: 1, ...old, ...delivered },
    { seq: 2, ...old, ...delivered },
  ]);
  await run();
  expect(listSeqs(database)).toEqual([1]);
});

test('when the database holds too much, the oldest leave until it does not', async () => {
  const { database, run, keep } = openRetention({ keep: { days: 0, gib: 0 } });
  addSnapshot(database);
  const url = `https://crm.example.com/${'a'.repeat(1_000)}`;
  fill(
    database,
    Array.from({ length: 3_000 }, (_, index) => ({ seq: index + 1, ...young, ...delivered, url })),
  );
  await run();
  expect(listSeqs(database)).toHaveLength(3_000);

  keep.gib = 2 * mebibyte;
  await run();
  await run();
  const left = listSeqs(database);
  expect(left.length).toBeGreaterThan(100);
  expect(left.length).toBeLessThan(2_500);
  // The oldest went first.
  expect(left).toEqual(Array.from({ length: left.length }, (_, index) => 3_000 - left.length + index + 1));
  const used = database.get(
    'SELECT (SELECT page_count FROM pragma_page_count) - (SELECT freelist_count FROM pragma_freelist_count) AS n',
  );
  expect(Number(used?.n) * 4096).toBeLessThanOrEqual(2 * 2 ** 20);
  expectCountersRight(database);
});

test('snapshots and lanes that nobody names any more go too, but not those that may be named in a moment', async () => {
  const { database, run, forgotten } = openRetention({ keep: { days: 30, gib: 0 }, remembered: [2] });
  for (const number of [1, 2, 3]) {
    addSnapshot(database, { integration_id: `int_${number}`, url: `https://crm.example.com/hook/${number}?a=b` });
    const lane = `INSERT INTO lanes VALUES (?, 'https://crm.example.com/hook/${number}', 'https://crm.example.com', ?)`;
    database.run(lane, number + 10, `int_${number}`);
  }
  fill(database, [
    { seq: 1, ...old, ...delivered, snapshot: 1 },
    { seq: 2, ...old, ...delivered, snapshot: 2 },
    { seq: 3, ...young, ...delivered, snapshot: 3 },
  ]);
  await run();
  expect(listSeqs(database)).toEqual([3]);
  expect(database.all('SELECT id FROM snapshots').map(({ id }) => id)).toEqual([2, 3]);
  expect(forgotten).toEqual([1]);
  expect(database.all('SELECT id FROM lanes ORDER BY id').map(({ id }) => id)).toEqual([12, 13]);
});

test('what the index of snapshots knew of deliveries goes with them, and a snapshot stays that it does not know of yet', async () => {
  const { database, run } = openRetention({ keep: { days: 30, gib: 0 } });
  for (let snapshot = 1; snapshot <= 3; snapshot += 1) addSnapshot(database, { integration_id: `int_${snapshot}` });
  fill(database, [
    { seq: 1, ...old, ...delivered, snapshot: 1 },
    { seq: 2, ...young, ...delivered, snapshot: 2 },
  ]);
  followLog(database, 5_000);
  fill(database, [{ seq: 5_001, ...young, ...delivered, snapshot: 3 }]);
  expect(database.all('SELECT seq FROM snapshot_deliveries')).toHaveLength(2);
  await run();
  expect(database.all('SELECT seq FROM snapshot_deliveries')).toEqual([{ seq: 2 }]);
  expect(database.all('SELECT id FROM snapshots').map(({ id }) => id)).toEqual([2, 3]);
});

test('it goes on in the next run with what has become old since', async () => {
  const { database, clock, run } = openRetention({ keep: { days: 30, gib: 0 } });
  addSnapshot(database);
  fill(database, [{ seq: 1, ...young, ...delivered }]);
  await run();
  expect(listSeqs(database)).toEqual([1]);
  clock.jump(3 * dayMs);
  await clock.move(20 * 60_000);
  expect(listSeqs(database)).toEqual([]);
});
