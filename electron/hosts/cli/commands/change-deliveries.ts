// `switchhook deliveries requeue | discard | restore | cancel`: what is done to dead letters and to what is still to be sent.
import type { Command } from 'commander';
import type { AppError } from '../../../../shared/kernel/app-error.ts';
import type { DeliveryId } from '../../../../shared/kernel/ids.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { type Client, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { addPickOptions, type PickOptions, readPick } from '../pick-deliveries.ts';

interface Act {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  /** After a number: what became of them. */
  readonly done: string;
  /** Why others were left alone. */
  readonly others: string;
  act(client: Client, pick: ReturnType<typeof readPick>): Promise<Result<{ ids: DeliveryId[] }, AppError>>;
}

const acts: readonly Act[] = [
  {
    name: 'requeue',
    description: 'Makes dead deliveries pending, with their whole retry schedule before them.',
    example: "--query 'outcome:dead code:CONNECT_REFUSED since:-1h'",
    done: 'pending again',
    others: 'not dead, or not in the log',
    act: (client, pick) => client.dispatch.requeue(pick),
  },
  {
    name: 'discard',
    description: 'Takes dead deliveries out of the dead letters. Nothing is deleted: restore undoes it.',
    example: "--query 'outcome:dead until:-7d'",
    done: 'discarded',
    others: 'not dead, or not in the log',
    act: (client, pick) => client.dispatch.discard(pick),
  },
  {
    name: 'cancel',
    description: 'Cancels pending deliveries. An attempt that is under way ends as it ends.',
    example: "--query 'outcome:pending host:crm.example.com'",
    done: 'cancelled',
    others: 'not pending, under way, or not in the log',
    act: (client, pick) => client.dispatch.cancel(pick),
  },
];

export function addChangingCommands(group: Command, runtime: Runtime): void {
  for (const act of acts) {
    addPickOptions(group.command(act.name))
      .description(act.description)
      .addHelpText(
        'after',
        `\nExamples:\n  $ switchhook deliveries ${act.name} dlv_01 dlv_02\n  $ switchhook deliveries ${act.name} ${act.example}`,
      )
      .action(
        runs(runtime, (context, ids: readonly string[], options: PickOptions) =>
          change(context, act, readPick(context, ids, options)),
        ),
      );
  }
  group
    .command('restore')
    .description('Undoes discard: the deliveries are dead letters again.')
    .argument('<ids...>', 'ids of deliveries')
    .addHelpText('after', '\nExample:\n  $ switchhook deliveries restore dlv_01 dlv_02')
    .action(
      runs(runtime, (context, ids: readonly string[]) =>
        change(
          context,
          {
            done: 'dead letters again',
            others: 'not discarded, or not in the log',
            act: (client) => client.dispatch.restore({ ids: [...ids] }),
          },
          { ids: [...ids] },
        ),
      ),
    );
}

/** Of ids that were named, all must have been changed; of a query, what it found was. */
async function change(
  context: CommandContext,
  { act, done, others }: Pick<Act, 'act' | 'done' | 'others'>,
  pick: ReturnType<typeof readPick>,
): Promise<ExitCode> {
  const changed = await withEngine(context, ({ ask, client }) => ask(() => act(client, pick)));
  const named = 'ids' in pick ? new Set(pick.ids).size : changed.ids.length;
  const left = named - changed.ids.length;
  context.output.answer(changed, () => [`${countDeliveries(changed.ids.length)} ${done}.`]);
  if (left > 0) context.output.warn([`${countDeliveries(left)} left alone: ${others}.`]);
  return left > 0 ? exitCodes.no : exitCodes.done;
}

function countDeliveries(count: number): string {
  return count === 1 ? 'One delivery is' : `${count} deliveries are`;
}
