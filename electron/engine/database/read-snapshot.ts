// The database as it is at one moment, on a connection of its own: reading it may take its time, and nobody waits for it. Only the
// log of what is written meanwhile (-wal) grows.
import { DatabaseSync } from 'node:sqlite';
import { type Database, translateFailure, wrapDatabase } from './database.ts';

/** It may be written to nowhere but in temporary tables, which go with it. */
export type Snapshot = Pick<Database, 'run' | 'get' | 'all'>;

/** The moment is that of the first reading. Rejects with Failure: STORAGE_…. */
export async function readSnapshot<T>(path: string, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  let handle: DatabaseSync | undefined;
  try {
    handle = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    // What is put into temporary tables is no file's to keep.
    handle.exec('PRAGMA temp_store = MEMORY; BEGIN');
    return await read(wrapDatabase(handle, path));
  } catch (cause) {
    throw translateFailure(cause, path);
  } finally {
    handle?.close();
  }
}
