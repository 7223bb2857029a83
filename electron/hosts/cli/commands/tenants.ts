// `switchhook tenants` and `switchhook sandbox`: tenant sets, what is decided for all of their accounts, and the sandbox's data.
import type { Command } from 'commander';
import type { DialectFile } from '../../../../shared/request/dialect.ts';
import { parseDialectFile } from '../../../../shared/request/dialect-file.ts';
import type { TenantSet } from '../../../../shared/tenants/tenant-set.ts';
import { cliErrors } from '../cli-errors.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readSource } from '../given-argument.ts';
import { type Column, layOutTable } from '../table.ts';
import { collect, wholeNumber } from '../target-options.ts';

const columns: readonly Column<TenantSet>[] = [
  { title: 'Id', value: ({ id }) => id },
  { title: 'Name', value: ({ name }) => name, shrink: 'end' },
  { title: 'Connector', value: ({ connector }) => connector },
  { title: 'Live', value: ({ live }) => (live ? 'LIVE' : 'no') },
  { title: 'Accounts', value: ({ counts }) => String(counts.accounts) },
  { title: 'PBXs', value: ({ counts }) => String(counts.pbxs) },
  { title: 'Integrations', value: ({ counts }) => String(counts.integrations) },
  { title: 'Allowed targets', value: ({ allowTargets }) => allowTargets.join(', ') || '–', shrink: 'end' },
  { title: 'Dialect', value: ({ dialect }) => Object.keys(dialect).join(', ') || 'defaults', shrink: 'end' },
];

export function addTenantsCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('tenants')
    .summary('read and change tenant sets')
    .description('Tenant sets: one portal’s worth of accounts each.');
  group.command('list').description('Lists the tenant sets.').action(runs(runtime, list));
  group
    .command('update')
    .description('Changes what is decided for a whole tenant set. What is given replaces what was there.')
    .argument('<set>', 'id or name of the tenant set')
    .option('--live', 'real customers stand behind it')
    .option('--no-live', 'no real customers stand behind it')
    .option('--dialect <file>', 'dialect of its requests: a JSON or YAML file')
    .option(
      '--allow-target <range>',
      'loopback, private or a CIDR range the target guard lets through; repeatable',
      collect,
    )
    .option('--no-allow-target', 'public addresses and the receiver only')
    .addHelpText(
      'after',
      '\nExample:\n  $ switchhook tenants update sandbox --dialect ignition.yaml --allow-target 10.1.0.0/16',
    )
    .action(runs(runtime, update));
}

async function list(context: CommandContext): Promise<ExitCode> {
  const sets = await withEngine(context, ({ ask, client }) => ask(() => client.tenants.listSets({})));
  context.output.answer(sets, () => layOutTable(sets, columns, context.output.columns));
  return exitCodes.done;
}

interface UpdateOptions {
  readonly live?: boolean;
  readonly dialect?: string;
  /** false for --no-allow-target. */
  readonly allowTarget?: readonly string[] | false;
}

async function update(context: CommandContext, tenantSet: string, options: UpdateOptions): Promise<ExitCode> {
  const { live, dialect, allowTarget } = options;
  const changes = {
    ...(live === undefined ? {} : { live }),
    ...(dialect === undefined ? {} : { dialect: await readDialect(context, dialect) }),
    ...(allowTarget === undefined ? {} : { allowTargets: allowTarget === false ? [] : [...allowTarget] }),
  };
  if (Object.keys(changes).length === 0) {
    throw cliErrors.fail('USAGE', {
      why: 'Say what to change: --live, --dialect or --allow-target. Nothing was changed.',
    });
  }
  const set = await withEngine(context, ({ ask, client }) =>
    ask(() => client.tenants.updateSet({ tenantSet, ...changes })),
  );
  context.output.answer(set, () => layOutTable([set], columns, context.output.columns));
  return exitCodes.done;
}

async function readDialect(context: CommandContext, path: string): Promise<DialectFile> {
  const { dialect, problems } = parseDialectFile(await readSource(context, 'dialect', path));
  if (dialect === null) throw cliErrors.fail('FILE_INVALID', { file: path, problems });
  return dialect;
}

interface ResetOptions {
  readonly accounts: number;
  readonly seed: number;
}

export function addSandboxCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('sandbox')
    .summary('make the sandbox anew')
    .description('The sandbox reseller: made-up customers to try things on.');
  group
    .command('reset')
    .description(
      'Makes the sandbox anew. Its accounts, PBXs and integrations are replaced; deliveries stay. Asks nothing.',
    )
    .option('--accounts <count>', 'how many accounts, up to 10000', wholeNumber(1, 10_000), 200)
    .option('--seed <number>', 'the same seed makes the same data', wholeNumber(0, 0xffff_ffff), 1)
    .action(runs(runtime, reset));
}

async function reset(context: CommandContext, { accounts, seed }: ResetOptions): Promise<ExitCode> {
  context.output.note(`Making a sandbox of ${accounts} accounts from seed ${seed} …`);
  context.interrupt.left = 'Whether the sandbox was made anew is unknown; it is never left half made.';
  const set = await withEngine(context, ({ ask, client }) =>
    ask(() => client.tenants.resetSandbox({ accounts, seed })),
  );
  context.output.answer(set, () => layOutTable([set], columns, context.output.columns));
  return exitCodes.done;
}
