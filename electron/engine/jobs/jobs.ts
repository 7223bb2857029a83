// Long work over many items: begun with all its items, paced, paused, resumed, cancelled, and gone on with after a restart. What is done to
// an item is the business of the slice that registers the kind. This is the slice's face: other slices come in here and nowhere else.
import { setImmediate as breathe } from 'node:timers/promises';
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { jobsContract } from '../../../shared/jobs/contract.ts';
import { jobsErrors } from '../../../shared/jobs/errors.ts';
import type { Job, JobKind, JobState } from '../../../shared/jobs/job.ts';
import type { JournalAct } from '../../../shared/journal/line.ts';
import {
  changeJob,
  findJob,
  getJob,
  insertItems,
  insertJob,
  type JobRow,
  listItems,
  listJobs,
  listUnfinished,
  readJob,
} from './job-rows.ts';
import { JobRunner } from './job-runner.ts';
import { JobWatchers } from './job-watchers.ts';
import type { JobsPorts, JobWork, NewJob } from './jobs-ports.ts';

export type { BegunItem, ItemEnd, JobsPorts, JobWork, NewJob } from './jobs-ports.ts';

export interface Jobs {
  readonly handlers: HandlersOf<{ jobs: typeof jobsContract }>['jobs'];
  /** Before `start`. */
  register(kind: JobKind, work: JobWork): void;
  /** Answers when the job and all its items are on the disk; it runs from then on. */
  begin(job: NewJob): Promise<Job>;
  /** Goes on with what a process that has ended left running: once this process owns the data folder. */
  start(): void;
  /** Writes what ended. What is running stays so, for the next process. */
  close(): void;
}

const itemsPerStep = 2_000;

export function createJobs(ports: JobsPorts): Jobs {
  return new JobDesk(ports);
}

class JobDesk implements Jobs {
  readonly handlers: Jobs['handlers'];
  readonly #ports: JobsPorts;
  readonly #watchers: JobWatchers;
  readonly #works = new Map<JobKind, JobWork>();
  readonly #runners = new Map<number, JobRunner>();
  #isClosed = false;

  constructor(ports: JobsPorts) {
    this.#ports = ports;
    this.#watchers = new JobWatchers(ports);
    const { database } = ports;
    this.handlers = {
      list: ({ limit }) => listJobs(database, limit).map(readJob),
      get: ({ id }) => readJob(this.#need(id)),
      items: ({ id, after, limit, state }) => listItems(database, this.#need(id).seq, { after, limit, state }),
      pause: ({ id }) => this.#move(id, { from: ['running'], to: 'paused', act: 'job-paused' }),
      resume: ({ id }) => this.#move(id, { from: ['paused'], to: 'running', act: 'job-resumed' }),
      cancel: ({ id }) => this.#move(id, { from: ['running', 'paused'], to: 'cancelled', act: 'job-cancelled' }),
      watch: (_input, emit) => this.#watchers.add(emit),
    };
  }

  register(kind: JobKind, work: JobWork): void {
    this.#works.set(kind, work);
  }

  async begin({ kind, title, options, subjects }: NewJob): Promise<Job> {
    const { database, clock, actor, passPoint } = this.#ports;
    const counts = { total: 0, succeeded: 0, failed: 0, skipped: 0 };
    // Until all its items are written it is nothing that could run: a crash in between leaves a job that says so.
    const unfinished = 'Switchhook ended before all its items were noted down. Nothing was done. Plan it again.';
    const now = clock.now();
    const seq = insertJob(database, {
      ...{ id: this.#ports.mintId(), kind, title, actor, options: JSON.stringify(options), ...counts },
      ...{ state: 'failed', stop_reason: unfinished, created_ms: now, ended_ms: now },
    });
    for (let at = 0; at < subjects.length; at += itemsPerStep) {
      insertItems(database, seq, { from: at + 1, subjects: subjects.slice(at, at + itemsPerStep) });
      await breathe();
    }
    const row = this.#write(seq, 'job-begun', {
      ...{ state: 'running', total: subjects.length, stop_reason: null, ended_ms: null },
    });
    passPoint?.('job-begun');
    if (!this.#isClosed) this.#runnerOf(row).go();
    return readJob(row);
  }

  start(): void {
    for (const row of listUnfinished(this.#ports.database)) {
      const runner = this.#runnerOf(row);
      runner.resumeBegun();
      if (row.state === 'running') runner.go();
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const runner of this.#runners.values()) runner.close();
    this.#watchers.close();
  }

  #need(id: string): JobRow {
    const row = findJob(this.#ports.database, id);
    if (row === undefined) throw jobsErrors.fail('JOB_UNKNOWN', { id });
    return row;
  }

  /** Into the state it is in already, nothing is done. Throws Failure: JOB_UNKNOWN, JOB_ENDED. */
  #move(id: string, { from, to, act }: { from: readonly JobState[]; to: JobState; act: JournalAct }): Job {
    const row = this.#need(id);
    if (row.state === to && row.ended_ms === null) return readJob(row);
    if (!from.includes(row.state)) throw jobsErrors.fail('JOB_ENDED', { id });
    const ended_ms = to === 'cancelled' ? this.#ports.clock.now() : null;
    const moved = this.#write(row.seq, act, { state: to, stop_reason: null, ended_ms });
    if (to === 'running') this.#runnerOf(moved).go();
    return readJob(moved);
  }

  #write(seq: number, act: JournalAct, change: Parameters<typeof changeJob>[2]): JobRow {
    const { database, journal } = this.#ports;
    return database.transaction(() => {
      changeJob(database, seq, change);
      const row = getJob(database, seq);
      const { id: subject, kind, title, total, succeeded, failed, skipped } = row;
      journal.append({ act, subject, detail: { kind, title, total, succeeded, failed, skipped } });
      this.#watchers.changed(seq);
      return row;
    });
  }

  #runnerOf({ seq, kind }: JobRow): JobRunner {
    const known = this.#runners.get(seq);
    if (known !== undefined) return known;
    const work = this.#works.get(kind);
    if (work === undefined) throw new Error(`Nobody does jobs of the kind ${kind}.`);
    const runner = new JobRunner({
      ...{ ports: this.#ports, work, seq },
      onProgress: (job) => this.#watchers.changed(job),
      onStopped: (job, reason) => this.#stop(job, reason),
      onDone: (job) => this.#finish(job),
      onIdle: (job) => {
        if (getJob(this.#ports.database, job).ended_ms !== null) this.#runners.delete(job);
      },
    });
    this.#runners.set(seq, runner);
    return runner;
  }

  #stop(seq: number, reason: string): void {
    if (getJob(this.#ports.database, seq).state !== 'running') return;
    this.#write(seq, 'job-paused', { state: 'paused', stop_reason: reason });
  }

  #finish(seq: number): void {
    this.#write(seq, 'job-ended', { state: 'done', ended_ms: this.#ports.clock.now() });
    this.#runners.delete(seq);
  }
}
