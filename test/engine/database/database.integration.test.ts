import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wrapDatabase } from '../../../electron/engine/database/database.ts';
import { openDatabase } from '../../../electron/engine/database/open-database.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchhook-database-'));
  path = join(folder, 'switchhook.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const one = [{ name: 'a', sql: 'CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT' }];
const two = [...one, { name: 'b', sql: 'ALTER TABLE thing ADD COLUMN colour TEXT' }];

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (cause) {
    return cause instanceof Failure ? cause.error.code : `bug: ${String(cause)}`;
  }
  return 'no failure';
}

describe('opening', () => {
  test('a new file gets the whole schema, in WAL with full synchronisation', () => {
    const database = openDatabase(path);
    expect(database.get<{ journal_mode: string }>('PRAGMA journal_mode')?.journal_mode).toBe('wal');
    expect(database.get<{ synchronous: number }>('PRAGMA synchronous')?.synchronous).toBe(2);
    expect(database.all('SELECT * FROM journal')).toEqual([]);
    database.close();
  });

  test('an older file is brought up to date and keeps its rows', () => {
    const old = openDatabase(path, one);
    old.run('INSERT INTO thing (name) VALUES (?)', 'kept');
    old.close();
    const current = openDatabase(path, two);
    expect(current.all('SELECT name, colour FROM thing')).toEqual([{ name: 'kept', colour: null }]);
    current.close();
  });

  test('a file from a newer version is refused and not changed by a byte', () => {
    openDatabase(path, two).close();
    const before = readFileSync(path);
    expect(codeOf(() => openDatabase(path, one))).toBe('DATABASE_NEWER');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test("another program's database is refused and not changed by a byte", () => {
    const foreign = new DatabaseSync(path);
    foreign.exec('CREATE TABLE theirs (x)');
    foreign.close();
    const before = readFileSync(path);
    expect(codeOf(() => openDatabase(path))).toBe('DATABASE_FOREIGN');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a file that is no database is refused and left as it is', () => {
    writeFileSync(path, 'Dear diary, today I was not a database. '.repeat(50));
    const before = readFileSync(path);
    expect(codeOf(() => openDatabase(path))).toBe('STORAGE_DAMAGED');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a database whose end is missing is refused and left as it is', () => {
    const database = openDatabase(path);
    database.run('CREATE TABLE filled AS SELECT zeroblob(100000) AS bytes');
    database.close();
    truncateSync(path, statSync(path).size - 20_000);
    const before = readFileSync(path);
    expect(codeOf(() => openDatabase(path))).toBe('STORAGE_DAMAGED');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a migration that fails leaves the version before it', () => {
    openDatabase(path, one).close();
    const broken = [...one, { name: 'b', sql: 'CREATE TABLE half (x); CREATE TABLE half (x);' }];
    expect(codeOf(() => openDatabase(path, broken))).toMatch(/^bug: .*already exists/);
    const database = openDatabase(path, one);
    expect(database.all("SELECT name FROM sqlite_schema WHERE name = 'half'")).toEqual([]);
    database.close();
  });

  test('a folder that is not there is told as one that cannot be written', () => {
    expect(codeOf(() => openDatabase(join(folder, 'absent', 'x.db')))).toBe('STORAGE_READ_ONLY');
  });
});

describe('a transaction', () => {
  test('is all or nothing, also for what it nests', () => {
    const database = openDatabase(path, one);
    const add = (name: string) => database.run('INSERT INTO thing (name) VALUES (?)', name);
    expect(() =>
      database.transaction(() => {
        add('first');
        database.transaction(() => add('second'));
        throw new Error('changed my mind');
      }),
    ).toThrow('changed my mind');
    expect(database.all('SELECT * FROM thing')).toEqual([]);
    database.transaction(() => add('third'));
    expect(database.all('SELECT name FROM thing')).toEqual([{ name: 'third' }]);
    database.close();
  });

  test('survives a second process that reads meanwhile', () => {
    const writer = openDatabase(path, one);
    const reader = openDatabase(path, one);
    writer.transaction(() => {
      writer.run('INSERT INTO thing (name) VALUES (?)', 'seen after commit');
      expect(reader.all('SELECT * FROM thing')).toEqual([]);
    });
    expect(reader.all('SELECT name FROM thing')).toEqual([{ name: 'seen after commit' }]);
    reader.close();
    writer.close();
  });
});

test('a database that another connection is writing for too long says so, and nothing is changed', () => {
  const other = new DatabaseSync(path);
  other.exec('PRAGMA journal_mode = WAL; CREATE TABLE things (name TEXT) STRICT; BEGIN IMMEDIATE');
  const database = wrapDatabase(new DatabaseSync(path, { timeout: 0 }), path);
  const code = () => codeOf(() => database.transaction(() => database.run("INSERT INTO things VALUES ('one')")));
  expect(code()).toBe('STORAGE_BUSY');
  other.exec('COMMIT');
  expect(code()).toBe('no failure');
  expect(database.all('SELECT name FROM things')).toHaveLength(1);
  database.close();
  other.close();
});
