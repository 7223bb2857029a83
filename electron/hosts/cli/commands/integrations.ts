// `switchhook integrations`: reading them, and the acts on several at once. Creating, editing and drafts are in edit-integrations.ts.
import type { Command } from 'commander';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { doEach } from '../each-of.ts';
import { type Session, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findPlace } from '../find-place.ts';
import { describeIntegration, integrationColumns } from '../integration-text.ts';
import { addListCommand } from '../listing.ts';
import { warnOfPending } from '../pending-warning.ts';
import { addEditingCommands } from './edit-integrations.ts';

export function addIntegrationsCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('integrations')
    .summary('read, create, edit, switch and delete integrations')
    .description('The integrations of a tenant set.');
  addListCommand(group, runtime, {
    subject: 'integrations',
    group: 'integrations',
    noun: 'integrations',
    columns: integrationColumns,
    exampleQuery: 'account:"Acme*" event:inbound-call-answered enabled:false',
    fetch: (client, input) => client.integrations.list(input),
  });
  group
    .command('show')
    .description('Shows one integration in the order of the portal’s form.')
    .argument('<id>', 'id of the integration')
    .action(runs(runtime, show));
  addEditingCommands(group, runtime);
  addActsOnSeveral(group, runtime);
}

function addActsOnSeveral(group: Command, runtime: Runtime): void {
  const several = (name: string, description: string) =>
    group.command(name).description(description).argument('<ids...>', 'ids of integrations');
  several('enable', 'Enables integrations.').action(runs(runtime, setEnabled(true)));
  several(
    'disable',
    'Disables integrations: they send nothing until they are enabled again, and what is pending waits.',
  ).action(runs(runtime, setEnabled(false)));
  several(
    'delete',
    'Deletes integrations. Only a disabled one can be deleted. What is pending of it is cancelled.',
  ).action(runs(runtime, remove));
  several('allow-sending', 'Sends to integrations again whose endpoint answered 410.').action(
    runs(runtime, allowSending),
  );
  several('duplicate', 'Copies integrations, beside the original or to another place. The copy is disabled.')
    .option('--name <name>', 'name of the copy')
    .option('--account <id|name>', 'account to copy to')
    .option('--pbx <uuid|name>', 'PBX of that account to copy to')
    .action(runs(runtime, duplicate));
}

async function show(context: CommandContext, id: string): Promise<ExitCode> {
  const record = await withEngine(context, ({ ask, client }) => ask(() => client.integrations.get({ id })));
  context.output.answer(record, () => describeIntegration(record));
  return exitCodes.done;
}

function setEnabled(enabled: boolean) {
  return (context: CommandContext, ids: readonly string[]): Promise<ExitCode> =>
    withEngine(context, (session) => {
      const { ask, client } = session;
      return doEach<IntegrationRecord>(context, ids, {
        act: async (id) => {
          if (!enabled)
            await warnOfPending(context, session, id, (count) => `${count} of ${id}: held until it is enabled again.`);
          return ask(() => client.integrations.setEnabled({ id, enabled }));
        },
        tell: ({ id, name }) => `${id} “${name}” is ${enabled ? 'enabled' : 'disabled'}.`,
      });
    });
}

async function remove(context: CommandContext, ids: readonly string[]): Promise<ExitCode> {
  return withEngine(context, (session) => {
    const { ask, client } = session;
    return doEach(context, ids, {
      act: async (id) => {
        const { enabled } = await ask(() => client.integrations.get({ id }));
        // An enabled one is refused below, and nothing of it is cancelled.
        if (!enabled) await warnOfPending(context, session, id, (count) => `${count} of ${id}: cancelled with it.`);
        return ask(() => client.integrations.delete({ id }));
      },
      tell: ({ id }) => `${id} is deleted.`,
    });
  });
}

async function allowSending(context: CommandContext, ids: readonly string[]): Promise<ExitCode> {
  return withEngine(context, ({ ask, client }) =>
    doEach(context, ids, {
      act: async (id) => {
        await ask(() => client.integrations.get({ id }));
        await ask(() => client.dispatch.allowSending({ integrationId: id }));
        return { id };
      },
      tell: ({ id }) => `${id} is sent to again.`,
    }),
  );
}

interface DuplicateOptions {
  readonly name?: string;
  readonly account?: string;
  readonly pbx?: string;
}

async function duplicate(
  context: CommandContext,
  ids: readonly string[],
  options: DuplicateOptions,
): Promise<ExitCode> {
  return withEngine(context, async (session) => {
    const { ask, client } = session;
    return doEach(context, ids, {
      act: async (id) => {
        const target = { ...(await placeOfCopy(session, id, options)), ...nameOf(options) };
        const { record, problems } = await ask(() => client.integrations.duplicate({ id, ...target }));
        return { ...record, problems };
      },
      tell: ({ id, name, accountName }) => `${id} “${name}” is a disabled copy in ${accountName}.`,
    });
  });
}

const nameOf = ({ name }: DuplicateOptions) => (name === undefined ? {} : { name });

/** Without an account, a PBX is one of the original's account. */
async function placeOfCopy(session: Session, id: string, { account, pbx }: DuplicateOptions) {
  if (account === undefined && pbx === undefined) return {};
  const { accountId } =
    account === undefined ? await session.ask(() => session.client.integrations.get({ id })) : { accountId: account };
  return findPlace(session, { account: accountId, ...(pbx === undefined ? {} : { pbx }) });
}
