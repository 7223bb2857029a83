// `switchhook integrations create | edit | draft`: what writes an integration from files and assignments.
import type { Command } from 'commander';
import { integrationsErrors } from '../../../../shared/integrations/errors.ts';
import type { Draft, IntegrationRecord } from '../../../../shared/integrations/record.ts';
import type { Problem } from '../../../../shared/kernel/problem.ts';
import type { Integration } from '../../../../shared/request/integration.ts';
import { parseIntegrationFile } from '../../../../shared/request/integration-file.ts';
import { cliErrors } from '../cli-errors.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { describeProblem } from '../describe-error.ts';
import { type Session, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findPlace } from '../find-place.ts';
import { readSource } from '../given-argument.ts';
import { describeSettings, integrationOf } from '../integration-text.ts';
import { countOf } from '../job-text.ts';
import { warnOfPending } from '../pending-warning.ts';
import { setMember } from '../set-member.ts';
import { collect } from '../target-options.ts';

export function addEditingCommands(group: Command, runtime: Runtime): void {
  group
    .command('create')
    .description('Creates an integration from a JSON or YAML file. A plain secret in it moves into the vault.')
    .argument('<file>', 'the integration; - for standard input')
    .requiredOption('--account <id|name>', 'account it belongs to')
    .option('--pbx <uuid|name>', 'PBX it belongs to, for the call events')
    .option('--tenant-set <name>', 'which tenant set (default: the first)')
    .addHelpText(
      'after',
      "\nExample:\n  $ switchhook integrations create crm.yaml --account 'Acme Dental' --pbx 'Head Office'",
    )
    .action(runs(runtime, create));
  group
    .command('edit')
    .description(
      'Changes an integration: the whole of it from a file, or single members. Nobody else’s change is overwritten.',
    )
    .argument('<id>', 'id of the integration')
    .option('--file <file>', 'the whole integration; - for standard input')
    .option('--set <path=value>', 'one member, as the file shape names it; repeatable', collect)
    .option('--draft', 'keep it as a draft, which may be broken and is never sent')
    .option(
      '--retarget',
      'build anew what is pending of it and was not tried yet; without it, all goes out as it was built',
    )
    .addHelpText('after', editExamples)
    .action(runs(runtime, edit));
  group
    .command('draft')
    .description('Shows the draft of an integration, saves it, or throws it away.')
    .argument('<id>', 'id of the integration')
    .option('--apply', 'save it')
    .option('--discard', 'throw it away')
    .action(runs(runtime, draft));
}

const editExamples = `
Examples:
  $ switchhook integrations edit int_42 --set requestUrl=https://crm.example.com/v2 --set method=POST
  $ switchhook integrations edit int_42 --set headers.0.value=acme --set 'fieldValues.3={"key":"at","field":"date-time"}'
  $ switchhook integrations edit int_42 --file crm.yaml --retarget
  $ switchhook integrations edit int_42 --set authentication.password.secret=crm-acme --draft`;

interface CreateOptions {
  readonly account: string;
  readonly pbx?: string;
  readonly tenantSet?: string;
}

async function create(context: CommandContext, file: string, options: CreateOptions): Promise<ExitCode> {
  const integration = readIntegration(await readSource(context, 'integration', file));
  return withEngine(context, async (session) => {
    const place = await findPlace(session, options);
    const set = options.tenantSet === undefined ? {} : { tenantSet: options.tenantSet };
    const saved = await session.ask(() => session.client.integrations.create({ ...set, ...place, integration }));
    return answerSaved(context, saved, 'created');
  });
}

/** The shape only: the rules depend on the tenant set's dialect, which the engine knows. Throws Failure INTEGRATION_INVALID. */
function readIntegration(value: unknown): Integration {
  const { integration, problems } = parseIntegrationFile(value);
  if (integration === null) throw integrationsErrors.fail('INTEGRATION_INVALID', { problems });
  return integration;
}

interface EditOptions {
  readonly file?: string;
  readonly set?: readonly string[];
  readonly draft?: boolean;
  readonly retarget?: boolean;
}

async function edit(context: CommandContext, id: string, options: EditOptions): Promise<ExitCode> {
  const { file, set: assignments = [] } = options;
  if (options.draft === true && options.retarget === true) {
    throw cliErrors.fail('USAGE', {
      why: 'A draft is never sent, so --draft and --retarget exclude each other. Nothing was changed.',
    });
  }
  if (file === undefined && assignments.length === 0) {
    throw cliErrors.fail('USAGE', { why: 'Say what to change, with --file or --set. Nothing was changed.' });
  }
  const value = file === undefined ? undefined : await readSource(context, 'integration', file);
  return withEngine(context, async (session) => {
    const { ask, client } = session;
    const record = await ask(() => client.integrations.get({ id }));
    if (record.hasDraft && options.draft !== true) {
      throw cliErrors.fail('DRAFT_IN_THE_WAY', { id, name: record.name });
    }
    const integration = readIntegration(assign(value ?? (await beginFrom(session, record, options)), assignments));
    if (options.draft === true) {
      return answerDraft(context, await ask(() => client.integrations.saveDraft({ id, integration })));
    }
    const goesOut =
      options.retarget === true
        ? 'built anew, unless tried before.'
        : 'sent as built; --retarget builds anew what was not tried yet.';
    const pending = await warnOfPending(context, session, id, (count) => `${count} of ${id}: ${goesOut}`);
    const saved = await ask(() => client.integrations.save({ id, integration, ifRevision: record.revision }));
    if (options.retarget !== true) return answerSaved(context, saved, 'saved');
    const { retargeted } =
      pending === 0 ? { retargeted: 0 } : await ask(() => client.dispatch.retarget({ integrationId: id }));
    return answerSaved(context, { ...saved, retargeted }, 'saved');
  });
}

/** A draft is gone on with; a save goes on from what is saved. */
async function beginFrom(
  { ask, client }: Session,
  record: IntegrationRecord,
  { draft }: EditOptions,
): Promise<Integration> {
  const saved = integrationOf(record);
  if (draft !== true) return saved;
  return (await ask(() => client.integrations.draft({ id: record.id })))?.integration ?? saved;
}

function assign(value: unknown, assignments: readonly string[]): unknown {
  if (assignments.length === 0 || typeof value !== 'object' || value === null) return value;
  const target = structuredClone(value);
  for (const assignment of assignments) setMember(target, assignment);
  return target;
}

interface DraftOptions {
  readonly apply?: boolean;
  readonly discard?: boolean;
}

async function draft(context: CommandContext, id: string, { apply, discard }: DraftOptions): Promise<ExitCode> {
  if (apply === true && discard === true) {
    throw cliErrors.fail('USAGE', { why: 'Choose one of --apply and --discard. Nothing was changed.' });
  }
  return withEngine(context, async ({ ask, client }) => {
    if (discard === true) {
      const discarded = await ask(() => client.integrations.discardDraft({ id }));
      context.output.answer(discarded, () => [`The draft of ${id} is thrown away.`]);
      return exitCodes.done;
    }
    const found = await ask(() => client.integrations.draft({ id }));
    if (found === null) {
      const { name } = await ask(() => client.integrations.get({ id }));
      throw integrationsErrors.fail('DRAFT_NONE', { name });
    }
    if (apply !== true) return answerDraft(context, found);
    const { integration, baseRevision: ifRevision } = found;
    return answerSaved(context, await ask(() => client.integrations.save({ id, integration, ifRevision })), 'saved');
  });
}

function answerDraft({ output }: CommandContext, found: Draft): ExitCode {
  output.answer(found, () => [
    `Draft of ${found.integrationId}, begun from revision ${found.baseRevision}, kept ${found.savedAt}`,
    '',
    ...describeSettings(found.integration),
    ...(found.problems.length === 0
      ? []
      : ['', 'What is wrong with it', ...found.problems.map((one) => describeProblem(one))]),
  ]);
  return exitCodes.done;
}

interface Saved {
  readonly record: IntegrationRecord;
  readonly problems: readonly Problem[];
  /** Pending deliveries that were built anew; undefined: that was not asked for. */
  readonly retargeted?: number;
}

function answerSaved({ output, sources }: CommandContext, saved: Saved, verb: string): ExitCode {
  const { record, problems, retargeted } = saved;
  output.answer({ ...record, problems, ...(retargeted === undefined ? {} : { retargeted }) }, () => [
    `${record.id} “${record.name}” is ${verb}, revision ${record.revision}.`,
    ...(retargeted === undefined
      ? []
      : [`${countOf(retargeted, 'pending delivery', 'pending deliveries')} built anew.`]),
  ]);
  if (!output.isJson) output.warn(problems.map((problem) => describeProblem(problem, sources)));
  return exitCodes.done;
}
