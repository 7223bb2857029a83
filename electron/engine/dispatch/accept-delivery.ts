// Accept: builds the request, checks that it can be sent at all, and writes the delivery with its snapshot in one transaction.
// Whatever is wrong is told before anything is accepted.
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import { hasErrors } from '../../../shared/kernel/problem.ts';
import { type BuildResult, buildRequest, withoutSecretHeaders } from '../../../shared/request/build-request.ts';
import type { BuiltRequest } from '../../../shared/request/built-request.ts';
import type { DialectFile, ResolvedDialect } from '../../../shared/request/dialect.ts';
import { parseDialectFile, resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import { type Integration, integrationSchema } from '../../../shared/request/integration.ts';
import { insertDelivery, type NewDelivery, type StoredTarget } from './delivery-rows.ts';
import type { DispatchPorts, SendPlace } from './dispatch-ports.ts';
import { mintId } from './mint-id.ts';
import { type AskedTarget, isSameOrigin, originOf, pathOf, planTarget, type Target } from './plan-target.ts';
import {
  fillSecrets,
  type RequestSource,
  readPlainSecret,
  type SecretMemory,
  withoutPlainSecret,
} from './secret-source.ts';
import { parseTargetRules } from './target-guard.ts';

export interface SendOptions {
  readonly to: AskedTarget;
  readonly withAuth: boolean;
  readonly deadlineMs: number | undefined;
  readonly allowTargets: readonly string[];
}

/** The part of a record that people write. */
export function integrationOf({ record }: SendPlace): Integration {
  const members = Object.keys(integrationSchema.shape) as (keyof Integration)[];
  return Object.fromEntries(members.map((member) => [member, record[member]])) as Integration;
}

/** Committed, and due. */
export interface PendingDelivery {
  readonly id: DeliveryId;
  readonly seq: number;
}

export interface SendIntent extends SendOptions {
  readonly integration: Integration;
  /** null: the integration came from a file and belongs to no tenant set. */
  readonly place: SendPlace | null;
  readonly event: PbxEvent;
  readonly dialect: DialectFile;
  readonly replayOf: DeliveryId | null;
}

/**
 * Answers the delivery, committed as pending.
 * Throws Failure: any of dispatch's errors, and the vault's when a secret is needed and cannot be had.
 */
export function acceptDelivery(intent: SendIntent, ports: DispatchPorts, memory: SecretMemory): PendingDelivery {
  const { integration, place } = intent;
  const allowTargets = [...(place?.tenantSet.allowTargets ?? []), ...intent.allowTargets];
  parseTargetRules(allowTargets);
  const source: RequestSource = { integration, event: intent.event, dialect: checkDialect(intent) };
  const target = planTarget(
    {
      to: intent.to,
      isSandbox: place?.isSandbox ?? false,
      integrationId: place?.record.id ?? null,
      requestUrl: integration.requestUrl,
    },
    ports.receiver,
  );
  const built = buildFor(target, source);
  const request = aimRequest({ built, target, withAuth: intent.withAuth, requestUrl: integration.requestUrl });
  fillSecrets({ ...source, masked: request.headers, url: request.url, plain: undefined }, ports.resolveSecret);

  const id = mintId('dlv', ports) as DeliveryId;
  const row = { ...describePlace(place), ...describeRequest(request, target, intent) };
  const pending = commitDelivery(ports, {
    ...row,
    id,
    ...describeSource(source, built.assumptions, intent),
    ...timesOf(ports, intent),
  });
  const plain = readPlainSecret(integration.authentication);
  if (plain !== undefined) memory.keepPlain(id, plain);
  return pending;
}

/** With its journal line, all or nothing. */
export function commitDelivery(ports: DispatchPorts, row: NewDelivery): PendingDelivery {
  return ports.database.transaction(() => {
    const seq = insertDelivery(ports.database, row);
    ports.journal.append({
      act: row.replay_of === null ? 'delivery-accepted' : 'delivery-replayed',
      subject: row.id,
      detail: {
        integration: row.integration_name,
        trigger: row.trigger_event,
        origin: originOf(row.url),
        ...(row.replay_of === null ? {} : { replayOf: row.replay_of }),
      },
    });
    return { id: row.id, seq };
  });
}

/** All that is wrong is told at once, in the order integration, event, dialect. */
function checkDialect({ dialect: file, integration, event }: SendIntent): ResolvedDialect {
  const { problems } = parseDialectFile(file);
  if (!hasErrors(problems)) return resolveDialect(file);
  const others = buildRequest({ integration, event, dialect: resolveDialect({}) }).problems;
  throw dispatchErrors.fail('REQUEST_INVALID', { problems: [...others, ...problems] });
}

type Built = Extract<BuildResult, { built: true }>;

/** Masked. Another URL takes the place of the request URL and the rules are applied to it; the receiver's comes afterwards. */
function buildFor(target: Target, source: RequestSource): Built {
  const integration = target.kind === 'url' ? { ...source.integration, requestUrl: target.url } : source.integration;
  const built = buildRequest({ ...source, integration });
  if (built.built) return built;
  const problems = built.problems.map((problem) =>
    target.kind === 'url' && problem.path === 'requestUrl' ? { ...problem, path: 'to' } : problem,
  );
  throw dispatchErrors.fail('REQUEST_INVALID', { problems });
}

interface Aim {
  readonly built: Built;
  readonly target: Target;
  readonly withAuth: boolean;
  readonly requestUrl: string;
}

/** Moves the request to its target, and takes what another origin must not get out of it. */
function aimRequest({ built, target, withAuth, requestUrl }: Aim): BuiltRequest {
  const url = target.kind === 'receiver' ? `${target.base}${pathOf(built.request.url)}` : built.request.url;
  const mayHaveSecrets = withAuth || isSameOrigin(url, requestUrl);
  return { ...(mayHaveSecrets ? built.request : withoutSecretHeaders(built)), url };
}

function describePlace(place: SendPlace | null) {
  return {
    tenant_set: place?.tenantSet.id ?? null,
    is_sandbox: place?.isSandbox ? (1 as const) : (0 as const),
    integration_id: place?.record.id ?? null,
    account_id: place?.record.accountId ?? null,
    account_name: place?.record.accountName ?? null,
    service_uuid: place?.record.serviceUuid ?? null,
    pbx_name: place?.record.friendlyName ?? null,
  };
}

function describeRequest({ method, url, headers, body }: BuiltRequest, target: Target, intent: SendIntent) {
  return {
    method,
    url,
    headers: JSON.stringify(headers),
    body,
    target: JSON.stringify(storeTarget(target)),
    original_url: target.kind === 'own' ? null : intent.integration.requestUrl,
    with_auth: intent.withAuth ? (1 as const) : (0 as const),
  };
}

export function storeTarget(target: Target): StoredTarget {
  return target.kind === 'receiver' ? { kind: 'receiver', prefix: pathOf(target.base) } : target;
}

function describeSource(source: RequestSource, assumptions: readonly string[], { replayOf }: SendIntent) {
  const { integration, event, dialect } = source;
  return {
    integration_name: integration.name,
    trigger_event: integration.triggerEvent,
    assumptions: JSON.stringify(assumptions),
    event: JSON.stringify(event),
    integration: JSON.stringify(withoutPlainSecret(integration)),
    // With the defaults filled in: a later Switchhook may have others.
    dialect: JSON.stringify({ ...dialect.dialect, confirmed: [...dialect.confirmed] } satisfies DialectFile),
    replay_of: replayOf,
  };
}

function timesOf(ports: DispatchPorts, intent: SendIntent) {
  const allowTargets = [...(intent.place?.tenantSet.allowTargets ?? []), ...intent.allowTargets];
  return {
    accepted_ms: ports.clock.now(),
    next_kind: 'first' as const,
    deadline_ms: intent.deadlineMs ?? ports.readAttemptDeadline(),
    allow_targets: JSON.stringify(allowTargets),
  };
}
