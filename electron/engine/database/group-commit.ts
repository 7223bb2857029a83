// Group commit: what many acts want written goes to the writer as one batch, one transaction, and each act is told when it is safe.
// One batch is under way at a time; the next one collects meanwhile. It knows no table.
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { BatchWriter } from './batch-writer.ts';
import { isBusy } from './database.ts';
import type { Write } from './write.ts';

export interface Entry {
  readonly writes: readonly Write[];
  /** An intake has not been promised to anybody yet: it is refused when the disk is. A record is kept until it can be written. */
  readonly isIntake: boolean;
  /** null: it is on the disk. */
  done(failure: Failure | null): void;
}

export interface GroupCommitOptions {
  readonly writer: BatchWriter;
  /** Runs `act` once after `delayMs`. */
  after(delayMs: number, act: () => void): () => void;
  /** Milliseconds that never jump. */
  monotonic(): number;
  /** What is added up between batches and written with each one; null: nothing. Asked when a batch is made. */
  collect(): Entry | null;
  /** The disk refuses to be written. Nothing more is tried until `retry`. */
  onRefused(failure: Failure): void;
}

const fullBatchRows = 256;
/** Between the beginnings of two batches. */
const batchMs = 5;
const busyMs = 100;

export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #waiting: Entry[] = [];
  #waitingRows = 0;
  #isUnderWay = false;
  #isDue = false;
  #isImmediate = false;
  #lastBegunAt = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | null = null;
  #refusal: Failure | null = null;
  #settling: (() => void)[] = [];

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /** `done` is never called before this returns. */
  add(entry: Entry): void {
    if (this.#refusal !== null && entry.isIntake) {
      const refusal = this.#refusal;
      queueMicrotask(() => entry.done(refusal));
      return;
    }
    this.#waiting.push(entry);
    this.#waitingRows += entry.writes.length;
    this.poke();
  }

  /** `collect` has something. */
  poke(): void {
    if (this.#refusal !== null || this.#isUnderWay) return;
    if (this.#waitingRows >= fullBatchRows) this.#beginSoon(0);
    else this.#beginSoon(this.#lastBegunAt + batchMs - this.#options.monotonic());
  }

  get isSettled(): boolean {
    return !this.#isUnderWay && (this.#refusal !== null || (this.#waiting.length === 0 && !this.#isDue));
  }

  /** Records that the disk refused wait to be written. */
  get hasUnwritten(): boolean {
    return this.#waiting.length > 0;
  }

  /** Resolves when nothing is left to be written, or the disk refuses it. */
  async settle(): Promise<void> {
    while (!this.isSettled) await new Promise<void>((resolve) => this.#settling.push(resolve));
  }

  /** After a refusal: tries again with what was kept. */
  retry(): void {
    if (this.#refusal === null) return;
    this.#refusal = null;
    this.#beginSoon(0);
  }

  #beginSoon(delayMs: number): void {
    if (delayMs <= 0) {
      this.#callOff?.();
      this.#callOff = null;
      if (this.#isDue && this.#isImmediate) return;
      this.#isDue = true;
      this.#isImmediate = true;
      // What the same turn of the event loop still adds belongs to it.
      setImmediate(() => this.#begin());
      return;
    }
    if (this.#isDue) return;
    this.#isDue = true;
    this.#callOff = this.#options.after(delayMs, () => this.#begin());
  }

  #begin(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#isDue = false;
    this.#isImmediate = false;
    if (this.#isUnderWay || this.#refusal !== null) {
      this.#tellSettled();
      return;
    }
    const entries = this.#waiting;
    this.#waiting = [];
    this.#waitingRows = 0;
    const collected = this.#options.collect();
    if (collected !== null) entries.push(collected);
    const batch: Write[] = [];
    for (const entry of entries) for (const write of entry.writes) batch.push(write);
    if (batch.length === 0) {
      this.#finish(entries);
      return;
    }
    this.#isUnderWay = true;
    this.#lastBegunAt = this.#options.monotonic();
    this.#options.writer.write(batch, (failure) => {
      if (failure === null) this.#finish(entries);
      else if (isBusy(failure)) this.#repeat(entries);
      else if (isRefusal(failure)) this.#keep(entries, failure);
      else this.#writeApart(entries);
    });
  }

  #finish(entries: readonly Entry[]): void {
    this.#isUnderWay = false;
    for (const entry of entries) entry.done(null);
    this.#goOn();
  }

  #goOn(): void {
    if (this.#waiting.length > 0) this.poke();
    this.#tellSettled();
  }

  /** Another program has the database; whatever it does, it ends. */
  #repeat(entries: readonly Entry[]): void {
    this.#isUnderWay = false;
    this.#waiting = [...entries, ...this.#waiting];
    this.#isDue = true;
    this.#callOff = this.#options.after(busyMs, () => this.#begin());
  }

  #keep(entries: readonly Entry[], failure: Failure): void {
    this.#isUnderWay = false;
    this.#refusal = failure;
    const all = [...entries, ...this.#waiting];
    this.#waiting = all.filter((entry) => !entry.isIntake);
    this.#waitingRows = 0;
    for (const entry of all) if (entry.isIntake) entry.done(failure);
    this.#options.onRefused(failure);
    this.#tellSettled();
  }

  /** One of them is to blame: each in a transaction of its own finds which, and keeps the others. */
  #writeApart(entries: readonly Entry[]): void {
    const [entry, ...rest] = entries;
    if (entry === undefined) {
      this.#finish([]);
      return;
    }
    this.#options.writer.write(entry.writes, (failure) => {
      if (isRefusal(failure)) {
        this.#keep(entries, failure);
        return;
      }
      entry.done(failure === null ? null : asFailure(failure));
      this.#writeApart(rest);
    });
  }

  #tellSettled(): void {
    if (!this.isSettled) return;
    const settling = this.#settling;
    this.#settling = [];
    for (const resolve of settling) resolve();
  }
}

/** The disk's own no: it may say yes later. */
function isRefusal(failure: unknown): failure is Failure {
  return failure instanceof Failure && /^STORAGE_(FULL|READ_ONLY)$/.test(failure.error.code);
}

function asFailure(cause: unknown): Failure {
  if (cause instanceof Failure) return cause;
  return new Failure(commonErrors.create('INTERNAL', { incident: 'write' }), cause);
}
