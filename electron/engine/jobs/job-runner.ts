// Works through one job: so many items at once, so many a second, and no further once it is paused or cancelled. What was begun ends,
// whatever becomes of the job. What ended is written a few times a second: a crash loses none of it, for what was begun is looked up.
// A disk that refuses ends nothing: it is tried again.
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports.ts';
import {
  type EndedItem,
  endItems,
  getJob,
  type ItemRow,
  type JobRow,
  listBegun,
  nextWaiting,
  readJob,
  spellBegun,
} from './job-rows.ts';
import type { ItemEnd, JobsPorts, JobWork, Pace } from './jobs-ports.ts';

export interface RunnerParts {
  readonly ports: JobsPorts;
  readonly work: JobWork;
  readonly seq: number;
  onProgress(seq: number): void;
  /** It cannot go on: pause it. */
  onStopped(seq: number, reason: string): void;
  /** Nothing of it is left to be begun, and nothing under way. */
  onDone(seq: number): void;
  /** Nothing is under way any more of a job that is not running. */
  onIdle(seq: number): void;
}

/** Shorter ones are not kept by timers. */
const shortestTickMs = 20;
const writeAfterMs = 100;
const tryAgainMs = 1_000;

export class JobRunner {
  readonly #parts: RunnerParts;
  readonly #underWay = new Set<number>();
  #ended: EndedItem[] = [];
  /** Items up to here were begun, or are begun no more. */
  #passed = 0;
  #failures = 0;
  /** How many may begin before the next tick. */
  #allowance = 0;
  /** Why it is to pause, until that is written: nothing more begins. */
  #stopReason: string | null = null;
  #callOffTick: (() => void) | null = null;
  #callOffWrite: (() => void) | null = null;
  #isClosed = false;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Once: what a process that has ended had begun is looked up. */
  resumeBegun(): void {
    for (const item of listBegun(this.#database, this.#parts.seq)) this.#run(item, true);
  }

  /** The job runs, or runs again. */
  go(): void {
    this.#failures = 0;
    this.#passed = 0;
    this.#stopReason = null;
    this.#guard(() => this.#tick());
  }

  /** Writes what ended; what is under way is left to the next process. */
  close(): void {
    this.#write();
    this.#isClosed = true;
    this.#callOffTick?.();
    this.#callOffTick = null;
    this.#callOffWrite?.();
    this.#callOffWrite = null;
  }

  get #database(): Database {
    return this.#parts.ports.database;
  }

  get #clock(): Clock {
    return this.#parts.ports.clock;
  }

  #tick(): void {
    if (this.#callOffTick !== null || this.#isClosed) return;
    const row = this.#row();
    if (row.state !== 'running') return;
    const { ratePerSecond } = this.#pace(row);
    const tickMs = Math.max(shortestTickMs, 1_000 / ratePerSecond);
    // What was not used is not saved up: a job that waited does not catch up all at once.
    this.#allowance = Math.min(this.#allowance, 1) + (ratePerSecond * tickMs) / 1_000;
    this.#callOffTick = this.#clock.after(tickMs, () => {
      this.#callOffTick = null;
      this.#guard(() => this.#tick());
    });
    this.#begin();
  }

  #begin(): void {
    const { work } = this.#parts;
    while (!this.#isClosed && this.#allowance >= 1 && this.#underWay.size < work.concurrency) {
      if (this.#stopReason !== null || this.#row().state !== 'running') return;
      const item = this.#next();
      if (item === undefined) {
        if (this.#underWay.size === 0) this.#settle();
        return;
      }
      this.#allowance -= 1;
      this.#run(item, false);
    }
  }

  /** What is under way, or has ended and is not written yet, may still be a waiting row. */
  #next(): ItemRow | undefined {
    for (;;) {
      const item = nextWaiting(this.#database, this.#parts.seq, this.#passed);
      if (item === undefined) return undefined;
      this.#passed = item.position;
      const isTaken =
        this.#underWay.has(item.position) || this.#ended.some(({ position }) => position === item.position);
      if (!isTaken) return item;
    }
  }

  #run(item: ItemRow, isResumed: boolean): void {
    const { ports, work, seq } = this.#parts;
    this.#underWay.add(item.position);
    ports.passPoint?.('job-item-begun');
    const begun = {
      job: readJob(this.#row()),
      subject: item.subject,
      resumed: isResumed ? { outcome: item.outcome } : undefined,
      spellBegun: (outcome: string | null) => spellBegun(seq, item.position, outcome),
    };
    work.work(begun).then(
      (end) => this.#guard(() => this.#end(item.position, end)),
      (cause: unknown) => {
        ports.log('error', 'An item of a job failed by mistake.', { job: begun.job.id, stack: describe(cause) });
        const end: ItemEnd = { state: 'failed', reason: 'Switchhook made a mistake; it is in the log.' };
        this.#guard(() => this.#end(item.position, end));
      },
    );
  }

  #end(position: number, end: ItemEnd): void {
    this.#underWay.delete(position);
    if (this.#isClosed) return;
    if (end.state === 'stopped') {
      this.#passed = Math.min(this.#passed, position - 1);
      this.#stopReason ??= end.reason;
    } else {
      this.#ended.push({ position, state: end.state, outcome: end.outcome ?? null, reason: end.reason ?? null });
      if (end.state === 'failed') this.#countFailure();
      this.#callOffWrite ??= this.#clock.after(writeAfterMs, () => this.#guard(() => this.#settle()));
    }
    this.#stop();
    this.#begin();
    if (this.#underWay.size === 0) this.#settle();
  }

  #countFailure(): void {
    this.#failures += 1;
    const row = this.#row();
    const { stopAfter } = this.#pace(row);
    if (stopAfter === 0 || this.#failures < stopAfter || row.state !== 'running') return;
    // Where nothing is left to begin there is nothing to hold back, and it ends.
    if (nextWaiting(this.#database, this.#parts.seq, this.#passed) === undefined) return;
    const times = this.#failures === 1 ? 'one failure' : `${this.#failures} failures`;
    this.#stopReason ??= `It paused after ${times}. Look at them, then resume or cancel it.`;
  }

  #stop(): void {
    if (this.#stopReason === null) return;
    this.#parts.onStopped(this.#parts.seq, this.#stopReason);
    this.#stopReason = null;
  }

  /** Nobody waits for what comes here, so a refusal of the disk would end the process. */
  #guard(act: () => void): void {
    try {
      act();
    } catch (cause) {
      this.#parts.ports.log('error', 'How a job goes on could not be written. It is tried again.', {
        stack: describe(cause),
      });
      this.#callOffWrite ??= this.#clock.after(tryAgainMs, () => this.#guard(() => this.#settle()));
    }
  }

  /** Writes what ended, and tells when nothing is left. */
  #settle(): void {
    if (this.#isClosed) return;
    this.#write();
    this.#stop();
    // It is lost when beginning failed.
    if (this.#callOffTick === null) this.#tick();
    if (this.#underWay.size > 0 || this.#ended.length > 0) return;
    const { seq } = this.#parts;
    if (this.#row().state !== 'running') this.#parts.onIdle(seq);
    else if (nextWaiting(this.#database, seq, 0) === undefined) {
      this.#callOffTick?.();
      this.#callOffTick = null;
      this.#parts.onDone(seq);
    }
  }

  #write(): void {
    this.#callOffWrite?.();
    this.#callOffWrite = null;
    const ended = this.#ended;
    if (ended.length === 0) return;
    try {
      this.#database.transaction(() => endItems(this.#database, this.#parts.seq, ended));
    } catch (cause) {
      // The disk refuses: it is tried again, and after a crash it is looked up.
      this.#parts.ports.log('error', 'How items of a job ended could not be written.', { stack: describe(cause) });
      this.#callOffWrite = this.#clock.after(tryAgainMs, () => this.#guard(() => this.#settle()));
      return;
    }
    this.#ended = [];
    this.#parts.ports.passPoint?.('job-item-ended');
    this.#parts.onProgress(this.#parts.seq);
  }

  #pace(row: JobRow): Pace {
    return this.#parts.work.readPace(JSON.parse(row.options));
  }

  #row(): JobRow {
    return getJob(this.#database, this.#parts.seq);
  }
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
