// `switchhook pbxs`: the PBXs of a tenant set, and the tick that lets them have integrations.
import { Argument, type Command } from 'commander';
import type { Pbx } from '../../../../shared/tenants/account.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { addListCommand } from '../listing.ts';
import { type Column, layOutPairs, layOutTable } from '../table.ts';

const onOff = (isOn: boolean): string => (isOn ? 'on' : 'off');

const columns: readonly Column<Pbx>[] = [
  { title: 'UUID', value: ({ serviceUuid }) => serviceUuid },
  { title: 'Account', value: ({ accountName }) => accountName, shrink: 'end' },
  { title: 'PBX', value: ({ friendlyName }) => friendlyName, shrink: 'end' },
  { title: 'Service name', value: ({ serviceName }) => serviceName, shrink: 'end' },
  { title: 'Applications', value: ({ applicationsEnabled }) => onOff(applicationsEnabled) },
  { title: 'Integrations', value: ({ integrationCount }) => String(integrationCount) },
];

export function addPbxsCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('pbxs')
    .summary('read PBXs, turn Applications on and off')
    .description('The PBXs of a tenant set.');
  addListCommand(group, runtime, {
    subject: 'pbxs',
    group: 'pbxs',
    noun: 'PBXs',
    columns,
    exampleQuery: 'account:"Acme Dental" apps:off',
    fetch: (client, input) => client.tenants.pbxs(input),
  });
  group
    .command('show')
    .description('Shows a PBX with its extensions and IVRs.')
    .argument('<uuid>', 'service UUID of the PBX')
    .action(runs(runtime, show));
  group
    .command('applications')
    .description(
      'Turns Applications on or off. Off keeps the integrations of the PBX; they send nothing until it is on.',
    )
    .addArgument(new Argument('<state>', 'what it is to be').choices(['on', 'off']))
    .argument('<uuid>', 'service UUID of the PBX')
    .action(runs(runtime, setApplications));
}

async function show(context: CommandContext, serviceUuid: string): Promise<ExitCode> {
  const pbx = await withEngine(context, ({ ask, client }) => ask(() => client.tenants.pbx({ serviceUuid })));
  const extensionColumns: readonly Column<(typeof pbx.extensions)[number]>[] = [
    { title: 'Extension', value: ({ extensionNumber }) => extensionNumber },
    { title: 'Name', value: ({ name }) => name, shrink: 'end' },
    { title: 'Outbound number', value: ({ outboundPhoneNumber }) => outboundPhoneNumber },
    { title: 'Voicemail', value: ({ hasVoicemail }) => (hasVoicemail ? 'yes' : 'no') },
    { title: 'Enabled calls', value: ({ enabledCalls }) => enabledCalls.join(', '), shrink: 'end' },
  ];
  context.output.answer(pbx, () => [
    ...layOutPairs([
      ['PBX', pbx.friendlyName],
      ['UUID', pbx.serviceUuid],
      ['Service name', pbx.serviceName],
      ['Account', `${pbx.accountName} (${pbx.accountId})`],
      ['Time zone', pbx.timeZone],
      ['Applications', onOff(pbx.applicationsEnabled)],
      ['Integrations', String(pbx.integrationCount)],
      ...pbx.ivrs.map(({ name, options }): [string, string] => [
        `IVR ${name}`,
        options.map(({ digit, label }) => `${digit} ${label}`).join(', '),
      ]),
    ]),
    '',
    ...layOutTable(pbx.extensions, extensionColumns, context.output.columns),
  ]);
  return exitCodes.done;
}

async function setApplications(context: CommandContext, state: string, serviceUuid: string): Promise<ExitCode> {
  const input = { serviceUuid, enabled: state === 'on' };
  const pbx = await withEngine(context, ({ ask, client }) => ask(() => client.tenants.setApplications(input)));
  context.output.answer(pbx, () => [`Applications is ${onOff(pbx.applicationsEnabled)} on ${pbx.friendlyName}.`]);
  return exitCodes.done;
}
