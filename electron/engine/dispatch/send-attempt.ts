// One attempt of one delivery: the bytes of accept, the secrets of now, the guard of accept; what comes back is redacted before
// anyone keeps it.
import type { Attempt } from '../../../shared/dispatch/delivery.ts';
import { type DeliveryRow, readRequest } from './delivery-rows.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import { type ExchangeEnd, type ExchangeMeans, runExchange } from './exchange.ts';
import { isReceiverUrl, originOf, pathOf, splitOrigin } from './plan-target.ts';
import type { BegunAttempt } from './record-attempt.ts';
import type { FilledHeaders } from './secret-source.ts';
import { parseTargetRules } from './target-guard.ts';
import { addOwnHeaders, endsConnection, listSentHeaders } from './wire-headers.ts';

export interface AttemptPlan {
  readonly row: DeliveryRow;
  readonly begun: BegunAttempt;
  readonly filled: FilledHeaders;
}

export async function sendAttempt(plan: AttemptPlan, ports: DispatchPorts, means: ExchangeMeans): Promise<Attempt> {
  const { row, begun, filled } = plan;
  const request = readRequest(row);
  const origin = originOf(request.url);
  const isReceiver = isReceiverUrl({ origin }, ports.receiver);
  const allowTargets = JSON.parse(row.allow_targets) as string[];
  const sender = { version: ports.version, deliveryId: row.id, attempt: begun.number };
  const end = await runExchange(
    {
      connection: {
        origin,
        target: splitOrigin(origin),
        rulesKey: isReceiver ? 'receiver' : allowTargets.toSorted().join(),
        options: {
          lookup: ports.lookup,
          rules: isReceiver ? null : parseTargetRules(allowTargets),
          isControlPort: ports.isControlPort,
        },
      },
      method: request.method,
      path: pathOf(request.url),
      headers: addOwnHeaders(filled.headers, sender),
      body: request.body,
      isLast: endsConnection(request),
      deadlineMs: row.deadline_ms,
    },
    means,
  );
  return {
    ...begun,
    result: end.result,
    status: end.response?.status ?? null,
    durationMs: end.timing.totalMs,
    error: end.error,
    timing: end.timing,
    sentHeaders: end.wasSent ? listSentHeaders(request, addOwnHeaders(request.headers, sender)) : [],
    response: keepResponse(end, ports),
  };
}

function keepResponse({ response }: ExchangeEnd, { redactor }: DispatchPorts): Attempt['response'] {
  if (response === null) return null;
  const { body, isCut } = response;
  const kept = isCut ? redactor.redactBeginning(body) : redactor.redactBytes(body);
  return {
    status: response.status,
    headers: response.headers.map(([name, value]) => [redactor.redactText(name), redactor.redactText(value)]),
    bodyBase64: Buffer.from(kept).toString('base64'),
    isCut,
  };
}
