import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBatchWriter } from '../../../electron/engine/database/batch-writer.ts';
import { openDatabase } from '../../../electron/engine/database/open-database.ts';
import type { Write } from '../../../electron/engine/database/write.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';

function openWriter() {
  const path = join(makeTemporaryFolder(), 'switchhook.db');
  const database = openDatabase(path);
  const passed: string[] = [];
  let freed = 0;
  const onFree = () => {
    freed += 1;
  };
  const writer = openBatchWriter({ database, passPoint: (name) => passed.push(name), onFree });
  onTestFinished(async () => {
    await writer.close();
    database.close();
  });
  const sync = () => new Promise<unknown>((resolve) => writer.sync(resolve));
  const count = () => database.get<{ n: number }>('SELECT count(*) AS n FROM breakers')?.n;
  return { path, database, writer, passed, sync, count, freed: () => freed };
}

const row = (name: string, state = '{}'): Write => [
  'INSERT INTO breakers (endpoint, state) VALUES (?, ?)',
  [name, state],
];

describe('a batch', () => {
  it('can be read when it is written, and a sync makes it last', async () => {
    const { writer, passed, sync, count } = openWriter();
    writer.write([row('a'), row('b')]);
    expect(count()).toBe(2);
    expect(await sync()).toBeNull();
    expect(passed).toEqual(['batch-begun', 'batch-written', 'batch-committed', 'batch-synced']);
  });

  it('is there whole or not at all', () => {
    const { writer, count } = openWriter();
    expect(() => writer.write([row('a'), row('a')])).toThrow('UNIQUE');
    expect(count()).toBe(0);
  });

  it('does not wait for another program that writes, and says so', () => {
    const { path, writer } = openWriter();
    const other = new DatabaseSync(path);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    expect(() => writer.write([row('a')])).toThrow(expect.objectContaining({ errcode: 5 }));
    other.exec('ROLLBACK');
    writer.write([row('a')]);
  });

  it('leaves transactions as durable as they were', () => {
    const { database, writer } = openWriter();
    writer.write([row('a')]);
    expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    expect(() => writer.write([row('a')])).toThrow();
    expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    expect(database.get('PRAGMA busy_timeout')).toEqual({ timeout: 5_000 });
  });

  it('whose log cannot be synced is made to last by carrying the log over', async () => {
    const { path, writer, sync } = openWriter();
    writer.write([row('a')]);
    // The database itself goes on with the file that it has open.
    renameSync(`${path}-wal`, `${path}-elsewhere`);
    expect(await sync()).toMatchObject({ code: 'ENOENT' });
    renameSync(`${path}-elsewhere`, `${path}-wal`);
    expect(await sync()).toBeNull();
    const copy = new DatabaseSync(`file:${path}?immutable=1`, { readOnly: true });
    onTestFinished(() => copy.close());
    expect(copy.prepare('SELECT endpoint FROM breakers').all()).toEqual([{ endpoint: 'a' }]);
  });
});

it('the log does not grow without end under a load that never pauses', async () => {
  const { path, writer, sync, freed } = openWriter();
  const filling = 'x'.repeat(3_500);
  let longest = 0;
  for (let batch = 0; batch < 100; batch += 1) {
    while (writer.isHeld) await sync();
    writer.write(Array.from({ length: 250 }, (_, index) => row(`${batch} ${index}`, filling)));
    await sync();
    longest = Math.max(longest, statSync(`${path}-wal`).size);
  }
  expect(freed()).toBeGreaterThan(0);
  // 100 MB went through it.
  expect(longest).toBeLessThan(64 * 2 ** 20);
});
