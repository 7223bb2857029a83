import { describe, expect, it } from 'vitest';
import {
  announceJob,
  describeEnd,
  describeProgress,
  percentOf,
} from '../../../../renderer/features/jobs/describe-job.ts';
import { mergeJobs } from '../../../../renderer/features/jobs/store.ts';
import { aJob } from './a-job.ts';

describe('how far a job is', () => {
  it('is told with its rate and what is left at that rate', () => {
    const job = aJob({ total: 1_180, finished: 702, options: { ratePerSecond: 4 } });
    expect(describeProgress(job)).toBe('702 of 1,180 · 4/s · 2 min left');
    expect(describeProgress({ ...job, finished: 1_179 })).toBe('1,179 of 1,180 · 4/s · 1 s left');
    expect(describeProgress({ ...job, total: 90_000 })).toMatch(/6 h 12 min left$/);
  });

  it('is only counted while it is paused', () => {
    expect(describeProgress(aJob({ state: 'paused', total: 10, finished: 4 }))).toBe('4 of 10');
  });

  it('is 100 percent when it is done, and not before', () => {
    expect(percentOf({ finished: 999, total: 1_000 })).toBe(99);
    expect(percentOf({ finished: 0, total: 0 })).toBe(100);
  });

  it('is said aloud every quarter, and at its end', () => {
    const job = aJob({ total: 100, finished: 74, failed: 2 });
    expect(announceJob(job)).toBe(announceJob({ ...job, finished: 51 }));
    expect(announceJob({ ...job, finished: 75 })).toBe('Job: 75 percent, 2 failed');
    expect(announceJob({ ...job, state: 'done', succeeded: 98, finished: 100 })).toBe(
      'Replay of 100 deliveries: 98 delivered, 2 failed',
    );
  });
});

describe('how a job ended', () => {
  it('leaves out what did not happen', () => {
    expect(describeEnd({ succeeded: 48, failed: 0, skipped: 0 })).toBe('48 delivered');
    expect(describeEnd({ succeeded: 412, failed: 3, skipped: 1 })).toBe('412 delivered, 3 failed, 1 left alone');
  });
});

describe('the jobs', () => {
  it('stand newest first, each in its newest state', () => {
    const old = aJob({ id: 'job_1' });
    const done = { ...old, state: 'done' as const };
    const fresh = aJob({ id: 'job_2', createdAt: '2026-11-22T23:50:00.000Z' });
    expect(mergeJobs([old], [done, fresh])).toEqual([fresh, done]);
  });
});
