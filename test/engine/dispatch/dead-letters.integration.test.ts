import { expect, test } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import { DeadLetters } from '../../../electron/engine/dispatch/dead-letters.ts';
import { createJournal } from '../../../electron/engine/journal/journal.ts';
import type { TenantSetId } from '../../../shared/kernel/ids.ts';
import { recountLog } from '../../support/recount-log.ts';
import { addDelivery, addSnapshot, openLogDatabase } from './log-fixture.ts';

const nowMs = 1_000_000;

function openDeadLetters(inFlight: readonly number[] = []) {
  const database = openLogDatabase();
  addSnapshot(database);
  const changed: number[] = [];
  const clock = { now: () => nowMs, after: () => () => {} };
  const journal = createJournal({ database, clock, actor: 'tester' });
  const deadLetters = new DeadLetters({
    ports: { database, journal, clock, findTenantSet: (name) => name as TenantSetId },
    core: { isInFlight: (seq) => inFlight.includes(seq), rowsChanged: (seqs) => void changed.push(...seqs) },
  });
  const fill = (rows: readonly Parameters<typeof addDelivery>[1][]) => {
    database.transaction(() => {
      for (const row of rows) addDelivery(database, row);
      recountLog(database);
    });
  };
  return { database, deadLetters, changed, journal, fill };
}

function read(database: Database, seq: number) {
  return database.get('SELECT outcome, due_ms, next_kind, retry_count, result FROM deliveries WHERE seq = ?', seq);
}

function readCounters(database: Database) {
  return {
    hours: database.all('SELECT * FROM delivery_hours ORDER BY scope, hour, stand'),
    totals: database.all('SELECT * FROM delivery_totals WHERE n <> 0 ORDER BY scope, stand'),
  };
}

function expectCountersRight(database: Database): void {
  const kept = readCounters(database);
  recountLog(database);
  expect(kept).toEqual(readCounters(database));
}

const failed = { outcome: 'dead', result: 'failing', started_count: 3 } as const;

test('requeued dead letters are due at once, with their whole retry schedule before them', async () => {
  const { database, deadLetters, changed, journal, fill } = openDeadLetters();
  fill([
    { seq: 1, ...failed },
    { seq: 2, outcome: 'dead' },
    { seq: 3, outcome: 'delivered', result: 'delivered' },
  ]);
  database.run('UPDATE deliveries SET retry_count = 9');

  expect(await deadLetters.requeue({ ids: ['dlv_2', 'dlv_1', 'dlv_3', 'dlv_none'] })).toEqual(['dlv_2', 'dlv_1']);
  expect(read(database, 1)).toMatchObject({ outcome: 'pending', due_ms: nowMs, next_kind: 'retry', retry_count: 0 });
  expect(read(database, 2)).toMatchObject({ outcome: 'pending', next_kind: 'first' });
  expect(read(database, 3)).toMatchObject({ outcome: 'delivered', due_ms: null });
  expect(changed).toEqual([2, 1]);
  expectCountersRight(database);
  const [line] = await journal.handlers.list({ limit: 10 });
  expect(line).toMatchObject({ act: 'deliveries-requeued', subject: 'dlv_2', detail: { deliveries: 2 } });
});

test('discarded dead letters leave the list, and restoring brings back exactly them', async () => {
  const { database, deadLetters, fill } = openDeadLetters();
  fill([
    { seq: 1, ...failed },
    { seq: 2, ...failed },
    { seq: 3, ...failed, outcome: 'cancelled' },
  ]);

  expect(await deadLetters.discard({ query: 'outcome:dead' })).toEqual(['dlv_1', 'dlv_2']);
  expect(read(database, 1)).toMatchObject({ outcome: 'cancelled', result: 'failing' });
  expectCountersRight(database);

  // The third one was cancelled while it waited: that is not undone.
  expect(await deadLetters.restore(['dlv_1', 'dlv_2', 'dlv_3'])).toEqual(['dlv_1', 'dlv_2']);
  expect(read(database, 1)).toMatchObject({ outcome: 'dead', result: 'failing' });
  expect(read(database, 3)).toMatchObject({ outcome: 'cancelled' });
  expect(await deadLetters.restore(['dlv_1'])).toEqual([]);
  expectCountersRight(database);
});

test('what is under way is left alone', async () => {
  const { database, deadLetters, fill } = openDeadLetters([1]);
  fill([{ seq: 1, ...failed }]);
  expect(await deadLetters.discard({ ids: ['dlv_1'] })).toEqual([]);
  expect(read(database, 1)).toMatchObject({ outcome: 'dead' });
});

test('a query means the dead letters of the moment it was asked', async () => {
  const { database, deadLetters, fill } = openDeadLetters();
  fill(Array.from({ length: 1_200 }, (_, index) => ({ seq: index + 1, ...failed })));
  const requeued = deadLetters.requeue({ query: 'result:failing', tenantSet: 'sandbox' });
  // It dies while the others are being requeued.
  setImmediate(() => addDelivery(database, { seq: 5_000, ...failed }));
  expect(await requeued).toHaveLength(1_200);
  expect(read(database, 5_000)).toMatchObject({ outcome: 'dead' });
});
