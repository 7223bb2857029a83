// Follows a job to its end and tells how it goes on. Ctrl+C pauses it: what was begun ends, the rest waits for `jobs resume`.

import type { Job, JobItem } from '../../../shared/jobs/job.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { CommandContext } from './command-context.ts';
import type { Client, Session } from './engine-session.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { countOf, describeJob } from './job-text.ts';

/** What `deliveries replay --query`, `jobs resume` and `jobs watch` print with --json. */
export interface JobReport extends Job {
  readonly failures: readonly JobItem[];
}

const failuresAtOnce = 500;
const stepPercent = 5;

interface FollowOptions {
  /** Whether Ctrl+C pauses it; else it only ends the looking. */
  readonly pausesOnInterrupt: boolean;
}

/** The job when it has ended or is paused. Throws Failure: what the stream ends with, INTERRUPTED. */
export async function followJob(
  context: CommandContext,
  { client }: Session,
  id: string,
  { pausesOnInterrupt }: FollowOptions,
): Promise<Job> {
  const { promise, resolve, reject } = Promise.withResolvers<Job>();
  context.interrupt.left = pausesOnInterrupt
    ? `${id} is paused; what was begun is let end. Go on with: switchhook jobs resume ${id}`
    : `${id} goes on in the Switchhook that owns the data folder. See: switchhook jobs show ${id}`;
  let told = -stepPercent;
  const unsubscribe = client.jobs.watch({}, (event) => {
    if (event.type === 'failed') {
      reject(new Failure(event.error));
      return;
    }
    const job = event.jobs.find((one) => one.id === id);
    if (job === undefined) return;
    if (job.state !== 'running') resolve(job);
    else if (percentOf(job) >= told + stepPercent) {
      told = percentOf(job);
      context.output.note(describeProgress(job));
    }
  });
  try {
    return await context.interrupt.race(promise);
  } catch (cause) {
    if (pausesOnInterrupt && cause instanceof Failure && cause.error.code === 'INTERRUPTED')
      await client.jobs.pause({ id });
    throw cause;
  } finally {
    unsubscribe();
  }
}

function percentOf({ finished, total }: Job): number {
  return total === 0 ? 100 : Math.floor((finished * 100) / total);
}

function describeProgress(job: Job): string {
  const failed = job.failed === 0 ? '' : `, ${job.failed} failed`;
  return `${job.finished} of ${job.total} (${percentOf(job)} %)${failed}`;
}

/** The answer: what became of the job, and of what failed. */
export async function answerJob(context: CommandContext, { client, ask }: Session, job: Job): Promise<ExitCode> {
  const failures = job.failed === 0 ? [] : await readFailures(client, ask, job.id);
  const report: JobReport = { ...job, failures };
  context.output.answer(report, () => describeReport(report));
  return job.state === 'done' && job.failed === 0 ? exitCodes.done : exitCodes.no;
}

async function readFailures(client: Client, ask: Session['ask'], id: string): Promise<JobItem[]> {
  const failures: JobItem[] = [];
  for (let after = 0; ; ) {
    const page = await ask(() => client.jobs.items({ id, state: 'failed', after, limit: failuresAtOnce }));
    failures.push(...page.map(({ position, ...item }) => item));
    const last = page.at(-1);
    if (last === undefined || page.length < failuresAtOnce) return failures;
    after = last.position;
  }
}

const mostShown = 20;

function describeReport({ failures, ...job }: JobReport): string[] {
  const shown = failures.slice(0, mostShown);
  const rest = failures.length - shown.length;
  return [
    ...describeJob(job),
    ...(shown.length === 0 ? [] : ['', 'Failed']),
    ...shown.map(({ subject, outcome, reason }) => {
      const other = outcome === null || outcome === subject ? '' : ` as ${outcome}`;
      return `  ${subject}${other}: ${reason ?? 'no reason is known'}`;
    }),
    ...(rest > 0 ? [`  … and ${countOf(rest, 'other')}. All of them: --json`] : []),
  ];
}
