// `switchhook endpoints`: how each endpoint is treated, and how it is doing.
import type { Command } from 'commander';
import type { EndpointHealth } from '../../../../shared/dispatch/dispatch-status.ts';
import type { PolicyMember, PolicySource, ResolvedPolicy } from '../../../../shared/dispatch/endpoint-policy.ts';
import { cliErrors } from '../cli-errors.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { type Session, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import {
  addPolicyOptions,
  addPolicySwitches,
  type PolicyOptions,
  policyOptions,
  readPolicyClear,
  readPolicySet,
} from '../policy-options.ts';
import { readStatus } from '../read-status.ts';
import { type Column, layOutTable } from '../table.ts';
import { wholeNumber } from '../target-options.ts';

export const healthColumns: readonly Column<EndpointHealth>[] = [
  { title: 'Endpoint', value: ({ endpoint }) => endpoint, shrink: 'middle' },
  { title: 'Breaker', value: ({ breaker }) => breaker },
  { title: 'Failed', value: ({ failures, attempts }) => (attempts === 0 ? '–' : `${failures} of ${attempts}`) },
  { title: 'Waiting', value: ({ waiting }) => String(waiting) },
  { title: 'Next trial', value: ({ nextTrialAt }) => nextTrialAt ?? '–' },
];

type Listed = EndpointHealth & { readonly hasOwnPolicy: boolean };
const listColumns: readonly Column<Listed>[] = [
  ...healthColumns,
  { title: 'Policy', value: ({ hasOwnPolicy }) => (hasOwnPolicy ? 'its own' : '–') },
];

const layers = `
An endpoint is a request URL without its query, such as https://crm.example.com/hook. What its own policy does not say comes from
its tenant set, and what that does not say is built in. Without an endpoint, --tenant-set names the set whose defaults are meant.`;

interface LayerOptions {
  readonly tenantSet?: string;
  readonly files?: boolean;
}

export function addEndpointsCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('endpoints')
    .summary('see and set how endpoints are treated: retries, breaker, rate, order, signing')
    .description(
      'How each endpoint is treated (retries, deadline, breaker, rate, concurrency, order, signing), and how it is doing.',
    );
  group
    .command('list')
    .description('Lists endpoints with a policy of their own, or that were sent to in the last day; worst first.')
    .option('--tenant-set <name>', 'only those of this tenant set')
    .option('--limit <count>', 'how many at most, up to 500', wholeNumber(1, 500), 100)
    .action(runs(runtime, list));
  const one = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .argument('[endpoint]', 'URL without its query')
      .option('--tenant-set <name>', 'which tenant set (default: the first); alone: the defaults of the set')
      .option('--files', 'for integrations that come from a file and belong to no tenant set');
  one('show', 'Shows what holds for an endpoint, and where each part of it comes from.')
    .addHelpText('after', `${layers}\n\nExample:\n  $ switchhook endpoints show https://crm.example.com/hook`)
    .action(runs(runtime, show));
  addPolicyOptions(one('set', 'Sets parts of the policy of an endpoint, or of the defaults of a tenant set.'))
    .addHelpText('after', `${layers}\n${setExamples}`)
    .action(runs(runtime, set));
  addPolicySwitches(one('clear', 'Takes parts of a policy out, or all of it, so that the layer below holds again.'))
    .addHelpText('after', `${layers}\n${clearExamples}`)
    .action(runs(runtime, clear));
  group
    .command('close-breaker')
    .description('Closes the breaker of an endpoint or an origin: what waits for it is sent.')
    .argument('<endpoint>', 'as endpoints list or status show it')
    .addHelpText('after', '\nExample:\n  $ switchhook endpoints close-breaker https://crm.example.com/hook')
    .action(runs(runtime, closeBreaker));
}

const setExamples = `
Examples:
  $ switchhook endpoints set https://crm.example.com/hook --retry 5s,5m,30m --rate 4/s --concurrency 2
  $ switchhook endpoints set https://crm.example.com/hook --fifo on --sign crm-key,crm-key-old
  $ switchhook endpoints set --tenant-set sandbox --retry none --deadline 5s`;

const clearExamples = `
Examples:
  $ switchhook endpoints clear https://crm.example.com/hook --rate --retry
  $ switchhook endpoints clear --tenant-set sandbox`;

async function list(
  context: CommandContext,
  { tenantSet, limit }: Pick<LayerOptions, 'tenantSet'> & { readonly limit: number },
): Promise<ExitCode> {
  const set = tenantSet === undefined ? {} : { tenantSet };
  const items = await withEngine(context, ({ ask, client }) => ask(() => client.dispatch.endpoints({ ...set, limit })));
  context.output.answer({ items }, () => layOutTable(items, listColumns, context.output.columns));
  if (items.length === 0)
    context.output.note('No endpoint was sent to in the last day, and none has a policy of its own.');
  return exitCodes.done;
}

/** Throws Failure USAGE: nothing is changed by leaving everything out. */
function checkLayer(endpoint: string | undefined, { tenantSet, files }: LayerOptions): void {
  if (files === true && tenantSet !== undefined) {
    throw cliErrors.fail('USAGE', {
      why: 'Integrations from files belong to no tenant set: choose one of --files and --tenant-set. Nothing was done.',
    });
  }
  if (endpoint === undefined && tenantSet === undefined && files !== true) {
    throw cliErrors.fail('USAGE', { why: 'Name an endpoint, or a tenant set with --tenant-set. Nothing was done.' });
  }
}

/** As the contract names a layer, where no tenant set means integrations from files. */
async function findLayer({ ask, client }: Session, endpoint: string | undefined, { tenantSet, files }: LayerOptions) {
  const named = endpoint === undefined ? {} : { endpoint };
  if (files === true) return named;
  if (tenantSet !== undefined) return { ...named, tenantSet };
  const [first] = await ask(() => client.tenants.listSets({}));
  return first === undefined ? named : { ...named, tenantSet: first.id };
}

async function show(context: CommandContext, endpoint: string | undefined, options: LayerOptions): Promise<ExitCode> {
  checkLayer(endpoint, options);
  const policy = await withEngine(context, async (session) => {
    const layer = await findLayer(session, endpoint, options);
    return session.ask(() => session.client.dispatch.policy(layer));
  });
  return answerPolicy(context, policy as ResolvedPolicy, options);
}

async function set(
  context: CommandContext,
  endpoint: string | undefined,
  options: LayerOptions & PolicyOptions,
): Promise<ExitCode> {
  checkLayer(endpoint, options);
  const changes = readPolicySet(options);
  if (Object.keys(changes).length === 0) {
    throw cliErrors.fail('USAGE', {
      why: 'Say what to set, such as --retry 5s,5m or --rate 4/s. Nothing was changed.',
    });
  }
  return changePolicy(context, endpoint, { options, patch: { set: changes, clear: [] } });
}

async function clear(
  context: CommandContext,
  endpoint: string | undefined,
  options: LayerOptions & Partial<Record<keyof PolicyOptions, boolean>>,
): Promise<ExitCode> {
  checkLayer(endpoint, options);
  return changePolicy(context, endpoint, { options, patch: { set: {}, clear: readPolicyClear(options) } });
}

async function changePolicy(
  context: CommandContext,
  endpoint: string | undefined,
  { options, patch }: { options: LayerOptions; patch: { set: Record<string, never>; clear: PolicyMember[] } },
): Promise<ExitCode> {
  const policy = await withEngine(context, async (session) => {
    const layer = await findLayer(session, endpoint, options);
    return session.ask(() => session.client.dispatch.setPolicy({ ...layer, patch }));
  });
  return answerPolicy(context, policy as ResolvedPolicy, options);
}

const sourceNames: Readonly<Record<PolicySource, string>> = {
  default: 'built in',
  'tenant-set': 'tenant set',
  endpoint: 'endpoint',
};

function answerPolicy(
  { output }: CommandContext,
  { policy, sources }: ResolvedPolicy,
  { files }: LayerOptions,
): ExitCode {
  const nameOf = (source: PolicySource) => (files === true && source === 'tenant-set' ? 'files' : sourceNames[source]);
  output.answer({ policy, sources }, () =>
    layOutTable(
      policyOptions,
      [
        { title: 'Option', value: ({ flag }) => flag.slice(2) },
        { title: 'Value', value: ({ spell }) => spell(policy), shrink: 'end' },
        { title: 'From', value: ({ member }) => nameOf(sources[member]) },
      ],
      output.columns,
    ),
  );
  return exitCodes.done;
}

async function closeBreaker(context: CommandContext, endpoint: string): Promise<ExitCode> {
  const wasOpen = await withEngine(context, async ({ ask, client }) => {
    const { failing } = await context.interrupt.race(readStatus(client));
    await ask(() => client.dispatch.closeBreaker({ endpoint }));
    return failing.some((health) => health.endpoint === endpoint);
  });
  context.output.answer({ endpoint, wasOpen }, () => [
    wasOpen
      ? `The breaker of ${endpoint} is closed: what waits for it is sent.`
      : `No breaker of ${endpoint} was open, so nothing was changed. Those that are: switchhook status.`,
  ]);
  return wasOpen ? exitCodes.done : exitCodes.no;
}
