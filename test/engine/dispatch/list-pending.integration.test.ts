import { expect, test } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import { listPending } from '../../../electron/engine/dispatch/list-pending.ts';
import { addDelivery, addSnapshot, openLogDatabase } from './log-fixture.ts';

const count = 12_000;

/** Many are due at the same time, in few lanes, and every fifth waits no more. */
function fill(database: Database): number[] {
  const pending: number[] = [];
  addSnapshot(database);
  database.transaction(() => {
    for (let seq = 1; seq <= count; seq += 1) {
      const isPending = seq % 5 > 0;
      const due_ms = isPending ? (seq * 7_919) % 3 : null;
      addDelivery(database, { seq, outcome: isPending ? 'pending' : 'dead', due_ms });
      if (isPending) pending.push(seq);
    }
    database.run('UPDATE deliveries SET lane = seq % 2 + 1');
  });
  return pending;
}

test('what waits is found whole, whatever lanes and times it is in, a part at a time', async () => {
  const database = openLogDatabase();
  const pending = fill(database);
  let reads = 0;
  const counting: Database = {
    ...database,
    get: (sql, ...values) => {
      reads += 1;
      return database.get(sql, ...values);
    },
  };
  const found = await listPending(counting);
  expect(found.toSorted((left, right) => left - right)).toEqual(pending);
  expect(reads).toBe(2);
});

test('what moves in the index while it is read is found once', async () => {
  const database = openLogDatabase();
  const pending = fill(database);
  const found = listPending(database);
  // The first part has been read: those of it are tried again later.
  database.run('UPDATE deliveries SET due_ms = due_ms + 10 WHERE due_ms IS NOT NULL AND lane = 1');
  expect((await found).toSorted((left, right) => left - right)).toEqual(pending);
});

test('nothing waits', async () => {
  expect(await listPending(openLogDatabase())).toEqual([]);
});
