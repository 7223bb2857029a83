// `switchhook deliveries replay`: one delivery and its outcome, or many as a job.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { dispatchErrors } from '../../../../shared/dispatch/errors.ts';
import type { ReplayMode, ReplayPlan } from '../../../../shared/dispatch/replay-plan.ts';
import type { ReplayEdit } from '../../../../shared/dispatch/send-input.ts';
import { hasErrors, type Problem } from '../../../../shared/kernel/problem.ts';
import { parseEventFile } from '../../../../shared/request/event-file.ts';
import { parseIntegrationFile } from '../../../../shared/request/integration-file.ts';
import { type ArmedOptions, addArmedOptions } from '../armed-options.ts';
import { cliErrors } from '../cli-errors.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { answerOutcome, waitForOutcome } from '../delivery-wait.ts';
import { describeProblem } from '../describe-error.ts';
import { type Session, unlockByFile, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readSource } from '../given-argument.ts';
import { countOf } from '../job-text.ts';
import { answerJob, followJob } from '../job-wait.ts';
import { addPickOptions, type PickOptions, readPick } from '../pick-deliveries.ts';
import { describePreview } from '../replay-preview.ts';
import { addTargetOptions, readTargetOptions, type TargetOptions, wholeNumber } from '../target-options.ts';

const notes = `
Examples:
  $ switchhook deliveries replay dlv_01
  $ switchhook deliveries replay dlv_01 --mode rebuilt --to receiver
  $ switchhook deliveries replay dlv_01 --mode rebuilt --dry-run
  $ switchhook deliveries replay dlv_01 --event corrected.json
  $ switchhook deliveries replay --query 'outcome:dead host:crm.example.com since:-1d' --dry-run
  $ switchhook deliveries replay --query 'outcome:dead host:crm.example.com since:-1d' --rate 4/s --stop-after 5

Byte-exact to the same target is one more attempt of the same delivery; all else is a new delivery that names the old one.
A receiver that took the first one may now get it twice: Switchhook-Delivery is the same in a byte-exact replay.

One delivery: waits for the outcome; exit codes are those of send. Several, or a query: what is found now is sent again as a job,
exactly that and nothing that comes later. Exit codes: 0 all delivered, 1 some failed or it paused, 130 interrupted: Ctrl+C pauses
the job, and "switchhook jobs resume" goes on. Deliveries of a LIVE tenant set need --confirm with their number.`;

interface ReplayOptions extends PickOptions, TargetOptions, ArmedOptions {
  readonly mode?: ReplayMode;
  readonly event?: string;
  readonly integration?: string;
  readonly rate?: number;
  readonly stopAfter?: number;
  readonly dryRun?: boolean;
  /** false for --no-wait. */
  readonly wait: boolean;
}

export function addReplayCommand(group: Command, runtime: Runtime): void {
  const command = addPickOptions(group.command('replay'))
    .description('Sends deliveries again: one, several, or all that a query finds.')
    .addOption(
      new Option(
        '--mode <mode>',
        "exact (default): the same bytes; rebuilt: the event with today's integration",
      ).choices(['exact', 'rebuilt']),
    )
    .option('--event <file>', 'one delivery: with this event instead of its own')
    .option('--integration <file>', 'one delivery: with this integration instead of its own')
    .addOption(new Option('--rate <n/s>', 'several: how many a second (default: 10/s)').argParser(parseRate))
    .option(
      '--stop-after <count>',
      'several: pause after so many failures; 0: never (default: 5)',
      wholeNumber(0, 1_000_000),
    )
    .option('--dry-run', 'say what would be sent, and send nothing; of one delivery, beside what was sent')
    .option('--no-wait', 'several: begin the job and leave it to the Switchhook that owns the data folder');
  addArmedOptions(addTargetOptions(command)).addHelpText('after', notes).action(runs(runtime, replay));
}

/** `4/s`, or `4`: attempts a second. */
function parseRate(text: string): number {
  const rate = /^(\d{1,4}(?:\.\d{1,2})?)(?:\/s)?$/.exec(text)?.[1];
  if (rate !== undefined && Number(rate) >= 0.1 && Number(rate) <= 1_000) return Number(rate);
  throw new InvalidArgumentError('It is a number a second from 0.1/s to 1000/s, such as 4/s.');
}

async function replay(context: CommandContext, ids: readonly string[], options: ReplayOptions): Promise<ExitCode> {
  const [only, ...others] = ids;
  const isOne = only !== undefined && others.length === 0 && options.query === undefined;
  if (!isOne) return replayMany(context, ids, options);
  return options.dryRun === true ? previewOne(context, only, options) : replayOne(context, only, options);
}

const ofMany = { rate: '--rate', stopAfter: '--stop-after' } as const;

async function replayOne(context: CommandContext, id: string, options: ReplayOptions): Promise<ExitCode> {
  const what = await readOne(context, id, options);
  tellKeptPath(context, options.to, what.mode);
  const input = {
    ...what,
    ...readTargetOptions(options),
    ...(options.confirm === undefined ? {} : { confirm: options.confirm }),
  };
  return withEngine(context, async ({ ask, client }) => {
    const { deliveryId } = await ask(() => client.dispatch.replay(input));
    return answerOutcome(context, await waitForOutcome(context, client, { deliveryId, isNew: deliveryId !== id }));
  });
}

/** Byte-exact replaces the origin alone: who named a path must not believe that it counts. */
function tellKeptPath({ output }: CommandContext, to: string | undefined, mode: ReplayMode): void {
  if (to === undefined || mode !== 'exact' || !URL.canParse(to)) return;
  const { origin, pathname, search } = new URL(to);
  if (pathname === '/' && search === '') return;
  output.note(
    `Byte-exact keeps path and query: of the URL given only ${origin} counts. --mode rebuilt takes all of it.`,
  );
}

/** At the delivery's own target: where another one stands is told by --to itself. */
async function previewOne(context: CommandContext, id: string, options: ReplayOptions): Promise<ExitCode> {
  if (options.to !== undefined) throw usage('--dry-run shows one delivery at its own target: leave out --to.');
  const what = await readOne(context, id, options);
  const preview = await withEngine(context, ({ ask, client }) => ask(() => client.dispatch.previewReplay(what)));
  context.output.answer(preview, () => describePreview(preview));
  return preview.next === null ? exitCodes.refused : exitCodes.done;
}

/** What is to be sent again, and how. Throws Failure: USAGE, FILE_*, REQUEST_INVALID. */
async function readOne(context: CommandContext, id: string, options: ReplayOptions) {
  for (const [member, name] of Object.entries(ofMany)) {
    if (options[member as keyof typeof ofMany] !== undefined) {
      throw usage(`${name} is for several deliveries; this is one.`);
    }
  }
  if (options.live === true && options.confirm === undefined) throw usage('--live needs --confirm 1.');
  const edit = await readEdit(context, options);
  if (edit !== null && options.mode === 'exact') {
    throw usage('What is edited cannot be byte-exact: leave out --mode exact, --event or --integration.');
  }
  return {
    deliveryId: id,
    mode: options.mode ?? (edit === null ? ('exact' as const) : ('rebuilt' as const)),
    ...(edit === null ? {} : { edit }),
  };
}

/** Shapes only: what depends on the delivery the engine judges. Throws Failure: FILE_*, REQUEST_INVALID. */
async function readEdit(context: CommandContext, options: ReplayOptions): Promise<ReplayEdit | null> {
  if (options.event === undefined && options.integration === undefined) return null;
  if (options.event === '-' && options.integration === '-') {
    throw usage('Only one file can come from standard input.');
  }
  const problems: Problem[] = [];
  const edit: { event?: ReplayEdit['event']; integration?: ReplayEdit['integration'] } = {};
  if (options.integration !== undefined) {
    const read = parseIntegrationFile(await readSource(context, 'integration', options.integration));
    problems.push(...read.problems);
    if (read.integration !== null) edit.integration = read.integration;
  }
  if (options.event !== undefined) {
    const read = parseEventFile(await readSource(context, 'event', options.event), edit.integration?.triggerEvent);
    problems.push(...read.problems);
    if (read.event !== null) edit.event = read.event;
  }
  if (hasErrors(problems)) throw dispatchErrors.fail('REQUEST_INVALID', { problems });
  context.output.warn(problems.map((problem) => describeProblem(problem, context.sources)));
  return edit;
}

async function replayMany(context: CommandContext, ids: readonly string[], options: ReplayOptions): Promise<ExitCode> {
  const { mode = 'exact', rate: ratePerSecond, stopAfter } = options;
  if (options.event !== undefined || options.integration !== undefined) {
    throw usage('--event and --integration are for one delivery.');
  }
  if (options.live === true && options.confirm === undefined) throw usage('--live needs --confirm with the number.');
  const selection = readPick(context, ids, options);
  tellKeptPath(context, options.to, mode);
  return withEngine(context, async (session) => {
    const { ask, client } = session;
    const plan = await ask(() => client.dispatch.planReplay({ selection, mode, ...readTargetOptions(options) }));
    if (options.dryRun === true) {
      context.output.answer(plan, () => describePlan(plan));
      return exitCodes.done;
    }
    for (const line of describePlan(plan)) context.output.note(line);
    checkConfirmed(plan, options.confirm);
    await unlockByFile(context, session);
    const { jobId } = await ask(() =>
      client.dispatch.startReplay({
        planId: plan.planId,
        ...(ratePerSecond === undefined ? {} : { ratePerSecond }),
        ...(stopAfter === undefined ? {} : { stopAfter }),
        ...(options.confirm === undefined ? {} : { confirm: options.confirm }),
      }),
    );
    return finishJob(context, session, jobId, options.wait);
  });
}

/** A number that was typed holds for every tenant set, LIVE or not. */
function checkConfirmed({ count }: ReplayPlan, confirm: number | undefined): void {
  if (confirm === undefined || confirm === count) return;
  throw usage(`--confirm says ${confirm}, but ${countOf(count, 'request')} would leave.`);
}

async function finishJob(context: CommandContext, session: Session, id: string, wait: boolean): Promise<ExitCode> {
  context.output.note(`Job ${id} has begun.${wait ? ' Ctrl+C pauses it.' : ''}`);
  if (wait) return answerJob(context, session, await followJob(context, session, id, { pausesOnInterrupt: true }));
  const job = await session.ask(() => session.client.jobs.get({ id }));
  context.output.answer(job, () => [
    session.role === 'client'
      ? `${id} goes on in the Switchhook that owns the data folder.`
      : `${id} goes on when a Switchhook owns the data folder: jobs resume, serve, or the application.`,
  ]);
  return exitCodes.done;
}

function describePlan(plan: ReplayPlan): string[] {
  const targets = plan.targets.map(({ origin, count }) => `  ${count} to ${origin}`);
  return [
    `${countOf(plan.count, 'request')} of ${countOf(plan.integrations, 'integration')}${plan.isLive ? ', LIVE: real systems are behind them' : ''}`,
    ...targets,
    ...(plan.changed === null ? [] : [`  ${plan.changed} of them differ from what was sent first`]),
    ...plan.leftOut.map(({ reason, count }) => `  ${count} left out: ${reason}`),
  ];
}

function usage(why: string) {
  return cliErrors.fail('USAGE', { why: `${why} Nothing was sent.` });
}
