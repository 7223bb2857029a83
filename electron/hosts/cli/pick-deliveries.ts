// Which deliveries a command means: ids as arguments, or a query. Exactly one of the two, so that nothing is picked by leaving something out.
import type { Command } from 'commander';
import type { ReplaySelection } from '../../../shared/dispatch/replay-plan.ts';
import { cliErrors } from './cli-errors.ts';
import type { CommandContext } from './command-context.ts';

export interface PickOptions {
  readonly query?: string;
  readonly tenantSet?: string;
}

const mostIds = 10_000;

export function addPickOptions(command: Command): Command {
  return command
    .argument('[ids...]', 'ids of deliveries')
    .option('--query <query>', 'instead of ids: all that match, in the query language')
    .option('--tenant-set <name>', 'with --query: only those of this tenant set');
}

/** Throws Failure USAGE. */
export function readPick(context: CommandContext, ids: readonly string[], options: PickOptions): ReplaySelection {
  const { query, tenantSet } = options;
  if (ids.length > 0 === (query !== undefined)) {
    throw cliErrors.fail('USAGE', {
      why: 'Name deliveries by their ids, or choose them with --query. Nothing was done.',
    });
  }
  if (tenantSet !== undefined && query === undefined) {
    throw cliErrors.fail('USAGE', { why: '--tenant-set goes with --query. Nothing was done.' });
  }
  if (ids.length > mostIds) {
    throw cliErrors.fail('USAGE', {
      why: `More than ${mostIds} ids are too many: choose with --query. Nothing was done.`,
    });
  }
  if (query === undefined) return { ids: [...ids] };
  context.sources.query = query;
  return tenantSet === undefined ? { query } : { query, tenantSet };
}
