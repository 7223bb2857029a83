import { expect, test } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import type { Entry } from '../../../electron/engine/database/group-commit.ts';
import {
  readIndexedUntil,
  SnapshotIndex,
  spellSnapshotChange,
  spellSnapshotRemoval,
} from '../../../electron/engine/dispatch/snapshot-index.ts';
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import { addDelivery, addSnapshot, followLog, openLogDatabase } from './log-fixture.ts';

const step = 2_048;

/** Deliveries 1 to `count`, of snapshots 1 and 2 in turn. */
function openLog(count: number): Database {
  const database = openLogDatabase();
  database.transaction(() => {
    for (let snapshot = 1; snapshot <= 3; snapshot += 1) addSnapshot(database);
    for (let seq = 1; seq <= count; seq += 1) addDelivery(database, { seq, snapshot: 1 + (seq % 2) });
  });
  return database;
}

const readIndex = (database: Database) => database.all('SELECT snapshot, seq FROM snapshot_deliveries ORDER BY seq');
const readLog = (database: Database, until: number) =>
  database.all('SELECT snapshot, seq FROM deliveries WHERE seq <= ? ORDER BY seq', until);

function change(database: Database, seq: number, from: number, to: number): void {
  database.run('UPDATE deliveries SET snapshot = ? WHERE seq = ?', to, seq);
  for (const [sql, values] of spellSnapshotChange(seq, from, to)) database.run(sql, ...values);
}

test('it follows in whole steps, and is exact as far as it says that it reaches', () => {
  const database = openLog(2 * step + 5);
  followLog(database, step - 1);
  expect(readIndexedUntil(database)).toBe(0);
  followLog(database, 2 * step + 5);
  expect(readIndexedUntil(database)).toBe(2 * step);
  expect(readIndex(database)).toEqual(readLog(database, 2 * step));
});

test('it takes one step at a time, and one that the disk refused again when more has come', () => {
  const database = openLog(1);
  const entries: Entry[] = [];
  const index = new SnapshotIndex(database, { add: (entry) => void entries.push(entry) });
  index.follow(step);
  index.follow(step + 1);
  expect(entries).toHaveLength(1);
  entries[0]?.done(commonErrors.fail('STORAGE_FULL'));
  expect(entries).toHaveLength(1);
  index.follow(step + 2);
  expect(entries).toHaveLength(2);
  entries[1]?.done(null);
  expect(entries).toHaveLength(2);
  index.follow(2 * step);
  expect(entries).toHaveLength(3);
});

test('a delivery that has another snapshot now is found by that one alone, before and after the index has reached it', () => {
  const database = openLog(2 * step);
  followLog(database, step);
  change(database, 10, 1, 3);
  change(database, step + 10, 1, 3);
  change(database, 11, 2, 2);
  expect(readIndex(database)).toEqual(readLog(database, step));
  followLog(database, 2 * step);
  expect(readIndex(database)).toEqual(readLog(database, 2 * step));
});

test('what leaves the log leaves the index', () => {
  const database = openLog(step);
  followLog(database, step);
  const [sql, values] = spellSnapshotRemoval([
    { snapshot: 2, seq: 1 },
    { snapshot: 1, seq: 2 },
  ]);
  database.run('DELETE FROM deliveries WHERE seq <= 2');
  database.run(sql, ...values);
  expect(readIndex(database)).toEqual(readLog(database, step));
});
