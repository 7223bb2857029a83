// The sync of the database's log, which nobody but its caller waits for: it happens on one of the threads that Node has for files, of
// which it lets look-ups of names, however slow, have no more than half.
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { translateFileFailure } from './file-failure.ts';

export class LogSync {
  readonly #path: string;
  #log: FileHandle | null = null;
  #last: Promise<void> = Promise.resolve();

  /** `path`: of the database. */
  constructor(path: string) {
    this.#path = path;
  }

  /** `failure` null: what was written to the log before outlives a power cut. Call it again only after `onDone`. */
  run(onDone: (failure: unknown) => void): void {
    this.#last = this.#sync().then(
      () => onDone(null),
      (cause) => onDone(translateFileFailure(cause, this.#path)),
    );
  }

  /** What it is at comes to its end first. */
  async close(): Promise<void> {
    await this.#last;
    await this.#log?.close();
    this.#log = null;
  }

  async #sync(): Promise<void> {
    this.#log ??= await openLog(this.#path);
    await this.#log.datasync();
  }
}

/** The log keeps its file as long as the database is open anywhere in this process. */
async function openLog(path: string): Promise<FileHandle> {
  const log = await open(`${path}-wal`, 'r+');
  await syncFolder(dirname(path));
  return log;
}

/** A file that was just made is only sure to be found again when its folder is on the disk too. Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
