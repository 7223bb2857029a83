// `switchhook demo`: the product in one minute, in a terminal. Everything shown comes from contract calls; nothing is made up here.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { sampleEvent } from '../../../../shared/catalog/sample-events.ts';
import type { DeliveryDetail } from '../../../../shared/dispatch/delivery.ts';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import { type BuiltRequest, builtRequestSchema } from '../../../../shared/request/built-request.ts';
import { formatPreviewAsHttp } from '../../../../shared/request/format-http.ts';
import { previewRequest } from '../../../../shared/request/preview-request.ts';
import { cliErrors } from '../cli-errors.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { describeOutcome, summariseDelivery } from '../delivery-text.ts';
import { waitForOutcome } from '../delivery-wait.ts';
import { type Session, withEngineOf } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { integrationColumns, integrationOf } from '../integration-text.ts';
import { type ComparedPart, compareRequest, describeComparison } from '../request-comparison.ts';
import { layOutTable } from '../table.ts';
import { deliveryColumns } from './deliveries.ts';

const demoQuery = 'account:"Acme Dental" pbx:"Head Office" event:inbound-call-answered';

export function addDemoCommand(program: Command, runtime: Runtime): void {
  program
    .command('demo')
    .summary('see the whole product in one minute')
    .description(
      'Makes a sandbox reseller, finds an integration, previews and sends a call, breaks it and replays it. Works in a temporary data folder, which is removed, or in the one that --data-dir names.',
    )
    .action(runs(runtime, demo));
}

async function demo(context: CommandContext): Promise<ExitCode> {
  if (context.hasDataDirOption) return tour(context, context.dataFolder());
  const folder = await mkdtemp(join(tmpdir(), 'switchhook-demo-'));
  try {
    return await tour(context, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function tour(context: CommandContext, folder: string): Promise<ExitCode> {
  context.interrupt.left = 'The demo stopped half-way; it sent nothing to anyone but its own receiver.';
  return withEngineOf(context, context.portsFor(folder), async (session) => {
    await showReseller(context, session);
    const integration = await findIntegration(context, session);
    const request = showPreview(context, integration);
    await session.ask(() => session.client.bench.start({ port: 0, answers: [{ status: 200 }] }));
    try {
      const parts = await sendAndCompare(context, session, { integration, request });
      const failed = await failToDeliver(context, session, integration);
      const replayed = await replay(context, session, failed);
      return conclude(context, { integration, request, parts, failed, replayed });
    } finally {
      await session.client.bench.stop({});
    }
  });
}

function say({ output }: CommandContext, title: string, lines: readonly string[]): void {
  if (output.isJson) return;
  output.lines(['', title, '─'.repeat(title.length), ...lines]);
}

async function showReseller(context: CommandContext, { ask, client }: Session): Promise<void> {
  const [found] = await ask(() => client.tenants.listSets({}));
  const isEmpty = found === undefined || found.counts.accounts === 0;
  const set = isEmpty ? await ask(() => client.tenants.resetSandbox({ accounts: 200, seed: 1 })) : found;
  const { accounts, pbxs, integrations } = set.counts;
  say(context, 'Switchhook in one minute', [
    'You resell a phone system. Its webhooks tell your customers’ other systems about every call: a CRM, a ticket desk.',
    'The portal shows one customer at a time, and never what was sent. Here is the whole job. Nothing leaves this machine.',
  ]);
  say(context, '1  A reseller', [
    `The sandbox “${set.name}”: ${accounts} customers, ${pbxs} PBXs, ${integrations} integrations, all made up.`,
  ]);
}

async function findIntegration(context: CommandContext, { ask, client }: Session): Promise<IntegrationRecord> {
  const page = await ask(() => client.integrations.list({ query: demoQuery, limit: 1 }));
  const [integration] = page.items;
  if (integration === undefined) {
    const why =
      'This data folder has no integration that the demo can show. Nothing was sent. Run it without --data-dir.';
    throw cliErrors.fail('USAGE', { why });
  }
  say(context, '2  One query over all customers', [
    'Acme Dental says: “the pop-up with the caller stopped working”. Where is its integration?',
    '',
    `  ${demoQuery}`,
    '',
    ...layOutTable(page.items, integrationColumns, context.output.columns),
  ]);
  return integration;
}

function showPreview(context: CommandContext, record: IntegrationRecord): BuiltRequest {
  const { assumptions, problems, ...request } = previewRequest({
    integration: integrationOf(record),
    event: sampleEvent('inbound-call-answered'),
  });
  const built = builtRequestSchema.parse(request);
  say(context, '3  The exact request, before anything is sent', [
    'What it sends when a call is answered, to the byte:',
    '',
    ...formatPreviewAsHttp(built, []).split('\n'),
    '',
    `Assumed, since the platform does not document it: ${assumptions.join(', ')}.`,
    ...problems.map(({ message }) => message),
  ]);
  return built;
}

interface Shown {
  readonly integration: IntegrationRecord;
  readonly request: BuiltRequest;
}

async function sendAndCompare(
  context: CommandContext,
  session: Session,
  { integration, request }: Shown,
): Promise<readonly ComparedPart[]> {
  const delivery = await send(context, session, integration);
  const captures = await session.ask(() => session.client.bench.captures({ limit: 20 }));
  const arrived = captures.find(({ deliveryId }) => deliveryId === delivery.id);
  const parts = arrived === undefined ? [] : compareRequest(request, arrived);
  say(context, '4  A call is answered: sent, received, compared', [
    'Sent to a receiver on this machine, for a sandbox customer is never sent to a real system:',
    '',
    ...describeOutcome(delivery),
    '',
    ...(arrived === undefined
      ? ['Nothing arrived.']
      : ['Preview against what the receiver got:', ...describeComparison(parts)]),
  ]);
  return parts;
}

async function send(
  context: CommandContext,
  { ask, client }: Session,
  { id }: IntegrationRecord,
): Promise<DeliveryDetail> {
  const event = sampleEvent('inbound-call-answered');
  const sent = await ask(() => client.dispatch.send({ integration: { id }, event: { event }, to: { receiver: true } }));
  return waitForOutcome(context, client, { deliveryId: sent.deliveryId, isNew: true });
}

async function failToDeliver(
  context: CommandContext,
  session: Session,
  integration: IntegrationRecord,
): Promise<DeliveryDetail> {
  const { ask, client } = session;
  await ask(() => client.bench.setAnswers({ answers: [{ status: 500 }] }));
  const failed = await send(context, session, integration);
  const log = await ask(() => client.dispatch.deliveries({ limit: 5 }));
  say(context, '5  The customer’s system breaks: the log keeps the call', [
    'The next call meets an error. It is not lost: it stays, with its bytes and the answer it got.',
    '',
    ...describeOutcome(failed),
    '',
    ...layOutTable(log.items, deliveryColumns, context.output.columns),
  ]);
  return failed;
}

async function replay(context: CommandContext, session: Session, failed: DeliveryDetail): Promise<DeliveryDetail> {
  const { ask, client } = session;
  await ask(() => client.bench.setAnswers({ answers: [{ status: 204 }] }));
  const again = await ask(() => client.dispatch.replay({ deliveryId: failed.id }));
  const replayed = await waitForOutcome(context, client, { deliveryId: again.deliveryId, isNew: false });
  say(context, '6  Repaired: the same bytes, replayed', [
    'The system is back. The call is sent again, byte for byte, as one more attempt of the same delivery:',
    '',
    ...describeOutcome(replayed),
  ]);
  return replayed;
}

interface Tour extends Shown {
  readonly parts: readonly ComparedPart[];
  readonly failed: DeliveryDetail;
  readonly replayed: DeliveryDetail;
}

function conclude(context: CommandContext, { integration, request, parts, failed, replayed }: Tour): ExitCode {
  const equal = parts.length > 0 && parts.every((part) => part.equal);
  const isGood = equal && failed.outcome === 'dead' && replayed.outcome === 'delivered';
  if (context.output.isJson) {
    const comparison = { equal, parts };
    const deliveries = { failed: summariseDelivery(failed), replayed: summariseDelivery(replayed) };
    context.output.json({
      ok: isGood,
      query: demoQuery,
      integration: integration.id,
      request,
      comparison,
      ...deliveries,
    });
  }
  say(context, 'Try next', [
    'switchhook integrations list --query "has:problem"',
    'switchhook listen',
    `switchhook send --integration ${integration.id} --event inbound-call-answered     (in another terminal, while it listens)`,
    '',
    'In a checkout write “npm run -s switchhook --” for “switchhook”. Every command explains itself with --help.',
  ]);
  return isGood ? exitCodes.done : exitCodes.no;
}
