// Two attempts of a delivery as text to compare: what was sent beside what came back. Pure.
import type { Attempt, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { type DiffLine, diffLines } from '../../app/feature/diff-lines.ts';
import { formatHead, formatResponse, layOutJson } from './describe-response.ts';

export function compareAttempts(delivery: DeliveryDetail, before: Attempt, after: Attempt): readonly DiffLine[] {
  return diffLines(formatAttempt(delivery, before), formatAttempt(delivery, after));
}

/** The request's bytes are the same in every attempt; the headers that were added to them are not. */
function formatAttempt({ request }: DeliveryDetail, { sentHeaders, response, error }: Attempt): string {
  const headers = sentHeaders.length > 0 ? sentHeaders : request.headers;
  const sent = formatHead(`${request.method} ${request.url}`, headers);
  return [
    sent,
    ...(request.body === null ? [] : [layOutJson(request.body)]),
    ...(error === null ? [] : [`${error.code}: ${error.message}`]),
    ...(response === null ? [] : [formatResponse(response)]),
  ].join('\n\n');
}
