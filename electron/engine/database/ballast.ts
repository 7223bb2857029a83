// The ballast: some space of the disk held by a file, so that what must be written down can be when nothing else fits any more.
import { closeSync, fstatSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { translateFileFailure } from './file-failure.ts';

const bytes = 2 * 1024 * 1024;
const chunk = 256 * 1024;

export class Ballast {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Throws Failure: STORAGE_FULL, STORAGE_READ_ONLY. Half a ballast is none: it is taken away again. */
  hold(): void {
    let handle: number | undefined;
    try {
      handle = openSync(this.#path, 'a', 0o600);
      const { size } = fstatSync(handle);
      // Not zeros: some file systems would store nothing.
      const filling = Buffer.alloc(chunk, 'Switchhook keeps this space free. ');
      for (let left = bytes - size; left > 0; ) left -= writeSync(handle, filling, 0, Math.min(left, chunk));
      if (size < bytes) fsyncSync(handle);
    } catch (cause) {
      this.release();
      throw translateFileFailure(cause, this.#path);
    } finally {
      if (handle !== undefined) closeSync(handle);
    }
  }

  release(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch {
      // On a read-only disk there is nothing to win by it.
    }
  }
}
