// Accept of one event for one integration that a person named: it is built, it is checked that it can be sent at all, and it is written
// with its snapshot. Whatever is wrong is told before anything is accepted.
import { sampleEvent } from '../../../shared/catalog/sample-events.ts';
import { findTrigger } from '../../../shared/catalog/trigger-events.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { SendInput } from '../../../shared/dispatch/send-input.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import { hasErrors } from '../../../shared/kernel/problem.ts';
import { buildRequest } from '../../../shared/request/build-request.ts';
import type { DialectFile, ResolvedDialect } from '../../../shared/request/dialect.ts';
import { parseDialectFile, resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import { parseEventFile } from '../../../shared/request/event-file.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import { createProblem } from '../../../shared/request/problems.ts';
import {
  compileFor,
  integrationOf,
  makeTemplate,
  type SendOptions,
  type Template,
  type TemplateMeans,
  type TemplateSource,
  targetOf,
} from './accept-template.ts';
import { armTarget } from './arm-target.ts';
import type { DispatchPorts, SendPlace } from './dispatch-ports.ts';
import type { Alongside, IntakeDesk, PendingDelivery } from './intake.ts';
import { type AskedTarget, isReceiverUrl, originOf, parseTarget } from './plan-target.ts';
import { fillSecrets, readPlainSecret, type SecretMemory } from './secret-source.ts';

export interface SendIntent extends SendOptions {
  readonly integration: Integration;
  /** null: the integration came from a file and belongs to no tenant set. */
  readonly place: SendPlace | null;
  readonly event: PbxEvent;
  readonly dialect: DialectFile;
  readonly isRetried: boolean;
  readonly replayOf: DeliveryId | null;
  /** What is to be on the disk exactly when the delivery is. */
  readonly alongside?: Alongside | undefined;
}

export interface AcceptMeans extends TemplateMeans {
  readonly desk: IntakeDesk;
  readonly memory: SecretMemory;
}

export function readSendIntent(input: SendInput, ports: DispatchPorts): SendIntent {
  const { withAuth, deadlineMs, allowTargets, isRetried } = input;
  const event = readEvent(input.event, ports);
  const rest = { withAuth, deadlineMs, allowTargets, isRetried, event, replayOf: null };
  if ('file' in input.integration) {
    return { ...rest, to: input.to, integration: input.integration.file, place: null, dialect: input.dialect ?? {} };
  }
  const place = ports.getIntegrationForSend(input.integration.id);
  const to = armOne(input, place, ports);
  return {
    ...rest,
    to,
    integration: integrationOf(place),
    place,
    dialect: { ...place.tenantSet.dialect, ...input.dialect },
  };
}

/** A sample occurs when it is accepted. */
function readEvent(event: SendInput['event'], { clock }: DispatchPorts): PbxEvent {
  if ('event' in event) return event.event;
  const trigger = findTrigger(event.sample);
  if (trigger === undefined) {
    throw dispatchErrors.fail('REQUEST_INVALID', { problems: [createProblem('EVENT_TRIGGER', 'event.trigger')] });
  }
  const occurredAt = new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  return { ...sampleEvent(trigger.id), occurredAt };
}

/** Throws Failure NOT_ARMED. */
export function armOne(
  { to, confirm }: { to?: AskedTarget; confirm?: number | undefined },
  { tenantSet, isSandbox }: SendPlace,
  ports: DispatchPorts,
): AskedTarget {
  const isReceiver = (asked: AskedTarget) => isAskedReceiver(asked, ports);
  return armTarget({ to, confirm, count: 1, tenantSet, isSandbox, isReceiver });
}

export function isAskedReceiver(to: AskedTarget, { receiver }: DispatchPorts): boolean {
  if (to === undefined) return false;
  return 'receiver' in to || isReceiverUrl(parseTarget(to.url), receiver);
}

/**
 * Answers the delivery when it is on the disk, pending.
 * Rejects with Failure: any of dispatch's errors, and the vault's when a secret is needed and cannot be had.
 */
export async function acceptDelivery(intent: SendIntent, means: AcceptMeans): Promise<PendingDelivery> {
  const { integration, event } = intent;
  const source: TemplateSource = { ...intent, dialect: checkDialect(intent) };
  const { snapshot, lane, build } = checkedTemplate(source, event, means);
  const built = build(event);
  const { headers, dialect } = snapshot;
  const plain = readPlainSecret(integration.authentication);
  fillSecrets({ integration, dialect, masked: headers, url: built.url, plain: undefined }, means.ports.resolveSecret);
  const news = [
    { ...built, snapshot, lane, event: JSON.stringify(event), replayOf: intent.replayOf, alongside: intent.alongside },
  ];
  const line = (ids: readonly DeliveryId[]) => describeAccept(intent, built.url, ids);
  const [accepted] = await means.desk.accept(news, line, ([delivery]) => {
    if (plain !== undefined && delivery !== undefined) means.memory.keepPlain(delivery.id, plain);
  });
  return accepted as PendingDelivery;
}

/** All that is wrong is told at once, in the order integration, event. */
function checkedTemplate(source: TemplateSource, event: PbxEvent, means: AcceptMeans): Template {
  const { problems } = parseEventFile(event, source.integration.triggerEvent);
  if (!hasErrors(problems)) return makeTemplate(source, means);
  const compiled = compileFor(targetOf(source, means.ports), source);
  const others = 'problems' in compiled ? compiled.problems : [];
  throw dispatchErrors.fail('REQUEST_INVALID', { problems: [...others, ...problems] });
}

function describeAccept({ integration, event, replayOf }: SendIntent, url: string, ids: readonly DeliveryId[]) {
  return {
    act: replayOf === null ? ('delivery-accepted' as const) : ('delivery-replayed' as const),
    subject: ids[0] ?? '',
    detail: {
      integration: integration.name,
      trigger: event.trigger,
      origin: originOf(url),
      ...(replayOf === null ? {} : { replayOf }),
    },
  };
}

/** All that is wrong is told at once, in the order integration, event, dialect. */
function checkDialect({ dialect: file, integration, event }: SendIntent): ResolvedDialect {
  const { problems } = parseDialectFile(file);
  if (!hasErrors(problems)) return resolveDialect(file);
  const others = buildRequest({ integration, event, dialect: resolveDialect({}) }).problems;
  throw dispatchErrors.fail('REQUEST_INVALID', { problems: [...others, ...problems] });
}
