// A job as the dock shows it, with what a test says different.
import { type Job, jobSchema } from '../../../../shared/jobs/job.ts';

export function aJob(change: Record<string, unknown> = {}): Job {
  return jobSchema.parse({
    id: 'job_1',
    kind: 'replay',
    title: 'Replay of 100 deliveries',
    state: 'running',
    createdAt: '2026-11-22T23:44:30.000Z',
    endedAt: null,
    actor: 'jo.marsh',
    total: 100,
    finished: 0,
    succeeded: 0,
    failed: 0,
    skipped: 0,
    stopReason: null,
    options: {},
    ...change,
  });
}
