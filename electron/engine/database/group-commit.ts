// Group commit: what many acts want written is written as one batch, one transaction, and each act is told when it is on the disk.
// One batch is on its way to the disk at a time; the next one collects meanwhile. It knows no table.
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
  /** What is added up between batches and written with each one; null: nothing. Asked when a batch is made: `isAlone`: of nothing else. */
  collect(batch: { isAlone: boolean }): Entry | null;
  /** The disk refuses to be written. Nothing more is tried until `retry`. */
  onRefused(failure: Failure): void;
}

const fullBatchRows = 256;
/** Between the beginnings of two batches, when somebody waits for the next: an intake. */
const intakeEveryMs = 3;
/** When nobody does. The more share a batch, the less each costs. */
const recordEveryMs = 15;
const busyMs = 100;

export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #waiting: Entry[] = [];
  #waitingRows = 0;
  #hasIntake = false;
  /** Written, in order. */
  #unsynced: Entry[] = [];
  #isSyncing = false;
  /** Since the last batch was made. */
  #isPoked = false;
  #dueAt = Number.POSITIVE_INFINITY;
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
    this.#hasIntake ||= entry.isIntake;
    this.poke();
  }

  /** `collect` has something, or the writer may go on. */
  poke(): void {
    this.#isPoked = true;
    if (this.#refusal !== null || this.#isSyncing || this.#options.writer.isHeld) return;
    const everyMs = this.#hasIntake ? intakeEveryMs : recordEveryMs;
    this.#beginAt(this.#waitingRows >= fullBatchRows ? this.#lastBegunAt : this.#lastBegunAt + everyMs);
  }

  get isSettled(): boolean {
    if (this.#isSyncing) return false;
    return (
      this.#refusal !== null ||
      (this.#waiting.length === 0 && this.#unsynced.length === 0 && this.#dueAt === Number.POSITIVE_INFINITY)
    );
  }

  /** Records that the disk refused wait to be written. */
  get hasUnwritten(): boolean {
    return this.#waiting.length > 0 || this.#unsynced.length > 0;
  }

  /** Resolves when nothing is left to be written, or the disk refuses it. */
  async settle(): Promise<void> {
    while (!this.isSettled) await new Promise<void>((resolve) => this.#settling.push(resolve));
  }

  /** After a refusal: tries again with what was kept. */
  retry(): void {
    if (this.#refusal === null) return;
    this.#refusal = null;
    this.#sync();
    this.#beginAt(this.#lastBegunAt);
  }

  #beginAt(atMs: number): void {
    if (this.#isImmediate || this.#dueAt <= atMs) return;
    this.#callOff?.();
    this.#callOff = null;
    this.#dueAt = atMs;
    const delayMs = atMs - this.#options.monotonic();
    if (delayMs > 0) {
      this.#callOff = this.#options.after(delayMs, () => this.#begin());
      return;
    }
    this.#isImmediate = true;
    // What the same turn of the event loop still adds belongs to it.
    setImmediate(() => this.#begin());
  }

  #begin(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#dueAt = Number.POSITIVE_INFINITY;
    this.#isImmediate = false;
    if (this.#refusal !== null || this.#isSyncing || this.#options.writer.isHeld) {
      this.#tellSettled();
      return;
    }
    this.#isPoked = false;
    const entries = this.#waiting;
    this.#waiting = [];
    this.#waitingRows = 0;
    this.#hasIntake = false;
    const collected = this.#options.collect({ isAlone: entries.length === 0 });
    if (collected !== null) entries.push(collected);
    this.#lastBegunAt = this.#options.monotonic();
    this.#write(entries);
    this.#sync();
    this.#tellSettled();
  }

  #write(entries: readonly Entry[]): void {
    try {
      this.#commit(entries);
    } catch (failure) {
      if (!this.#waitsOut(entries, failure)) this.#writeApart(entries);
    }
  }

  #commit(entries: readonly Entry[]): void {
    const batch: Write[] = [];
    for (const entry of entries) for (const write of entry.writes) batch.push(write);
    if (batch.length > 0) this.#options.writer.write(batch);
    for (const entry of entries) this.#unsynced.push(entry);
  }

  /** One of them is to blame: each in a transaction of its own finds which, and keeps the others. */
  #writeApart(entries: readonly Entry[]): void {
    for (const [at, entry] of entries.entries()) {
      try {
        this.#commit([entry]);
      } catch (failure) {
        if (this.#waitsOut(entries.slice(at), failure)) return;
        entry.done(asFailure(failure));
      }
    }
  }

  /** Whether the failure will pass, and the entries wait for that. */
  #waitsOut(entries: readonly Entry[], failure: unknown): boolean {
    if (isBusy(failure)) this.#repeat(entries);
    else if (isRefusal(failure)) this.#keep(entries, failure);
    else return false;
    return true;
  }

  #sync(): void {
    if (this.#isSyncing || this.#unsynced.length === 0 || this.#refusal !== null) return;
    const entries = this.#unsynced;
    this.#unsynced = [];
    this.#isSyncing = true;
    this.#options.writer.sync((failure) => {
      this.#isSyncing = false;
      if (failure === null) for (const entry of entries) entry.done(null);
      else this.#keepUnsynced(entries, asFailure(failure));
      if (this.#isPoked) this.poke();
      this.#tellSettled();
    });
  }

  /** Another program has the database; whatever it does, it ends. */
  #repeat(entries: readonly Entry[]): void {
    this.#waiting = [...entries, ...this.#waiting];
    this.#beginAt(this.#options.monotonic() + busyMs);
  }

  #keep(entries: readonly Entry[], failure: Failure): void {
    const all = [...entries, ...this.#waiting];
    this.#waiting = all.filter((entry) => !entry.isIntake);
    this.#waitingRows = 0;
    this.#refusal = failure;
    for (const entry of all) if (entry.isIntake) entry.done(failure);
    this.#options.onRefused(failure);
  }

  /** They are written, so that nobody can be told that they are not; nor that they are. */
  #keepUnsynced(entries: readonly Entry[], failure: Failure): void {
    this.#unsynced = [...entries, ...this.#unsynced];
    this.#keep([], failure);
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
