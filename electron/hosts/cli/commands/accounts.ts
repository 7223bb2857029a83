// `switchhook accounts`: the customers of a tenant set.
import type { Command } from 'commander';
import type { Account, Pbx } from '../../../../shared/tenants/account.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { addListCommand } from '../listing.ts';
import { type Column, layOutPairs, layOutTable } from '../table.ts';

const columns: readonly Column<Account>[] = [
  { title: 'Id', value: ({ accountId }) => accountId },
  { title: 'Name', value: ({ name }) => name, shrink: 'end' },
  { title: 'Status', value: ({ status }) => status },
  { title: 'PBXs', value: ({ pbxCount }) => String(pbxCount) },
  { title: 'Integrations', value: ({ integrationCount }) => String(integrationCount) },
  { title: 'Time zone', value: ({ timeZone }) => timeZone, shrink: 'end' },
  { title: 'Tags', value: ({ tags }) => tags.join(', '), shrink: 'end' },
];

const pbxColumns: readonly Column<Pbx>[] = [
  { title: 'UUID', value: ({ serviceUuid }) => serviceUuid },
  { title: 'PBX', value: ({ friendlyName }) => friendlyName, shrink: 'end' },
  { title: 'Applications', value: ({ applicationsEnabled }) => (applicationsEnabled ? 'on' : 'off') },
  { title: 'Integrations', value: ({ integrationCount }) => String(integrationCount) },
];

export function addAccountsCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('accounts')
    .summary('read accounts (customers)')
    .description('The accounts (customers) of a tenant set.');
  addListCommand(group, runtime, {
    subject: 'accounts',
    group: 'accounts',
    noun: 'accounts',
    columns,
    exampleQuery: 'name:Acme* apps:off',
    fetch: (client, input) => client.tenants.accounts(input),
  });
  group
    .command('show')
    .description('Shows an account and its PBXs.')
    .argument('<id>', 'id of the account')
    .action(runs(runtime, show));
}

async function show(context: CommandContext, accountId: string): Promise<ExitCode> {
  const account = await withEngine(context, ({ ask, client }) => ask(() => client.tenants.account({ accountId })));
  context.output.answer(account, () => [
    ...layOutPairs([
      ['Account', account.name],
      ['Id', account.accountId],
      ['Status', account.status],
      ['Time zone', account.timeZone],
      ['Tags', account.tags.join(', ') || '–'],
      ['Integrations', String(account.integrationCount)],
    ]),
    '',
    ...layOutTable(account.pbxs, pbxColumns, context.output.columns),
  ]);
  return exitCodes.done;
}
