// `switchhook deliveries`: the delivery log, what is done to it, and replay.
import type { Command } from 'commander';
import type { Attempt, Delivery, DeliveryDetail } from '../../../../shared/dispatch/delivery.ts';
import { cliErrors } from '../cli-errors.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { describeDelivery, describeState, listAttemptLines } from '../delivery-text.ts';
import { withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { diffLines } from '../line-diff.ts';
import { addListCommand } from '../listing.ts';
import type { Column } from '../table.ts';
import { wholeNumber } from '../target-options.ts';
import { showOneLine } from '../terminal-text.ts';
import { addChangingCommands } from './change-deliveries.ts';
import { addCountingCommands } from './count-deliveries.ts';
import { addExportCommands } from './export-deliveries.ts';
import { addReplayCommand } from './replay.ts';

export const deliveryColumns: readonly Column<Delivery>[] = [
  { title: 'Id', value: ({ id }) => id },
  { title: 'Accepted', value: ({ acceptedAt }) => acceptedAt },
  { title: 'Outcome', value: describeState },
  { title: 'Attempts', value: ({ attemptCount }) => String(attemptCount) },
  { title: 'Trigger event', value: ({ trigger }) => trigger },
  { title: 'Integration', value: ({ integrationName }) => integrationName, shrink: 'end' },
  { title: 'Account', value: ({ accountName }) => accountName ?? '–', shrink: 'end' },
  { title: 'URL', value: ({ url }) => url, shrink: 'middle' },
];

const showExamples = `
Examples:
  $ switchhook deliveries show dlv_01
  $ switchhook deliveries show dlv_01 --attempt 1 --diff 2`;

export function addDeliveriesCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('deliveries')
    .summary('read the delivery log, replay, requeue, export')
    .description('The delivery log: what was sent and what came back; dead letters, replay, export.');
  addListCommand(group, runtime, {
    subject: 'deliveries',
    group: 'deliveries',
    noun: 'deliveries',
    columns: deliveryColumns,
    exampleQuery: 'outcome:dead status:5* since:-1d',
    fetch: (client, input) => client.dispatch.deliveries(input),
    count: (client, question) => client.dispatch.count(question),
  });
  group
    .command('show')
    .description('Shows a delivery: its request and every attempt with its answer.')
    .argument('<id>', 'id of the delivery')
    .option('--attempt <number>', 'only this attempt', attemptNumber)
    .option('--diff <number>', 'with --attempt: what was different in this one', attemptNumber)
    .addHelpText('after', showExamples)
    .action(runs(runtime, show));
  addCountingCommands(group, runtime);
  addReplayCommand(group, runtime);
  addChangingCommands(group, runtime);
  addExportCommands(group, runtime);
}

const attemptNumber = wholeNumber(1, 1_000_000);

interface ShowOptions {
  readonly attempt?: number;
  readonly diff?: number;
}

async function show(context: CommandContext, id: string, { attempt, diff }: ShowOptions): Promise<ExitCode> {
  if (diff !== undefined && attempt === undefined) {
    throw cliErrors.fail('USAGE', { why: '--diff compares with --attempt. Nothing was done.' });
  }
  const delivery = await withEngine(context, ({ ask, client }) => ask(() => client.dispatch.delivery({ id })));
  if (attempt === undefined) context.output.answer(delivery, () => describeDelivery(delivery));
  else if (diff === undefined) {
    const one = pickAttempt(delivery, attempt);
    context.output.answer(one, () => listAttemptLines(one));
  } else answerDiff(context, pickAttempt(delivery, attempt), pickAttempt(delivery, diff));
  return exitCodes.done;
}

function pickAttempt({ id, attempts }: DeliveryDetail, number: number): Attempt {
  const found = attempts.find((attempt) => attempt.number === number);
  if (found !== undefined) return found;
  const known =
    attempts.length === 0 ? 'has no attempts' : `has the attempts ${attempts.map((one) => one.number).join(', ')}`;
  throw cliErrors.fail('USAGE', { why: `${id} ${known}, and no ${number}. Nothing was done.` });
}

/** `=` stands in both, `-` in the first only, `+` in the second only. Times differ always, so they are left out. */
function answerDiff({ output }: CommandContext, first: Attempt, second: Attempt): void {
  const lines = (attempt: Attempt) => listAttemptLines(attempt, { hasTimes: false }).map(showOneLine);
  const diff = diffLines(lines(first), lines(second));
  const value = { first: first.number, second: second.number, equal: diff.every((line) => line.startsWith('=')), diff };
  output.answer(value, () => [`Attempt ${first.number} against attempt ${second.number}`, ...diff]);
}
