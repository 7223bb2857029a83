// How far a job is and how it ended, in words. Pure.
import type { Job } from '../../../shared/jobs/job.ts';
import { formatNumber } from '../../app/feature/format.ts';
import { t } from './texts.ts';

export function isActive({ state }: Pick<Job, 'state'>): boolean {
  return state === 'running' || state === 'paused';
}

/** Whole percent, rounded down: 100 means done. */
export function percentOf({ finished, total }: Pick<Job, 'finished' | 'total'>): number {
  return total === 0 ? 100 : Math.floor((finished / total) * 100);
}

/** "702 of 1,180 · 4/s · 2 min left". */
export function describeProgress(job: Job): string {
  const { finished, total, state, options } = job;
  const parts = [t('progress', { finished: formatNumber(finished), total: formatNumber(total) })];
  const rate = Number(options.ratePerSecond);
  if (state === 'running' && rate > 0) {
    parts.push(t('rate', { rate: String(rate) }));
    parts.push(describeLeft((total - finished) / rate));
  }
  return parts.join(' · ');
}

/** At the rate it was told; what waits for answers takes longer. */
function describeLeft(seconds: number): string {
  if (seconds < 60) return t('left.seconds', { count: String(Math.max(1, Math.ceil(seconds))) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t('left.minutes', { count: String(minutes) });
  return t('left.hours', { hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60) });
}

/** "48 delivered", "412 delivered, 3 failed, 1 left alone". */
export function describeEnd({ succeeded, failed, skipped }: Pick<Job, 'succeeded' | 'failed' | 'skipped'>): string {
  return [
    t('succeeded', { count: formatNumber(succeeded) }),
    ...(failed === 0 ? [] : [t('failed', { count: formatNumber(failed) })]),
    ...(skipped === 0 ? [] : [t('skipped', { count: formatNumber(skipped) })]),
  ].join(', ');
}

/** What a screen reader is told while it goes on: every quarter, and how it stands at its end. */
export function announceJob(job: Job): string {
  if (!isActive(job)) return t('announce.ended', { title: job.title, end: describeEnd(job) });
  const quarter = Math.floor(percentOf(job) / 25) * 25;
  return t('announce.progress', { percent: String(quarter), failed: formatNumber(job.failed) });
}
