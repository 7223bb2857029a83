// One attempt as text to hand to someone else: what was asked, what came back, when and how long. Secrets are masked as everywhere.
import type { Attempt, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { formatDuration } from '../../app/feature/format.ts';
import { formatHead, formatResponse, splitTiming } from './describe-response.ts';

/** Times are ISO 8601 as the engine wrote them. `attempt` undefined: none was made. */
export function formatDiagnostic(delivery: DeliveryDetail, attempt: Attempt | undefined): string {
  const { request } = delivery;
  const headers = attempt !== undefined && attempt.sentHeaders.length > 0 ? attempt.sentHeaders : request.headers;
  const sent = formatHead(`${request.method} ${request.url}`, headers);
  return [
    ...listFacts(delivery, attempt).map(([name, value]) => `${name}: ${value}`),
    '',
    request.body === null ? sent : `${sent}\n\n${request.body}`,
    ...(attempt?.response == null ? [] : ['', formatResponse(attempt.response)]),
  ].join('\n');
}

function listFacts(delivery: DeliveryDetail, attempt: Attempt | undefined): readonly (readonly [string, string])[] {
  const error = attempt === undefined ? delivery.error : attempt.error;
  const facts: [string, string][] = [
    ['Delivery', delivery.id],
    ['Event', `${delivery.trigger}, occurred ${delivery.event.occurredAt}`],
    ['Integration', delivery.integrationName],
    ['Accepted', delivery.acceptedAt],
    ['Outcome', delivery.outcome],
  ];
  if (attempt !== undefined) {
    const parts = splitTiming(attempt.timing).flatMap(({ name, durationMs }) =>
      durationMs === null ? [] : [`${name} ${formatDuration(durationMs)}`],
    );
    facts.push(
      ['Attempt', `${attempt.number} of ${delivery.attemptCount}, ${attempt.kind}, started ${attempt.startedAt}`],
      ['Result', attempt.status === null ? attempt.result : `${attempt.result} ${attempt.status}`],
      ['Duration', [formatDuration(attempt.durationMs), ...parts].join(', ')],
    );
  }
  if (error !== null) facts.push(['Error', `${error.code}: ${error.message}`]);
  return facts;
}
