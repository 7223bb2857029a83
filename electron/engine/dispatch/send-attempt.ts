// One attempt of one delivery: the bytes of accept, the secrets of now, the guard of accept; what comes back is redacted before
// anyone keeps it. What is the same for every attempt of a snapshot is put together once.
import type { EndpointPolicy } from '../../../shared/dispatch/endpoint-policy.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import { beginExchange, type ExchangeEnd, type ExchangeMeans, type OnEnd } from './exchange.ts';
import { splitOrigin } from './plan-target.ts';
import type { QueuedDelivery, RecordedAttempt } from './queue-port.ts';
import type { FilledHeaders } from './secret-source.ts';
import type { Snapshot } from './snapshots.ts';
import { parseTargetRules, type TargetRules } from './target-guard.ts';
import { addOwnHeaders, endsConnection, listSentHeaders } from './wire-headers.ts';

export interface AttemptPlan {
  readonly delivery: QueuedDelivery;
  readonly number: number;
  readonly filled: FilledHeaders;
  /** Of Standard Webhooks; none when the endpoint's policy names no key. */
  readonly signature: HeaderList;
  readonly policy: EndpointPolicy;
  isUnderWay: boolean;
}

interface Wire {
  readonly target: ReturnType<typeof splitOrigin>;
  readonly rulesKey: string;
  readonly rules: TargetRules;
  /** Names and values in turn, without those of the attempt; null: they hold secrets, which are filled in each time. */
  readonly fixedHeaders: readonly string[] | null;
  /** JSON of the lines as sent, in parts between which the delivery, the attempt and the length of the body go; null: not to be cut so. */
  readonly sent: Map<string, readonly string[] | null>;
}

// Stand for what differs between attempts. Whether anything else looks like them is seen when they are looked for.
const anyId = 'dlv_of-any-delivery';
const anyAttempt = 4_711;
const anyBody = 'body';

const wires = new WeakMap<Snapshot, Wire>();

function wireOf({ snapshot, lane }: QueuedDelivery, version: string): Wire {
  const known = wires.get(snapshot);
  if (known !== undefined) return known;
  const { allowTargets } = snapshot;
  const rules = { rulesKey: allowTargets.toSorted().join(), rules: parseTargetRules(allowTargets) };
  const fixedHeaders = snapshot.hasSecrets ? null : fixHeaders(snapshot.headers, version);
  const wire = { ...rules, fixedHeaders, target: splitOrigin(lane.origin), sent: new Map() };
  wires.set(snapshot, wire);
  return wire;
}

/** Those of the attempt are always the last two. */
function fixHeaders(built: HeaderList, version: string): readonly string[] {
  return addOwnHeaders(built, { version, deliveryId: anyId as DeliveryId, attempt: 0 })
    .slice(0, -2)
    .flat();
}

export interface SendMeans {
  readonly ports: DispatchPorts;
  readonly means: ExchangeMeans;
}

export function sendAttempt(plan: AttemptPlan, { ports, means }: SendMeans, onEnd: OnEnd): void {
  const { delivery, filled, policy } = plan;
  const { snapshot, url, body, lane } = delivery;
  const { method, deadline_ms: ownDeadlineMs } = snapshot.content;
  const { target, rulesKey, rules, fixedHeaders } = wireOf(delivery, ports.version);
  const isReceiver = target.protocol === 'http:' && ports.receiver.isOwnReceiver(target.hostname, target.port);
  beginExchange(
    {
      connection: {
        origin: lane.origin,
        target,
        rulesKey: isReceiver ? 'receiver' : rulesKey,
        options: {
          ...{ lookup: ports.lookup, rules: isReceiver ? null : rules, isControlPort: ports.isControlPort },
          proxyFor: () => ports.proxyFor(lane.origin),
        },
      },
      method,
      path: url.slice(lane.origin.length),
      headers: numberFlat(fixedHeaders ?? fixHeaders(filled.headers, ports.version), plan),
      body,
      isLast: method === 'GET' && endsConnection({ method, url, headers: [], body }),
      deadlineMs: ownDeadlineMs ?? policy.deadlineMs ?? ports.readAttemptDeadline(),
    },
    means,
    onEnd,
  );
}

type Numbered = Pick<AttemptPlan, 'signature' | 'policy'> & { readonly id: string; readonly attempt: number };

function numberFlat(fixed: readonly string[], { delivery, number, signature, policy }: AttemptPlan): readonly string[] {
  const flat = policy.ownHeaders
    ? [...fixed, 'Switchhook-Delivery', delivery.id, 'Switchhook-Attempt', String(number)]
    : [...fixed];
  for (const [name, value] of signature) flat.push(name, value);
  return flat;
}

function numberHeaders(built: HeaderList, { id, attempt, signature, policy }: Numbered, version: string): HeaderList {
  const all = addOwnHeaders(built, { version, deliveryId: id as DeliveryId, attempt });
  const own = policy.ownHeaders ? all : all.filter(([name]) => !name.startsWith('Switchhook-'));
  return signature.length === 0 ? own : [...own, ...signature];
}

/** What the log keeps of how it went. */
export function describeEnd(
  plan: AttemptPlan,
  { end, startedMs }: { end: ExchangeEnd; startedMs: number },
  ports: DispatchPorts,
): RecordedAttempt {
  const { delivery, number } = plan;
  const { timing, response } = end;
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = timing;
  return {
    number,
    kind: delivery.kind,
    startedMs,
    result: end.result,
    status: response?.status ?? null,
    durationMs: totalMs,
    error: end.error,
    timing: `{"dnsMs":${dnsMs},"connectMs":${connectMs},"tlsMs":${tlsMs},"firstByteMs":${firstByteMs},"totalMs":${totalMs}}`,
    sentHeaders: end.wasSent ? spellSentHeaders(plan, ports.version) : '[]',
    response: response && keepResponse(response, ports),
  };
}

function spellSentHeaders({ delivery, number, signature, policy }: AttemptPlan, version: string): string {
  const { id, url, body, snapshot } = delivery;
  const { method } = snapshot.content;
  const spell = (numbered: Numbered, sentBody: string | null) => {
    const request = { method, url, headers: snapshot.headers, body: sentBody };
    return JSON.stringify(listSentHeaders(request, numberHeaders(snapshot.headers, numbered, version)));
  };
  const hasBody = body !== null && body !== '';
  const { sent } = wireOf(delivery, version);
  const key = `${policy.ownHeaders} ${hasBody}`;
  let parts = signature.length > 0 ? null : sent.get(key);
  if (parts === undefined) {
    const spelled = spell({ id: anyId, attempt: anyAttempt, signature, policy }, hasBody ? anyBody : null);
    parts = cutSent(spelled, { hasBody, isNumbered: policy.ownHeaders });
    sent.set(key, parts);
  }
  if (parts === null) return spell({ id, attempt: number, signature, policy }, body);
  const [start = '', middle = '', end = ''] = parts;
  const rest = hasBody ? `${end}${Buffer.byteLength(body)}"]]` : end;
  return policy.ownHeaders ? `${start}${id}${middle}${number}${rest}` : `${start}${rest}`;
}

/** The length is always the last line. */
function cutSent(
  spelled: string,
  { hasBody, isNumbered }: { hasBody: boolean; isNumbered: boolean },
): readonly string[] | null {
  const text = hasBody ? spelled.slice(0, spelled.lastIndexOf(`${anyBody.length}"]]`)) : spelled;
  const marks = isNumbered ? new RegExp(`${anyId}|${anyAttempt}`) : /$^/;
  const parts = text.split(marks);
  if (!isNumbered) return [parts[0] ?? '', '', ''];
  return parts.length === 3 ? parts : null;
}

type Response = NonNullable<ExchangeEnd['response']>;

function keepResponse({ body, isCut, headers }: Response, { redactor }: DispatchPorts): RecordedAttempt['response'] {
  const kept = body.length === 0 ? null : isCut ? redactor.redactBeginning(body) : redactor.redactBytes(body);
  return { headers: redactHeaders(JSON.stringify(headers), headers, redactor), body: kept, isCut };
}

/** Nearly always nothing is found, and then one look is enough. A secret that reaches over two of them is none. */
function redactHeaders(spelled: string, headers: HeaderList, redactor: DispatchPorts['redactor']): string {
  if (redactor.redactText(spelled) === spelled) return spelled;
  return JSON.stringify(headers.map(([name, value]) => [redactor.redactText(name), redactor.redactText(value)]));
}
