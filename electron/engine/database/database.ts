// The one way to SQLite: prepared statements by text, transactions that nest, and SQLite's own failures as declared errors.
// It knows no table.
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import type { Write } from './write.ts';

export type Row = Record<string, unknown>;

export interface Database {
  readonly path: string;
  /** Runs one statement that answers no rows. */
  run(sql: string, ...values: SQLInputValue[]): { changes: number; lastInsertRowid: number };
  /** The first row, or undefined. The caller states the row's type: it wrote the columns. */
  get<T = Row>(sql: string, ...values: SQLInputValue[]): T | undefined;
  all<T = Row>(sql: string, ...values: SQLInputValue[]): T[];
  /** Each row as the list of its columns, which costs less than half of `all`. A text is read either so or the other ways, never both. */
  allLists<T extends readonly unknown[]>(sql: string, ...values: SQLInputValue[]): T[];
  /** Rows one at a time, for tables too large to hold. Finish it before the next call with the same text. */
  each<T = Row>(sql: string, ...values: SQLInputValue[]): IterableIterator<T>;
  /** All of it or nothing, and on the disk when it returns. Inside another transaction it is part of that one. Must not await. */
  transaction<T>(act: () => T): T;
  /**
   * All of it or nothing, in a transaction of its own that does not wait for the disk, nor for another program: a power cut may take
   * it, whole, until the log is synced. Throws SQLite's own error when the database is busy.
   */
  writeUnsynced(writes: readonly Write[], beforeCommit: () => void): void;
  close(): void;
}

const statementCacheSize = 500;
/** How long a transaction waits for another program that writes. */
export const busyTimeoutMs = 5_000;

/** Wraps an open handle. Use `openDatabase` to get one with the schema in place. */
export function wrapDatabase(handle: DatabaseSync, path: string): Database {
  const statements = new Map<string, StatementSync>();
  let depth = 0;

  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= statementCacheSize) statements.clear();
    const statement = handle.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const guarded = <T>(act: () => T): T => {
    try {
      return act();
    } catch (cause) {
      throw isBusy(cause) ? commonErrors.fail('STORAGE_BUSY') : translateFailure(cause, path);
    }
  };
  const transaction = <T>(act: () => T): T => {
    if (depth > 0) return act();
    guarded(() => handle.exec('BEGIN IMMEDIATE'));
    depth += 1;
    try {
      const value = act();
      guarded(() => handle.exec('COMMIT'));
      return value;
    } catch (cause) {
      // A full disk ends the transaction by itself; a second rollback would hide the first failure.
      if (handle.isTransaction) handle.exec('ROLLBACK');
      throw cause;
    } finally {
      depth -= 1;
    }
  };

  const writeUnsynced: Database['writeUnsynced'] = (writes, beforeCommit) => {
    try {
      handle.exec('PRAGMA busy_timeout = 0; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE');
      for (const [sql, values] of writes) prepare(sql).run(...values);
      beforeCommit();
      handle.exec('COMMIT');
    } catch (cause) {
      if (handle.isTransaction) handle.exec('ROLLBACK');
      throw isBusy(cause) ? cause : translateFailure(cause, path);
    } finally {
      handle.exec(`PRAGMA synchronous = FULL; PRAGMA busy_timeout = ${busyTimeoutMs}`);
    }
  };

  return {
    path,
    run: (sql, ...values) =>
      guarded(() => {
        const { changes, lastInsertRowid } = prepare(sql).run(...values);
        return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
      }),
    get: <T>(sql: string, ...values: SQLInputValue[]) => guarded(() => prepare(sql).get(...values) as T | undefined),
    all: <T>(sql: string, ...values: SQLInputValue[]) => guarded(() => prepare(sql).all(...values) as T[]),
    allLists: <T extends readonly unknown[]>(sql: string, ...values: SQLInputValue[]) =>
      guarded(() => {
        const statement = prepare(sql);
        statement.setReturnArrays(true);
        return statement.all(...values) as unknown as T[];
      }),
    each: <T>(sql: string, ...values: SQLInputValue[]) =>
      guarded(() => prepare(sql).iterate(...values) as unknown as IterableIterator<T>),
    transaction,
    writeUnsynced,
    close: () => {
      statements.clear();
      handle.close();
    },
  };
}

// SQLite's primary result codes, https://sqlite.org/rescode.html
const sqliteBusy = 5;
const sqliteReadOnly = 8;
const sqliteIoError = 10;
const sqliteCorrupt = 11;
const sqliteFull = 13;
const sqliteCannotOpen = 14;
const sqliteNotADatabase = 26;

/** The other connection has been writing for longer than this one waits. */
export function isBusy(cause: unknown): boolean {
  const extended = (cause as { errcode?: unknown } | null)?.errcode;
  return typeof extended === 'number' && (extended & 0xff) === sqliteBusy;
}

/** Turns what the disk did into a declared failure; anything else passes through as the bug it is. */
export function translateFailure(cause: unknown, path: string): unknown {
  const extended = (cause as { errcode?: unknown } | null)?.errcode;
  if (typeof extended !== 'number') return cause;
  switch (extended & 0xff) {
    case sqliteFull:
      return commonErrors.fail('STORAGE_FULL');
    case sqliteReadOnly:
    case sqliteCannotOpen:
      return commonErrors.fail('STORAGE_READ_ONLY', { path });
    case sqliteIoError:
      // A file system that reports "no space" late does so as a failed write or sync.
      return commonErrors.fail('STORAGE_FULL');
    case sqliteCorrupt:
    case sqliteNotADatabase:
      return commonErrors.fail('STORAGE_DAMAGED', { path });
    default:
      return cause;
  }
}
