// Replay: the bytes of accept again, or the same event with today's integration and dialect. Only the same bytes to the same target
// are one more attempt of the same delivery; everything else is a new delivery that names the first.
import { endpointOf } from '../../../shared/dispatch/endpoint-policy.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { ReplayEdit } from '../../../shared/dispatch/send-input.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { Write } from '../database/write.ts';
import { type AcceptMeans, acceptDelivery, armOne, type SendIntent } from './accept-delivery.ts';
import { integrationOf, type SendOptions, storeTarget } from './accept-template.ts';
import { type DeliveryRow, findDelivery, readEvent } from './delivery-rows.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import type { Alongside, PendingDelivery } from './intake.ts';
import {
  type AskedTarget,
  isSameOrigin,
  originOf,
  parseTarget,
  pathOf,
  planTarget,
  type Target,
} from './plan-target.ts';
import { fillSecrets, holdsSecrets } from './secret-source.ts';
import type { Snapshot } from './snapshots.ts';
import { joinTargetRules, parseTargetRules } from './target-guard.ts';

export interface ReplayIntent extends SendOptions {
  readonly deliveryId: string;
  readonly mode: 'exact' | 'rebuilt';
  readonly edit?: ReplayEdit | undefined;
  /** Typed by a person; needed for what they edited, in a LIVE tenant set. */
  readonly confirm?: number | undefined;
  /** What is to be on the disk exactly when the replay is; told the delivery that is pending then. */
  readonly alongside?: Alongside | undefined;
}

export interface ReplayMeans extends AcceptMeans {
  /** Makes a row pending for one more attempt. Rejects with Failure: DELIVERY_PENDING, DELIVERY_WORN_OUT, STORAGE_…. */
  attemptAgain(row: DeliveryRow, change: { snapshot: Snapshot; writes: readonly Write[] }): Promise<PendingDelivery>;
}

/** Answers the delivery that is pending now. Rejects with Failure as `acceptDelivery` does, DELIVERY_UNKNOWN, DELIVERY_PENDING, DELIVERY_WORN_OUT, REBUILD_UNKNOWN. */
export async function replayDelivery(intent: ReplayIntent, means: ReplayMeans): Promise<PendingDelivery> {
  const row = findDelivery(means.ports.database, intent.deliveryId);
  if (row === undefined) throw dispatchErrors.fail('DELIVERY_UNKNOWN', { id: intent.deliveryId });
  if (row.outcome === 'pending') throw dispatchErrors.fail('DELIVERY_PENDING', { id: row.id });
  parseTargetRules(intent.allowTargets);
  const isRebuilt = intent.mode === 'rebuilt' || intent.edit !== undefined;
  return isRebuilt ? acceptDelivery(planRebuild(row, intent, means.ports), means) : repeat(row, intent, means);
}

/** Without another target a replay goes where the delivery went. */
function askAgain(to: AskedTarget, target: Snapshot['target']): AskedTarget {
  if (to !== undefined) return to;
  switch (target.kind) {
    case 'own':
      return undefined;
    case 'receiver':
      return { receiver: true };
    case 'url':
      return { url: target.url };
  }
}

/** Throws Failure: REBUILD_UNKNOWN, NOT_ARMED. */
export function planRebuild(row: DeliveryRow, intent: ReplayIntent, ports: DispatchPorts): SendIntent {
  const { edit } = intent;
  const source = sourceOfToday(row, ports);
  const asked = askAgain(intent.to, JSON.parse(row.target));
  const isMadeUp = edit !== undefined && source.place !== null;
  return {
    ...source,
    to: isMadeUp && source.place !== null ? armOne({ to: asked, confirm: intent.confirm }, source.place, ports) : asked,
    withAuth: intent.withAuth || (intent.to === undefined && row.with_auth === 1),
    deadlineMs: intent.deadlineMs ?? row.deadline_ms ?? undefined,
    allowTargets: intent.allowTargets.length > 0 ? intent.allowTargets : JSON.parse(row.allow_targets),
    event: edit?.event ?? readEvent(row),
    integration: edit?.integration ?? source.integration,
    isRetried: false,
    replayOf: row.id,
    alongside: intent.alongside,
  };
}

/** An integration from a file is nowhere but in its snapshot. */
function sourceOfToday(row: DeliveryRow, ports: DispatchPorts): Pick<SendIntent, 'integration' | 'dialect' | 'place'> {
  if (row.integration_id === null) {
    return { integration: JSON.parse(row.integration), dialect: JSON.parse(row.dialect), place: null };
  }
  try {
    const place = ports.getIntegrationForSend(row.integration_id);
    return { integration: integrationOf(place), dialect: place.tenantSet.dialect, place };
  } catch (cause) {
    if (cause instanceof Failure && cause.error.code === 'INTEGRATION_UNKNOWN') {
      throw dispatchErrors.fail('REBUILD_UNKNOWN', { id: row.id });
    }
    throw cause;
  }
}

async function repeat(row: DeliveryRow, intent: ReplayIntent, means: ReplayMeans): Promise<PendingDelivery> {
  const snapshot = means.snapshots.get(row.snapshot);
  const { url, target } = aimAgain({ snapshot, url: row.url, to: intent.to }, means.ports);
  if (url === row.url) return repeatHere(row, intent, { means, snapshot });
  return repeatElsewhere({ row, url, target, snapshot }, intent, means);
}

/**
 * Where the bytes of accept go now: the path and query of accept, without the receiver's own part, perhaps at another origin.
 * Throws Failure: SANDBOX_…, RECEIVER_NOT_RUNNING, REQUEST_INVALID.
 */
export function aimAgain(
  sent: { readonly snapshot: Snapshot; readonly url: string; readonly to: AskedTarget },
  { receiver }: Pick<DispatchPorts, 'receiver'>,
): { url: string; target: Target } {
  const { snapshot, url: sentUrl, to } = sent;
  const { integration, content, target: was } = snapshot;
  const target = planTarget(
    {
      to: askAgain(to, was),
      isSandbox: content.is_sandbox === 1,
      integrationId: content.integration_id,
      requestUrl: integration.requestUrl,
    },
    receiver,
  );
  if (to === undefined && target.kind !== 'receiver') return { url: sentUrl, target };
  const sentPath = pathOf(sentUrl);
  const path =
    was.kind === 'receiver' && sentPath.startsWith(was.prefix) ? sentPath.slice(was.prefix.length) : sentPath;
  switch (target.kind) {
    case 'receiver':
      return { url: `${target.base}${path}`, target };
    case 'url':
      return { url: `${parseTarget(target.url).origin}${path}`, target };
    case 'own':
      return { url: `${originOf(sentUrl)}${path}`, target };
  }
}

function repeatHere(
  row: DeliveryRow,
  intent: ReplayIntent,
  { means, snapshot: before }: { means: ReplayMeans; snapshot: Snapshot },
): Promise<PendingDelivery> {
  const { ports, snapshots } = means;
  const { integration, dialect, headers } = before;
  fillSecrets({ integration, dialect, masked: headers, url: row.url, plain: undefined }, ports.resolveSecret);
  const snapshot = snapshots.keep({
    ...before.content,
    deadline_ms: intent.deadlineMs ?? before.content.deadline_ms,
    allow_targets: JSON.stringify(joinTargetRules(before.allowTargets, intent.allowTargets)),
  });
  const line = ports.journal.spell({
    act: 'delivery-replayed',
    subject: row.id,
    detail: { origin: originOf(row.url) },
  });
  return means.attemptAgain(row, { snapshot, writes: [line, ...(intent.alongside?.(row.id) ?? [])] });
}

interface Elsewhere {
  readonly row: DeliveryRow;
  readonly url: string;
  readonly target: Target;
  readonly snapshot: Snapshot;
}

async function repeatElsewhere(
  { row, url, target, snapshot: before }: Elsewhere,
  intent: ReplayIntent,
  { ports, snapshots, lanes, desk }: ReplayMeans,
): Promise<PendingDelivery> {
  const { integration, dialect, content } = before;
  const isOwn = isSameOrigin(url, integration.requestUrl);
  const kept = intent.withAuth || isOwn ? before.headers : before.headers.filter((header) => !holdsSecrets([header]));
  fillSecrets({ integration, dialect, masked: kept, url, plain: undefined }, ports.resolveSecret);
  const endpoint = endpointOf(url);
  const snapshot = snapshots.keep({
    ...content,
    url: endpoint,
    headers: JSON.stringify(kept),
    target: JSON.stringify(storeTarget(target)),
    original_url: isOwn ? null : integration.requestUrl,
    with_auth: intent.withAuth ? 1 : 0,
    deadline_ms: intent.deadlineMs ?? content.deadline_ms,
    allow_targets: JSON.stringify(joinTargetRules(before.allowTargets, intent.allowTargets)),
    is_retried: 0,
  });
  const lane = lanes.keep({ endpoint, origin: originOf(url), integrationId: content.integration_id ?? '' });
  const { body, assumptions, event } = row;
  const [accepted] = await desk.accept(
    [{ snapshot, lane, url, body, assumptions, event, replayOf: row.id, alongside: intent.alongside }],
    ([id = '']) => ({
      act: 'delivery-replayed',
      subject: id,
      detail: {
        integration: content.integration_name,
        trigger: content.trigger_event,
        origin: originOf(url),
        replayOf: row.id,
      },
    }),
  );
  return accepted as PendingDelivery;
}
