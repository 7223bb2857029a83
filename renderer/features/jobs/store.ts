// The mirror of jobs: long work that goes on whatever screen is open, and in the next process if this one ends.
import type { Job, JobItem } from '../../../shared/jobs/job.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { type Loadable, loading, toLoadable } from '../../app/feature/loadable.ts';
import type { CreateSlice } from '../../app/feature/slice.ts';

export interface JobReport {
  readonly jobId: string;
  /** Those that failed or were left alone, in the order of the plan. */
  readonly items: Loadable<readonly JobItem[]>;
}

export interface JobsSlice {
  /** Newest first; null while they are not known. */
  readonly jobs: readonly Job[] | null;
  /** Why the last act on a job was not done. */
  readonly failure: AppError | null;
  /** The report that is open; null: none is. */
  readonly report: JobReport | null;
  pauseAsked(id: string): void;
  resumeAsked(id: string): void;
  cancelAsked(id: string): void;
  reportOpened(id: string): void;
  reportClosed(): void;
}

export interface JobsState {
  readonly jobs: JobsSlice;
}

/** More are told as a number. */
export const reportedItems = 100;

export const createJobsSlice: CreateSlice<JobsSlice> = ({ client, read, write, whileOpen }) => {
  whileOpen(() =>
    client.jobs.watch({}, (event) => {
      if (event.type === 'failed') return;
      const known = event.type === 'snapshot' ? [] : (read().jobs ?? []);
      write({ jobs: mergeJobs(known, event.jobs) });
    }),
  );
  const act = (doing: Promise<{ readonly ok: boolean; readonly error?: AppError }>) =>
    void doing.then((answer) => write({ failure: answer.error ?? null }));
  const readItems = async (id: string): Promise<void> => {
    const [failed, skipped] = await Promise.all([
      client.jobs.items({ id, state: 'failed', limit: reportedItems }),
      client.jobs.items({ id, state: 'skipped', limit: reportedItems }),
    ]);
    if (read().report?.jobId !== id) return;
    const items = !failed.ok || !skipped.ok ? failed : { ...failed, value: [...failed.value, ...skipped.value] };
    write({ report: { jobId: id, items: toLoadable(items.ok && !skipped.ok ? skipped : items) } });
  };
  return {
    jobs: null,
    failure: null,
    report: null,
    pauseAsked: (id) => act(client.jobs.pause({ id })),
    resumeAsked: (id) => act(client.jobs.resume({ id })),
    cancelAsked: (id) => act(client.jobs.cancel({ id })),
    reportOpened: (id) => {
      write({ report: { jobId: id, items: loading } });
      void readItems(id);
    },
    reportClosed: () => write({ report: null }),
  };
};

/** Known ones take their newer state, new ones come in. */
export function mergeJobs(known: readonly Job[], changes: readonly Job[]): readonly Job[] {
  const jobs = new Map([...known, ...changes].map((job) => [job.id, job]));
  return [...jobs.values()].sort((a, b) => (a.createdAt === b.createdAt ? 0 : a.createdAt < b.createdAt ? 1 : -1));
}
