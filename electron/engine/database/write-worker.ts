// The writer: a thread with a connection of its own that runs batches, each in one transaction. It knows no table and decides nothing.
// While the main thread goes on, this one waits for the disk: a batch is answered when it would survive a power cut.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';

/** One list of values for all statements, in order: lists in lists cost several times as much on their way between threads. */
export interface BatchMessage {
  /** Texts that have not come before, with how many values each takes. */
  readonly newTexts: readonly (readonly [text: string, width: number])[];
  /** Indexes into all the texts that ever came. */
  readonly statements: Int32Array;
  readonly values: readonly SQLInputValue[];
}

export interface WriterSetup {
  readonly path: string;
  /** Where the crash suite can stop the process between two steps; null in every release. */
  readonly gate: SharedArrayBuffer | null;
}

export type WriterAnswer =
  /** null: it is on the disk. Else nothing of it is. */
  | { readonly failure: null | { readonly message: string; readonly errcode: number | undefined } }
  | { readonly crashPoint: string };

const port = parentPort as MessagePort;
const { path, gate } = workerData as WriterSetup;
const gateView = gate === null ? null : new Int32Array(gate);

const handle = new DatabaseSync(path, { timeout: 5_000 });
handle.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;');
// 16 MB of log before it is carried over: under load that is most of what waiting for the disk costs.
handle.exec('PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;');
const texts: (readonly [text: string, width: number])[] = [];
const statements: StatementSync[] = [];

function statementOf(index: number): StatementSync {
  let statement = statements[index];
  if (statement === undefined) {
    statement = handle.prepare(texts[index]?.[0] ?? '');
    statements[index] = statement;
  }
  return statement;
}

/** A main thread that waits for this one's transaction passes no point: it must not wait for it in vain. */
const passWithinMs = 200;

/** Waits until the main thread has passed this point too. */
function passPoint(crashPoint: string): void {
  if (gateView === null) return;
  Atomics.store(gateView, 0, 0);
  port.postMessage({ crashPoint } satisfies WriterAnswer);
  Atomics.wait(gateView, 0, 0, passWithinMs);
}

function run({ newTexts, statements: indexes, values }: BatchMessage): void {
  let next = 0;
  passPoint('batch-begun');
  texts.push(...newTexts);
  handle.exec('BEGIN IMMEDIATE');
  for (const index of indexes) {
    const until = next + (texts[index]?.[1] ?? 0);
    statementOf(index).run(...values.slice(next, until));
    next = until;
  }
  passPoint('batch-written');
  handle.exec('COMMIT');
  passPoint('batch-committed');
}

port.on('message', (message: BatchMessage | 'close') => {
  if (message === 'close') {
    handle.close();
    port.close();
    return;
  }
  try {
    run(message);
    port.postMessage({ failure: null } satisfies WriterAnswer);
  } catch (cause) {
    // A full disk ends the transaction by itself.
    if (handle.isTransaction) handle.exec('ROLLBACK');
    const { message: text = String(cause), errcode } = (cause ?? {}) as { message?: string; errcode?: number };
    port.postMessage({ failure: { message: text, errcode } } satisfies WriterAnswer);
  }
});
