// Opens the database of a data folder and brings its schema up to date. A database from a newer Switchhook is left untouched.
import { DatabaseSync } from 'node:sqlite';
import { openErrors } from '../../../shared/contract/open-errors.ts';
import { foldText } from '../../../shared/query/fold.ts';
import { busyTimeoutMs, type Database, translateFailure, wrapDatabase } from './database.ts';
import { type Migration, migrations } from './migrations.ts';
import { makePrivateFile } from './private-file.ts';

/** "SwHk": tells our files from any other SQLite database. */
const applicationId = 0x5377486b;

/**
 * WAL with synchronous FULL: what a call acknowledges is on the disk.
 * Throws Failure: DATABASE_NEWER, DATABASE_FOREIGN, STORAGE_FULL, STORAGE_READ_ONLY, STORAGE_DAMAGED.
 */
export function openDatabase(path: string, known: readonly Migration[] = migrations): Database {
  let handle: DatabaseSync | undefined;
  makePrivateFile(path);
  try {
    handle = new DatabaseSync(path, { timeout: busyTimeoutMs });
    // Before anything is written: a foreign or newer file must stay as it is, journal mode included.
    refuseForeign(handle, path, known.length);
    handle.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    // A transaction carries the log over only when it has become very long, 64 MB: `Checkpoints` does so beside the work.
    handle.exec('PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 16000;');
    // Text as queries compare it; null stays null.
    handle.function('fold_text', { deterministic: true }, (text) => (text === null ? null : foldText(String(text))));
    migrate(handle, known);
  } catch (cause) {
    handle?.close();
    throw translateFailure(cause, path);
  }
  return wrapDatabase(handle, path);
}

function readPragma(handle: DatabaseSync, name: string): number {
  return Number(Object.values(handle.prepare(`PRAGMA ${name}`).get() ?? {})[0] ?? 0);
}

function refuseForeign(handle: DatabaseSync, path: string, known: number): void {
  const isEmpty = handle.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (isEmpty) return;
  if (readPragma(handle, 'application_id') !== applicationId) throw openErrors.fail('DATABASE_FOREIGN', { path });
  const found = readPragma(handle, 'user_version');
  if (found > known) throw openErrors.fail('DATABASE_NEWER', { found, known });
}

function migrate(handle: DatabaseSync, known: readonly Migration[]): void {
  const current = readPragma(handle, 'user_version');
  if (current === known.length) return;
  handle.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of known.slice(current)) handle.exec(migration.sql);
    handle.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${known.length};`);
    handle.exec('COMMIT');
  } catch (cause) {
    if (handle.isTransaction) handle.exec('ROLLBACK');
    throw cause;
  }
}
