import { expect, test } from 'vitest';
import { orderJobs } from '../../../../renderer/features/jobs/selectors.ts';
import { aJob } from './a-job.ts';

test('jobs under way stand before those that have ended, each as they came', () => {
  const states = ['done', 'running', 'cancelled', 'paused', 'failed'] as const;
  const jobs = states.map((state) => aJob({ state }));
  const ordered = orderJobs(jobs).map(({ state }) => state);
  expect(ordered).toEqual(['running', 'paused', 'done', 'cancelled', 'failed']);
});
