// Who looks at jobs, and what they are told: what changed, together and a few times a second at most.
import type { Job } from '../../../shared/jobs/job.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports.ts';
import { getJob, listRecent, readJob } from './job-rows.ts';

interface JobsEvent {
  readonly type: 'snapshot' | 'changed';
  readonly seq: number;
  readonly jobs: Job[];
}

const togetherMs = 250;
const endedInSnapshot = 10;

export class JobWatchers {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #tellers = new Set<(jobs: Job[]) => void>();
  readonly #changed = new Set<number>();
  #callOff: (() => void) | null = null;

  constructor({ database, clock }: { database: Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  add(emit: (event: JobsEvent) => void): () => void {
    let seq = 0;
    const tell = (jobs: Job[]) => emit({ type: 'changed', seq: ++seq, jobs });
    this.#tellers.add(tell);
    emit({ type: 'snapshot', seq, jobs: listRecent(this.#database, endedInSnapshot).map(readJob) });
    return () => void this.#tellers.delete(tell);
  }

  changed(job: number): void {
    if (this.#tellers.size === 0) return;
    this.#changed.add(job);
    this.#callOff ??= this.#clock.after(togetherMs, () => {
      this.#callOff = null;
      const jobs = [...this.#changed].map((seq) => readJob(getJob(this.#database, seq)));
      this.#changed.clear();
      for (const tell of this.#tellers) tell(jobs);
    });
  }

  close(): void {
    this.#callOff?.();
    this.#callOff = null;
  }
}
