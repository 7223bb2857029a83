// A job for a person. Pure.
import type { Job } from '../../../shared/jobs/job.ts';
import { layOutPairs } from './table.ts';

export function describeJob(job: Job): string[] {
  const { id, title, state, stopReason, createdAt, endedAt, actor } = job;
  const pairs: [string, string][] = [
    ['Job', id],
    ['What', title],
    ['State', stopReason === null ? state : `${state}: ${stopReason}`],
    ['Begun', `${createdAt} by ${actor}`],
  ];
  if (endedAt !== null) pairs.push(['Ended', endedAt]);
  pairs.push(['Progress', describeCounts(job)]);
  return layOutPairs(pairs);
}

export function describeCounts({ finished, total, succeeded, failed, skipped }: Job): string {
  const parts = [`${finished} of ${total}`, `${succeeded} succeeded`, `${failed} failed`];
  return [...parts, ...(skipped === 0 ? [] : [`${skipped} left alone`])].join(', ');
}

/** `1 other`, `3 others`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
