// `switchhook preview`: the exact request, without sending it. Needs no data folder when integration and event are files.
import type { Command } from 'commander';
import { Option } from 'commander';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import { hasErrors } from '../../../../shared/kernel/problem.ts';
import { listAddedHeaders } from '../../../../shared/request/added-headers.ts';
import type { BuiltRequest, Preview } from '../../../../shared/request/built-request.ts';
import { formatPreviewAsCurl } from '../../../../shared/request/format-curl.ts';
import { formatPreviewAsHar } from '../../../../shared/request/format-har.ts';
import { formatPreviewAsHttp } from '../../../../shared/request/format-http.ts';
import type { Integration } from '../../../../shared/request/integration.ts';
import { parseIntegrationFile } from '../../../../shared/request/integration-file.ts';
import { previewRequest } from '../../../../shared/request/preview-request.ts';
import type { Reveal } from '../../../../shared/request/request-headers.ts';
import { version } from '../../machine/version.ts';
import { cliErrors } from '../cli-errors.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { describeProblem } from '../describe-error.ts';
import { type Session, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type GivenRequest, type RequestOptions, readGivenRequest } from '../given-argument.ts';
import { integrationOf } from '../integration-text.ts';
import { obtainPassphrase } from '../secret-prompt.ts';

const formats = ['json', 'http', 'curl', 'har'] as const;
type Format = (typeof formats)[number];

interface PreviewOptions extends RequestOptions {
  readonly as?: Format;
  readonly reveal?: boolean;
}

const examples = `
Examples:
  $ switchhook preview --integration crm.yaml --event inbound-call-answered
  $ switchhook preview --integration crm.yaml --event call.json --as curl
  $ switchhook preview --integration int_42 --event call.json --json

A TRIGGER stands for its built-in sample event. An existing path wins over an id or a trigger;
id:NAME and trigger:NAME force the name. - is standard input.`;

export function addPreviewCommand(program: Command, runtime: Runtime): void {
  program
    .command('preview')
    .summary('show the exact request, without sending it')
    .description('Shows the exact HTTP request an event would cause, offline. Secrets are masked.')
    .requiredOption('--integration <file|id>', 'integration: a JSON or YAML file, or the id of one')
    .requiredOption('--event <file|trigger>', 'event: a JSON or YAML file, or a trigger event')
    .option('--dialect <file>', "dialect to use; over the tenant set's own for an integration by id")
    .addOption(new Option('--as <format>', 'how to print it (default: http; --json is --as json)').choices(formats))
    .option('--reveal', 'show secrets in plain')
    .addHelpText('after', examples)
    .action(runs(runtime, preview));
}

async function preview(context: CommandContext, options: PreviewOptions): Promise<ExitCode> {
  const format = chooseFormat(context, options);
  const given = await readGivenRequest(context, options);
  const source = await completeSource(context, given, options.reveal === true);
  const shown = previewRequest(source);
  print(context, format, shown, source.event);
  if (!hasErrors(shown.problems)) return exitCodes.done;
  // Only --reveal asks for secrets; with nothing else wrong it is a missing secret that stopped it.
  const errors = shown.problems.filter(({ severity }) => severity === 'error');
  return errors.every(({ code }) => code === 'SECRET_UNKNOWN') ? exitCodes.secret : exitCodes.refused;
}

function chooseFormat({ output }: CommandContext, { as }: PreviewOptions): Format {
  if (output.isJson && as !== undefined && as !== 'json') {
    throw cliErrors.fail('USAGE', {
      why: `--json is --as json, and cannot stand beside --as ${as}. Nothing was done.`,
    });
  }
  return as ?? (output.isJson ? 'json' : 'http');
}

interface CompleteSource {
  readonly integration: unknown;
  readonly event: unknown;
  readonly dialect: unknown;
  readonly reveal?: Reveal;
}

/** Asks the engine only for what files do not hold: an integration by id, and secrets by name that are to be revealed. */
async function completeSource(
  context: CommandContext,
  { integration, event, dialect }: GivenRequest,
  isRevealing: boolean,
): Promise<CompleteSource> {
  const plain = { event: event.value, dialect };
  if (integration.kind === 'file') {
    const source = { ...plain, integration: integration.value };
    if (!isRevealing) return source;
    const names = listSecretNames(parseIntegrationFile(integration.value).integration);
    if (names.length === 0) return { ...source, reveal: revealFrom(new Map()) };
    return withEngine(context, async (session) => ({ ...source, reveal: await readSecrets(context, session, names) }));
  }
  return withEngine(context, async (session) => {
    const record = await session.ask(() => session.client.integrations.get({ id: integration.id }));
    const own = await dialectOfSet(session, record);
    const merged = isObject(dialect) || dialect === undefined ? { ...own, ...(dialect ?? {}) } : dialect;
    const source = { event: plain.event, dialect: merged, integration: integrationOf(record) };
    if (!isRevealing) return source;
    return { ...source, reveal: await readSecrets(context, session, listSecretNames(source.integration)) };
  });
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function dialectOfSet(session: Session, record: IntegrationRecord): Promise<object> {
  const sets = await session.ask(() => session.client.tenants.listSets({}));
  return sets.find(({ id }) => id === record.tenantSet)?.dialect ?? {};
}

function listSecretNames(integration: Integration | null): string[] {
  if (integration === null) return [];
  const { authentication, headers } = integration;
  const values: unknown[] = headers.map(({ value }) => value);
  if (authentication.type === 'basic') values.push(authentication.password);
  if (authentication.type === 'token') values.push(authentication.token);
  return values.flatMap((value) => (isObject(value) && 'secret' in value ? [String(value.secret)] : []));
}

/** Throws Failure: VAULT_*, SECRET_UNKNOWN_NAME. The vault is not left unlocked for others. */
async function readSecrets(context: CommandContext, session: Session, names: readonly string[]): Promise<Reveal> {
  const found = new Map<string, string>();
  if (names.length === 0) return revealFrom(found);
  const passphrase = await obtainPassphrase(context);
  for (const name of new Set(names)) {
    found.set(name, await context.interrupt.race(session.host.revealSecret({ name, passphrase })));
  }
  return revealFrom(found);
}

function revealFrom(found: ReadonlyMap<string, string>): Reveal {
  return (value) => {
    if (typeof value === 'string') return value;
    return 'secret' in value ? found.get(value.secret) : undefined;
  };
}

function print(context: CommandContext, format: Format, shown: Preview, event: unknown): void {
  const { output, sources } = context;
  const { method, url, headers, body, problems, assumptions } = shown;
  if (format === 'json') {
    output.json(shown);
    return;
  }
  const isBuilt = method !== null && url !== null && headers !== null;
  if (!isBuilt) output.warn(['No request can be built, so there is nothing to show. Correct what is listed here:']);
  output.warn(problems.map((problem) => describeProblem(problem, sources)));
  if (!isBuilt) return;
  output.text(write(format, { method, url, headers, body }, event));
  if (assumptions.length > 0) output.note(`\nAssumed, not documented by the platform: ${assumptions.join(', ')}`);
}

function write(format: Exclude<Format, 'json'>, request: BuiltRequest, event: unknown): string {
  switch (format) {
    case 'http':
      return formatPreviewAsHttp(request, listAddedHeaders({ request, version, isIdentified: true, isSigned: false }));
    case 'curl':
      return formatPreviewAsCurl(request);
    case 'har': {
      const startedAt = (event as { occurredAt: string }).occurredAt;
      return JSON.stringify(formatPreviewAsHar({ request, version, startedAt }), null, 2);
    }
  }
}
