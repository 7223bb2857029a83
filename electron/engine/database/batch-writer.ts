// The main thread's side of the writer thread: one batch at a time, each answered once.
import type { SQLInputValue } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { translateFailure } from './database.ts';
import type { Write } from './write.ts';
import type { BatchMessage, WriterAnswer, WriterSetup } from './write-worker.ts';

/** Bundling puts the writer's bundle in; run from the sources it is beside this file. */
declare const __SWITCHHOOK_WRITE_WORKER__: string | undefined;
const workerFile = typeof __SWITCHHOOK_WRITE_WORKER__ === 'string' ? __SWITCHHOOK_WRITE_WORKER__ : './write-worker.ts';

export interface BatchWriter {
  /** All of it or nothing, and `done` is told which: null, or why not. Call it again only after that. */
  write(batch: readonly Write[], done: (failure: unknown) => void): void;
  close(): Promise<void>;
}

/** `passPoint` is the crash suite's; it makes each batch wait for the main thread. */
export function openBatchWriter(path: string, passPoint?: (name: string) => void): BatchWriter {
  const gate = passPoint === undefined ? null : new SharedArrayBuffer(4);
  const setup: WriterSetup = { path, gate };
  const worker = new Worker(new URL(workerFile, import.meta.url), { workerData: setup, execArgv: [] });
  const texts = new Map<string, KnownText>();
  let answer: ((failure: unknown) => void) | null = null;
  let broken: unknown = null;

  const settle = (failure: unknown) => {
    const told = answer;
    answer = null;
    worker.unref();
    told?.(failure);
  };
  worker.on('message', (message: WriterAnswer) => {
    if ('crashPoint' in message) {
      passPoint?.(message.crashPoint);
      openGate(gate);
      return;
    }
    const { failure } = message;
    settle(failure && translateFailure(Object.assign(new Error(failure.message), { errcode: failure.errcode }), path));
  });
  worker.on('error', (cause) => {
    broken = cause;
    settle(cause);
  });
  // What runs nothing must not keep the process.
  worker.unref();

  return {
    write: (batch, done) => {
      if (broken !== null) {
        queueMicrotask(() => done(broken));
        return;
      }
      answer = done;
      worker.ref();
      worker.postMessage(spellBatch(batch, texts));
    },
    close: async () => {
      if (broken !== null) return;
      broken = new Error('The writer is closed.');
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      worker.ref();
      worker.postMessage('close');
      await ended;
    },
  };
}

function openGate(gate: SharedArrayBuffer | null): void {
  if (gate === null) return;
  const view = new Int32Array(gate);
  Atomics.store(view, 0, 1);
  Atomics.notify(view, 0);
}

interface KnownText {
  readonly index: number;
  readonly width: number;
}

/** A text travels once; afterwards its number does. */
function spellBatch(batch: readonly Write[], texts: Map<string, KnownText>): BatchMessage {
  const newTexts: (readonly [string, number])[] = [];
  const statements = new Int32Array(batch.length);
  const values: SQLInputValue[] = [];
  for (let at = 0; at < batch.length; at += 1) {
    const [text, given] = batch[at] as Write;
    let known = texts.get(text);
    if (known === undefined) {
      known = { index: texts.size, width: given.length };
      texts.set(text, known);
      newTexts.push([text, known.width]);
    }
    // The values of one statement would go to the next.
    if (given.length !== known.width) throw new Error('A statement was given another number of values than before.');
    statements[at] = known.index;
    for (const value of given) values.push(value);
  }
  return { newTexts, statements, values };
}
