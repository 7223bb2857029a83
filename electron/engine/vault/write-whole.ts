// Writes a whole file so that after any failure or crash there is either the old one or the new one, never half of one.
import { constants, promises as fs } from 'node:fs';
import { dirname } from 'node:path';
import { translateFileFailure } from '../database/file-failure.ts';

/**
 * The new file has mode 0600, a new folder 0700. Must not run twice at once for one path.
 * Throws Failure: STORAGE_FULL, STORAGE_READ_ONLY; the old file is then untouched.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  // One fixed name: what a crash leaves behind is overwritten by the next write and never piles up.
  const temporary = `${path}.tmp`;
  try {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    await fs.rm(temporary, { force: true });
    await writeSynced(temporary, bytes);
    await fs.rename(temporary, path);
  } catch (cause) {
    await fs.rm(temporary, { force: true }).catch(() => {});
    throw translateFileFailure(cause, folder);
  }
  await syncFolder(folder);
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await fs.open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await fs.open(folder, constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows cannot sync a folder. The new file is in place already, so "nothing was changed" would be untrue.
  }
}
