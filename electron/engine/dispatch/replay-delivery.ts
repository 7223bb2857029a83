// Replay: the bytes of accept again, or the same event with today's integration and dialect. Only the same bytes to the same target
// are one more attempt of the same delivery; everything else is a new delivery that names the first.
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import {
  acceptDelivery,
  commitDelivery,
  integrationOf,
  type PendingDelivery,
  type SendIntent,
  type SendOptions,
  storeTarget,
} from './accept-delivery.ts';
import {
  type DeliveryRow,
  findDelivery,
  type NewDelivery,
  readRequest,
  readSource,
  readTarget,
} from './delivery-rows.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import { mintId } from './mint-id.ts';
import {
  type AskedTarget,
  isSameOrigin,
  originOf,
  parseTarget,
  pathOf,
  planTarget,
  type Target,
} from './plan-target.ts';
import { fillSecrets, holdsSecrets, type SecretMemory } from './secret-source.ts';
import { parseTargetRules } from './target-guard.ts';

export interface ReplayIntent extends SendOptions {
  readonly deliveryId: string;
  readonly mode: 'exact' | 'rebuilt';
}

/** Answers the delivery that is pending now. Throws Failure as `acceptDelivery` does, DELIVERY_UNKNOWN, DELIVERY_PENDING, REBUILD_UNKNOWN. */
export function replayDelivery(intent: ReplayIntent, ports: DispatchPorts, memory: SecretMemory): PendingDelivery {
  const row = findDelivery(ports.database, intent.deliveryId);
  if (row === undefined) throw dispatchErrors.fail('DELIVERY_UNKNOWN', { id: intent.deliveryId });
  if (row.outcome === 'pending') throw dispatchErrors.fail('DELIVERY_PENDING', { id: row.id });
  parseTargetRules(intent.allowTargets);
  return intent.mode === 'rebuilt' ? rebuild(row, intent, { ports, memory }) : repeat(row, intent, ports);
}

/** Without another target a replay goes where the delivery went. */
function askAgain(row: DeliveryRow, to: AskedTarget): AskedTarget {
  if (to !== undefined) return to;
  const target = readTarget(row);
  switch (target.kind) {
    case 'own':
      return undefined;
    case 'receiver':
      return { receiver: true };
    case 'url':
      return { url: target.url };
  }
}

function rebuild(row: DeliveryRow, intent: ReplayIntent, means: { ports: DispatchPorts; memory: SecretMemory }) {
  const options: SendOptions = {
    to: askAgain(row, intent.to),
    withAuth: intent.withAuth || (intent.to === undefined && row.with_auth === 1),
    deadlineMs: intent.deadlineMs ?? row.deadline_ms,
    allowTargets: intent.allowTargets.length > 0 ? intent.allowTargets : JSON.parse(row.allow_targets),
  };
  const send: SendIntent = { ...options, ...sourceOfToday(row, means.ports), replayOf: row.id };
  return acceptDelivery(send, means.ports, means.memory);
}

/** An integration from a file is nowhere but in its snapshot. */
function sourceOfToday(row: DeliveryRow, ports: DispatchPorts) {
  const { event, integration } = readSource(row);
  if (row.integration_id === null) return { integration, event, dialect: JSON.parse(row.dialect), place: null };
  try {
    const place = ports.getIntegrationForSend(row.integration_id);
    return { integration: integrationOf(place), event, dialect: place.tenantSet.dialect, place };
  } catch (cause) {
    if (cause instanceof Failure && cause.error.code === 'INTEGRATION_UNKNOWN') {
      throw dispatchErrors.fail('REBUILD_UNKNOWN', { id: row.id });
    }
    throw cause;
  }
}

function repeat(row: DeliveryRow, intent: ReplayIntent, ports: DispatchPorts): PendingDelivery {
  const { integration } = readSource(row);
  const target = planTarget(
    {
      to: askAgain(row, intent.to),
      isSandbox: row.is_sandbox === 1,
      integrationId: row.integration_id,
      requestUrl: integration.requestUrl,
    },
    ports.receiver,
  );
  const url = aimAgain(row, target, intent.to === undefined);
  return url === row.url ? attemptAgain(row, intent, ports) : repeatElsewhere({ row, url, target }, intent, ports);
}

/** The path and query of accept, without the receiver's own part, at another origin. */
function aimAgain(row: DeliveryRow, target: Target, isSameTarget: boolean): string {
  if (isSameTarget && target.kind !== 'receiver') return row.url;
  const was = readTarget(row);
  const sent = pathOf(row.url);
  const path = was.kind === 'receiver' && sent.startsWith(was.prefix) ? sent.slice(was.prefix.length) : sent;
  switch (target.kind) {
    case 'receiver':
      return `${target.base}${path}`;
    case 'url':
      return `${parseTarget(target.url).origin}${path}`;
    case 'own':
      return `${originOf(row.url)}${path}`;
  }
}

function attemptAgain(row: DeliveryRow, intent: ReplayIntent, ports: DispatchPorts): PendingDelivery {
  const { database, journal } = ports;
  const { headers, url } = readRequest(row);
  fillSecrets({ ...readSource(row), masked: headers, url, plain: undefined }, ports.resolveSecret);
  const allowTargets = [...(JSON.parse(row.allow_targets) as string[]), ...intent.allowTargets];
  database.transaction(() => {
    database.run(
      "UPDATE deliveries SET outcome = 'pending', next_kind = 'replay', deadline_ms = ?, allow_targets = ? WHERE seq = ?",
      intent.deadlineMs ?? row.deadline_ms,
      JSON.stringify(allowTargets),
      row.seq,
    );
    journal.append({ act: 'delivery-replayed', subject: row.id, detail: { origin: originOf(row.url) } });
  });
  return { id: row.id, seq: row.seq };
}

interface Elsewhere {
  readonly row: DeliveryRow;
  readonly url: string;
  readonly target: Target;
}

function repeatElsewhere({ row, url, target }: Elsewhere, intent: ReplayIntent, ports: DispatchPorts): PendingDelivery {
  const source = readSource(row);
  const mayHaveSecrets = intent.withAuth || isSameOrigin(url, source.integration.requestUrl);
  const { headers } = readRequest(row);
  const kept = mayHaveSecrets ? headers : headers.filter((header) => !holdsSecrets([header]));
  fillSecrets({ ...source, masked: kept, url, plain: undefined }, ports.resolveSecret);
  const id = mintId('dlv', ports) as DeliveryId;
  const repeated: NewDelivery = {
    ...snapshotOf(row),
    id,
    accepted_ms: ports.clock.now(),
    next_kind: 'first',
    url,
    headers: JSON.stringify(kept),
    target: JSON.stringify(storeTarget(target)),
    original_url: isSameOrigin(url, source.integration.requestUrl) ? null : source.integration.requestUrl,
    replay_of: row.id,
    with_auth: intent.withAuth ? 1 : 0,
    deadline_ms: intent.deadlineMs ?? row.deadline_ms,
    allow_targets: JSON.stringify([...JSON.parse(row.allow_targets), ...intent.allowTargets]),
  };
  return commitDelivery(ports, repeated);
}

/** What a new delivery takes over from the first: everything but how that one went. */
function snapshotOf(row: DeliveryRow): NewDelivery {
  const { seq, outcome, result, status, error_code, error_message, started_count, duration_ms, ...kept } = row;
  return kept;
}
