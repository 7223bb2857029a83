// A thread that carries the database's log over into the database, so that the main one need not wait for it. It knows no table and
// decides nothing.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';

export interface CheckpointWorkerSetup {
  /** Of the database. */
  readonly path: string;
}

export interface Carried {
  /** The pages in the log, and how many of them are in the database by now. */
  readonly logPages: number;
  readonly carriedPages: number;
}

export type CheckpointAnswer =
  | Carried
  | {
      readonly failure: {
        readonly message: string;
        /** SQLite's. */
        readonly errcode: number | undefined;
      };
    };

const port = parentPort as MessagePort;
const { path } = workerData as CheckpointWorkerSetup;
let database: DatabaseSync | null = null;
let checkpoint: StatementSync | null = null;

/** Passive: it waits for nobody, and nobody for it. */
function prepare(): StatementSync {
  database = new DatabaseSync(path);
  database.exec('PRAGMA synchronous = NORMAL');
  return database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
}

function carryOver(): CheckpointAnswer {
  try {
    checkpoint ??= prepare();
    const { log, checkpointed } = checkpoint.get() as { log: number; checkpointed: number };
    return { logPages: log, carriedPages: checkpointed };
  } catch (cause) {
    const { message = String(cause), errcode } = (cause ?? {}) as Error & { errcode?: number };
    return { failure: { message, errcode } };
  }
}

port.on('message', (message: 'run' | 'close') => {
  if (message === 'run') {
    port.postMessage(carryOver());
    return;
  }
  database?.close();
  port.close();
});
