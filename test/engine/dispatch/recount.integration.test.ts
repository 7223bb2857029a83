import { expect, test } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import { CountDeltas, hourMs } from '../../../electron/engine/dispatch/delivery-counts.ts';
import { correctCounts, countWrong, findWrongCounts } from '../../../electron/engine/dispatch/recount.ts';
import { recountLog } from '../../support/recount-log.ts';
import { addDelivery, addSnapshot, openLogDatabase } from './log-fixture.ts';

const tables = ['delivery_hours', 'delivery_totals', 'delivery_spans'];
const count = 7_000;
const stands = [
  ['delivered', 'delivered'],
  ['dead', 'failing'],
  ['pending', null],
  ['pending', 'timed-out'],
] as const;

function readCounters(database: Database): unknown[] {
  return tables.map((table) =>
    database.all(`SELECT * FROM ${table} WHERE ${table === 'delivery_spans' ? 1 : 'n <> 0'}`),
  );
}

/** More than a few steps, over hours before and after 1970. */
function openLog(): Database {
  const database = openLogDatabase();
  addSnapshot(database);
  addSnapshot(database, { tenant_set: 'production', integration_id: 'int_2' });
  addSnapshot(database, { tenant_set: null, integration_id: null });
  database.transaction(() => {
    for (let seq = 1; seq <= count; seq += 1) {
      const [outcome, result] = stands[seq % stands.length] ?? stands[0];
      const accepted_ms = ((seq * 31) % 9) * hourMs - 4 * hourMs;
      const replay_of = seq % 11 === 0 ? 'dlv_1' : null;
      addDelivery(database, { seq, snapshot: (seq % 3) + 1, accepted_ms, outcome, result, replay_of });
    }
  });
  recountLog(database);
  return database;
}

const corruptions = [
  "UPDATE delivery_totals SET n = n + 3 WHERE scope = 'all' AND stand = 'dead failing'",
  "DELETE FROM delivery_hours WHERE scope = 'set:production' AND stand = 'accepted' AND hour = 3",
  "INSERT INTO delivery_totals (scope, stand, n) VALUES ('all', 'dead blocked', 1), ('all', 'dead refused', 0)",
  'UPDATE delivery_spans SET first_seq = first_seq + 1 WHERE hour = -1',
  'DELETE FROM delivery_spans WHERE hour = 3',
];

function corrupt(database: Database): void {
  for (const sql of corruptions) database.run(sql);
}

test('a log whose counters are right has nothing to correct, however wide its spans are', async () => {
  const database = openLog();
  database.run('UPDATE delivery_spans SET last_seq = last_seq + 9');
  expect(await findWrongCounts(database)).toEqual({ hours: [], totals: [], spans: [] });
  expect(await findWrongCounts(openLogDatabase())).toEqual({ hours: [], totals: [], spans: [] });
});

test('wrong counters are found and left as they are, until they are corrected', async () => {
  const database = openLog();
  const right = readCounters(database);
  corrupt(database);
  // One that says nought beside nothing is not wrong.
  expect(countWrong(await findWrongCounts(database))).toBe(5);
  const wrong = await findWrongCounts(database);
  expect(countWrong(wrong)).toBe(5);
  await correctCounts(database, wrong);
  expect(readCounters(database)).toEqual(right);
  expect(countWrong(await findWrongCounts(database))).toBe(0);
});

test('a log without any counters gets them all', async () => {
  const database = openLog();
  const right = readCounters(database);
  for (const table of tables) database.run(`DELETE FROM ${table}`);
  await correctCounts(database, await findWrongCounts(database));
  expect(readCounters(database)).toEqual(right);
});

/** As the dispatcher and retention do: the row and its counters in one transaction. */
function moveRows(database: Database, seqs: readonly number[], to: 'delivered' | 'gone'): void {
  database.transaction(() => {
    const deltas = new CountDeltas();
    for (const seq of seqs) {
      const sql = `SELECT d.*, s.tenant_set, s.integration_id FROM deliveries d JOIN snapshots s ON s.id = d.snapshot WHERE seq = ?`;
      const row = database.get<Record<string, never>>(sql, seq);
      if (row === undefined) continue;
      const of = {
        ...{ seq, tenantSet: row.tenant_set ?? null, integrationId: row.integration_id ?? null },
        ...{ acceptedMs: Number(row.accepted_ms), isReplay: row.replay_of !== null },
      };
      const from = { outcome: row.outcome ?? 'pending', standing: row.result ?? 'waiting' } as const;
      if (to === 'gone') {
        deltas.moved(of, from, null);
        database.run('DELETE FROM deliveries WHERE seq = ?', seq);
      } else {
        deltas.moved(of, from, { outcome: 'delivered', standing: 'delivered' });
        database.run("UPDATE deliveries SET outcome = 'delivered', result = 'delivered' WHERE seq = ?", seq);
      }
    }
    for (const [sql, values] of deltas.takeWrites()) database.run(sql, ...values);
  });
}

test('deliveries come and go while they are counted: the counters are right afterwards, and nothing waited', async () => {
  const database = openLog();
  corrupt(database);
  const everyFifth = Array.from({ length: count / 5 }, (_, index) => index * 5 + 1);
  let turns = 0;
  const change = () => {
    // In front of what is being counted, behind it and in it, and rows that are new.
    moveRows(database, everyFifth.slice(turns * 40, turns * 40 + 20), 'delivered');
    moveRows(database, everyFifth.slice(turns * 40 + 20, turns * 40 + 40), 'gone');
    turns += 1;
  };
  const wrong = findWrongCounts(database);
  let isDone = false;
  const goOn = () => {
    if (isDone) return;
    change();
    setImmediate(goOn);
  };
  setImmediate(goOn);
  await correctCounts(database, await wrong);
  isDone = true;
  expect(turns).toBeGreaterThan(3);
  const kept = readCounters(database);
  recountLog(database);
  const [hours, totals] = readCounters(database);
  expect(kept.slice(0, 2)).toEqual([hours, totals]);
  expect(countWrong(await findWrongCounts(database))).toBe(0);
});

test('counting ends when it is told to', async () => {
  const controller = new AbortController();
  const counting = findWrongCounts(openLog(), { signal: controller.signal });
  controller.abort();
  await expect(counting).rejects.toMatchObject({ name: 'AbortError' });
});
