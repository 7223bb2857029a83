// What the frame and the dock read of jobs. Pure.
import type { Job } from '../../../shared/jobs/job.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { isActive } from './describe-job.ts';
import type { JobsState } from './store.ts';

export type State = FrameState & JobsState;

export function selectActive({ jobs }: JobsState): readonly Job[] {
  return jobs.jobs?.filter(isActive) ?? [];
}

/** What is under way before what has ended, as they came. */
export function orderJobs(jobs: readonly Job[]): readonly Job[] {
  return [...jobs.filter(isActive), ...jobs.filter((job) => !isActive(job))];
}

/** The job that P acts on: the newest one that is under way. */
export function selectToggled({ jobs }: JobsState): Job | null {
  return jobs.jobs?.find(isActive) ?? null;
}
