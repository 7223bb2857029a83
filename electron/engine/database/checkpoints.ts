// When the database's log is carried over into the database: beside the work, every so many rows. The log begins anew only when all
// of it is carried over and nothing was written meanwhile; under load that never happens by itself, so a log that has become long is
// given a moment in which nothing is.
//
// idle → running (enough rows were written) → idle, or held (the log is long, or all of it must be carried over: no batch may begin)
// → idle.
import type { CheckpointThread } from './checkpoint-thread.ts';

export interface CheckpointsParts {
  readonly thread: Pick<CheckpointThread, 'run'>;
  /** Batches may begin again. */
  onFree(): void;
}

const rowsBetween = 4_000;
/** 32 MB. */
const longLogPages = 8_000;

type OnCarried = (failure: unknown) => void;

export class Checkpoints {
  readonly #parts: CheckpointsParts;
  #rows = 0;
  #state: 'idle' | 'running' | 'held' = 'idle';
  #asked: OnCarried | null = null;

  constructor(parts: CheckpointsParts) {
    this.#parts = parts;
  }

  get isHeld(): boolean {
    return this.#state === 'held';
  }

  wrote(rows: number): void {
    this.#rows += rows;
    if (this.#rows >= rowsBetween && this.#state === 'idle') this.#run('running');
  }

  /** All that is in the log is in the database, and both are on the disk. `failure` null: so it is. */
  carryAll(onCarried: OnCarried): void {
    this.#asked = onCarried;
    if (this.#state === 'idle') this.#run('held');
  }

  #run(state: 'running' | 'held'): void {
    this.#state = state;
    this.#rows = 0;
    this.#parts.thread.run((failure, done) => {
      const isLong = done !== null && done.logPages >= longLogPages;
      if (state === 'running' && (isLong || this.#asked !== null)) {
        this.#run('held');
        return;
      }
      this.#state = 'idle';
      const asked = this.#asked;
      this.#asked = null;
      const isAll = done !== null && done.carriedPages === done.logPages;
      asked?.(failure ?? (isAll ? null : new Error('Some of the log could not be carried over.')));
      if (state === 'held') this.#parts.onFree();
    });
  }
}
