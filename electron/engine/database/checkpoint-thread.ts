// The main thread's side of the thread that carries the log over: one checkpoint at a time, each answered once.
import { Worker } from 'node:worker_threads';
import type { Carried, CheckpointAnswer, CheckpointWorkerSetup } from './checkpoint-worker.ts';
import { translateFailure } from './database.ts';

/** Bundling puts the thread's bundle in; run from the sources it is beside this file. */
declare const __SWITCHHOOK_CHECKPOINT_WORKER__: string | undefined;
const workerFile =
  typeof __SWITCHHOOK_CHECKPOINT_WORKER__ === 'string' ? __SWITCHHOOK_CHECKPOINT_WORKER__ : './checkpoint-worker.ts';

/** It keeps next to nothing. */
const smallHeap = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 };

export type OnDone = (failure: unknown, carried: Carried | null) => void;

/** It begins when there is something to do: most commands write nothing. */
export class CheckpointThread {
  readonly #setup: CheckpointWorkerSetup;
  #worker: Worker | null = null;
  #onDone: OnDone | null = null;
  #broken: unknown = null;

  constructor(setup: CheckpointWorkerSetup) {
    this.#setup = setup;
  }

  /** Call it again only after `onDone`. */
  run(onDone: OnDone): void {
    const broken = this.#broken;
    if (broken !== null) {
      queueMicrotask(() => onDone(broken, null));
      return;
    }
    this.#worker ??= this.#begin();
    this.#onDone = onDone;
    this.#worker.ref();
    this.#worker.postMessage('run');
  }

  /** What it is at comes to its end first. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null || this.#broken !== null) return;
    this.#broken = new Error('The thread is closed.');
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.ref();
    worker.postMessage('close');
    await ended;
  }

  #begin(): Worker {
    const worker = new Worker(new URL(workerFile, import.meta.url), {
      workerData: this.#setup,
      execArgv: [],
      resourceLimits: smallHeap,
    });
    worker.on('message', (answer: CheckpointAnswer) => {
      // What runs nothing must not keep the process.
      if (this.#broken === null) worker.unref();
      if ('failure' in answer) this.#settle(this.#translate(answer.failure), null);
      else this.#settle(null, answer);
    });
    worker.on('error', (cause) => {
      this.#broken = cause;
      this.#settle(cause, null);
    });
    return worker;
  }

  #settle(failure: unknown, carried: Carried | null): void {
    const told = this.#onDone;
    this.#onDone = null;
    told?.(failure, carried);
  }

  #translate({ message, errcode }: Extract<CheckpointAnswer, { failure: unknown }>['failure']): unknown {
    return translateFailure(Object.assign(new Error(message), { errcode }), this.#setup.path);
  }
}
