// A thread that waits for the disk so that the main one need not. One of them syncs the database's log, another carries it over into
// the database. It knows no table and decides nothing.
import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';

export interface DiskWorkerSetup {
  readonly task: 'sync' | 'checkpoint';
  /** Of the database. */
  readonly path: string;
}

export interface Done {
  /** Of a checkpoint: the pages in the log, and how many of them are in the database by now. */
  readonly logPages: number;
  readonly carriedPages: number;
}

export type DiskAnswer =
  | Done
  | {
      readonly failure: {
        readonly message: string;
        /** Node's. */
        readonly code: string | undefined;
        /** SQLite's. */
        readonly errcode: number | undefined;
      };
    };

interface Task {
  run(): Done;
  close(): void;
}

/** The log keeps its file as long as the database is open anywhere in this process. */
function openLogSync(path: string): Task {
  let handle: number | null = null;
  return {
    run: () => {
      if (handle === null) {
        handle = openSync(`${path}-wal`, 'r+');
        syncFolder(dirname(path));
      }
      fdatasyncSync(handle);
      return { logPages: 0, carriedPages: 0 };
    },
    close: () => {
      if (handle !== null) closeSync(handle);
    },
  };
}

/** A file that was just made is only sure to be found again when its folder is on the disk too. Windows has no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Passive: it waits for nobody, and nobody for it. */
function openCheckpoint(path: string): Task {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA synchronous = NORMAL');
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  return {
    run: () => {
      const { log, checkpointed } = checkpoint.get() as { log: number; checkpointed: number };
      return { logPages: log, carriedPages: checkpointed };
    },
    close: () => database.close(),
  };
}

const port = parentPort as MessagePort;
const { task: name, path } = workerData as DiskWorkerSetup;
let task: Task | null = null;

port.on('message', (message: 'run' | 'close') => {
  if (message === 'close') {
    task?.close();
    port.close();
    return;
  }
  try {
    task ??= name === 'sync' ? openLogSync(path) : openCheckpoint(path);
    port.postMessage(task.run() satisfies DiskAnswer);
  } catch (cause) {
    const {
      message: text = String(cause),
      code,
      errcode,
    } = (cause ?? {}) as NodeJS.ErrnoException & { errcode?: number };
    port.postMessage({ failure: { message: text, code, errcode } } satisfies DiskAnswer);
  }
});
