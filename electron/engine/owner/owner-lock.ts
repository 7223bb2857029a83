// One process owns a data folder. The lock is the operating system's own, taken through SQLite, so it dies with its holder:
// a killed owner leaves nothing to clean up.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { translateFailure } from '../database/database.ts';
import { makePrivateFile } from '../database/private-file.ts';

export interface OwnerLock {
  release(): void;
}

const sqliteBusy = 5;

/** Answers null when another process (or another engine of this one) owns the folder. Throws STORAGE_READ_ONLY, STORAGE_FULL. */
export function takeOwnerLock(dataFolder: string): OwnerLock | null {
  const path = join(dataFolder, 'owner.lock');
  let handle: DatabaseSync | undefined;
  makePrivateFile(path);
  try {
    handle = new DatabaseSync(path, { timeout: 0 });
    // Nothing is ever written: the open exclusive transaction is the lock.
    handle.exec('BEGIN EXCLUSIVE');
    const held = handle;
    return { release: () => held.close() };
  } catch (cause) {
    handle?.close();
    if (((cause as { errcode?: number }).errcode ?? 0) % 256 === sqliteBusy) return null;
    throw translateFailure(cause, path);
  }
}
