// `switchhook jobs`: long work over many deliveries, such as a replay of what a query found.
import type { Command } from 'commander';
import { type Job, jobStates } from '../../../../shared/jobs/job.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { unlockByFile, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { describeCounts, describeJob } from '../job-text.ts';
import { answerJob, followJob } from '../job-wait.ts';
import { type Column, layOutTable } from '../table.ts';
import { wholeNumber } from '../target-options.ts';

const columns: readonly Column<Job>[] = [
  { title: 'Id', value: ({ id }) => id },
  { title: 'State', value: ({ state }) => state },
  { title: 'Begun', value: ({ createdAt }) => createdAt },
  { title: 'Progress', value: describeCounts },
  { title: 'What', value: ({ title }) => title, shrink: 'end' },
];

const waiting = `
It stays until the job has ended or is paused; Ctrl+C pauses it. A job goes on only while a Switchhook owns the data folder: this
command, serve, or the application. Exit codes: 0 all succeeded, 1 some failed or it paused, 130 interrupted.`;

export function addJobsCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('jobs')
    .summary('see, pause, resume and cancel long work')
    .description(`Long work over many deliveries. A job is ${jobStates.join(', ')}.`);
  group
    .command('list')
    .description('Lists jobs, newest first.')
    .option('--limit <count>', 'how many at most, up to 200', wholeNumber(1, 200), 50)
    .action(runs(runtime, list));
  const one = (name: string, description: string) =>
    group.command(name).description(description).argument('<id>', 'id of the job');
  one('show', 'Shows a job and what failed of it.').action(runs(runtime, show));
  one('pause', 'Pauses a job: what was begun ends, nothing more begins.').action(runs(runtime, pause));
  one('resume', 'Goes on with a paused job and waits for its end.')
    .addHelpText('after', `\nExample:\n  $ switchhook jobs resume job_01\n${waiting}`)
    .action(runs(runtime, resume));
  one('cancel', 'Ends a job: what was not begun stays undone.').action(runs(runtime, cancel));
  one('watch', 'Tells how a job goes on, until it has ended or is paused. Ctrl+C ends the looking only.').action(
    runs(runtime, watch),
  );
}

async function list(context: CommandContext, { limit }: { limit: number }): Promise<ExitCode> {
  const items = await withEngine(context, ({ ask, client }) => ask(() => client.jobs.list({ limit })));
  context.output.answer({ items }, () => layOutTable(items, columns, context.output.columns));
  if (items.length === 0) context.output.note('No jobs yet.');
  return exitCodes.done;
}

async function show(context: CommandContext, id: string): Promise<ExitCode> {
  await withEngine(context, async (session) =>
    answerJob(context, session, await session.ask(() => session.client.jobs.get({ id }))),
  );
  return exitCodes.done;
}

async function pause(context: CommandContext, id: string): Promise<ExitCode> {
  return answerChanged(context, await withEngine(context, ({ ask, client }) => ask(() => client.jobs.pause({ id }))));
}

async function cancel(context: CommandContext, id: string): Promise<ExitCode> {
  return answerChanged(context, await withEngine(context, ({ ask, client }) => ask(() => client.jobs.cancel({ id }))));
}

function answerChanged({ output }: CommandContext, job: Job): ExitCode {
  output.answer(job, () => describeJob(job));
  return exitCodes.done;
}

async function resume(context: CommandContext, id: string): Promise<ExitCode> {
  return withEngine(context, async (session) => {
    await unlockByFile(context, session);
    await session.ask(() => session.client.jobs.resume({ id }));
    return answerJob(context, session, await followJob(context, session, id, { pausesOnInterrupt: true }));
  });
}

async function watch(context: CommandContext, id: string): Promise<ExitCode> {
  return withEngine(context, async (session) => {
    const job = await session.ask(() => session.client.jobs.get({ id }));
    const isOver = job.state !== 'running';
    return answerJob(
      context,
      session,
      isOver ? job : await followJob(context, session, id, { pausesOnInterrupt: false }),
    );
  });
}
