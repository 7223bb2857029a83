// `switchhook status`: how sending stands at this moment.
import type { Command } from 'commander';
import type { DispatchStatus } from '../../../../shared/dispatch/dispatch-status.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readStatus } from '../read-status.ts';
import { layOutPairs, layOutTable } from '../table.ts';
import { showOneLine } from '../terminal-text.ts';
import { healthColumns } from './endpoints.ts';

export function addStatusCommand(program: Command, runtime: Runtime): void {
  program
    .command('status')
    .summary('how sending stands: pending, under way, paused, breakers')
    .description('Tells how sending stands. Exit code 1 while nothing is sent at all.')
    .addHelpText('after', '\nExample:\n  $ switchhook status --json')
    .action(runs(runtime, tell));
}

async function tell(context: CommandContext): Promise<ExitCode> {
  const status = await withEngine(context, ({ client }) => context.interrupt.race(readStatus(client)));
  context.output.answer(status, () => describeStatus(status, context.output.columns));
  return status.pausedBecause === null ? exitCodes.done : exitCodes.no;
}

function describeStatus(
  { pending, inFlight, pausedBecause, failing, gone }: DispatchStatus,
  columns: number,
): string[] {
  return [
    ...layOutPairs([
      ['Sending', pausedBecause ?? 'yes'],
      ['Pending', String(pending)],
      ['Under way', String(inFlight)],
    ]),
    ...(failing.length === 0
      ? []
      : ['', 'Left alone because they fail', ...layOutTable(failing, healthColumns, columns)]),
    ...(gone.length === 0
      ? []
      : ['', 'Answered 410 and are not sent to; go on with: switchhook integrations allow-sending ID']),
    ...gone.map(({ integrationId, name, since }) => `  ${integrationId}  ${showOneLine(name)}  since ${since}`),
  ];
}
