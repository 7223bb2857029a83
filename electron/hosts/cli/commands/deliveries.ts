// `switchhook deliveries`: the delivery log, and replay.
import { type Command, Option } from 'commander';
import type { Delivery } from '../../../../shared/dispatch/delivery.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { describeDelivery, describeState } from '../delivery-text.ts';
import { answerOutcome, waitForOutcome } from '../delivery-wait.ts';
import { withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { addListCommand } from '../listing.ts';
import type { Column } from '../table.ts';
import { addTargetOptions, readTargetOptions, type TargetOptions } from '../target-options.ts';

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

const replayExamples = `
Examples:
  $ switchhook deliveries replay dlv_01 --mode exact
  $ switchhook deliveries replay dlv_01 --mode rebuilt --to receiver

Byte-exact to the same target is one more attempt of the same delivery; all else is a new delivery that names the old one.
A receiver that took the first one may now get it twice. Exit codes are those of send.`;

export function addDeliveriesCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('deliveries')
    .summary('read the delivery log, replay')
    .description('The delivery log, and replay.');
  addListCommand(group, runtime, {
    subject: 'deliveries',
    group: 'deliveries',
    noun: 'deliveries',
    columns: deliveryColumns,
    exampleQuery: 'outcome:dead status:5* since:-1d',
    fetch: (client, input) => client.dispatch.deliveries(input),
  });
  group
    .command('show')
    .description('Shows a delivery: its request and every attempt with its answer.')
    .argument('<id>', 'id of the delivery')
    .action(runs(runtime, show));
  const replaying = group
    .command('replay')
    .description('Sends a delivery again and waits for the outcome.')
    .argument('<id>', 'id of the delivery')
    .addOption(
      new Option('--mode <mode>', "exact: the same bytes; rebuilt: the event with today's integration")
        .choices(['exact', 'rebuilt'])
        .default('exact'),
    );
  addTargetOptions(replaying).addHelpText('after', replayExamples).action(runs(runtime, replay));
}

async function show(context: CommandContext, id: string): Promise<ExitCode> {
  const delivery = await withEngine(context, ({ ask, client }) => ask(() => client.dispatch.delivery({ id })));
  context.output.answer(delivery, () => describeDelivery(delivery));
  return exitCodes.done;
}

interface ReplayOptions extends TargetOptions {
  readonly mode: 'exact' | 'rebuilt';
}

async function replay(context: CommandContext, id: string, options: ReplayOptions): Promise<ExitCode> {
  const input = { deliveryId: id, mode: options.mode, ...readTargetOptions(options) };
  return withEngine(context, async ({ ask, client }) => {
    const { deliveryId } = await ask(() => client.dispatch.replay(input));
    return answerOutcome(context, await waitForOutcome(context, client, deliveryId));
  });
}
