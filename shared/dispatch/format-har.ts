// Deliveries as a HAR 1.2 log: an entry for each attempt, with its times. What is secret is masked in what it is made from.
import type { HeaderList } from '../request/built-request.ts';
import {
  describeRequest,
  findHeader,
  type HarEntry,
  type HarLog,
  type HarResponse,
  type HarTimings,
  nameHeaders,
  noResponse,
  wrapEntries,
} from '../request/format-har.ts';
import type { Attempt, DeliveryDetail, Timing } from './delivery.ts';

/** In the order given; a delivery that was never tried has no entry. `version` is Switchhook's own. */
export function formatDeliveriesAsHar(deliveries: readonly DeliveryDetail[], version: string): HarLog {
  return wrapEntries(
    deliveries.flatMap((delivery) => delivery.attempts.map((attempt) => describeAttempt(delivery, attempt))),
    version,
  );
}

function describeAttempt({ id, request }: DeliveryDetail, attempt: Attempt): HarEntry {
  const { number, result, error, timing, sentHeaders, response } = attempt;
  const headers = sentHeaders.length === 0 ? request.headers : sentHeaders;
  return {
    startedDateTime: attempt.startedAt,
    time: timing.totalMs,
    request: describeRequest({ ...request, headers }),
    response: response === null ? noResponse : describeResponse(response),
    cache: {},
    timings: spreadTiming(timing),
    comment: `Delivery ${id}, attempt ${number}: ${result}${error === null ? '' : ` (${error.code}). ${error.message}`}`,
  };
}

function describeResponse(response: NonNullable<Attempt['response']>): HarResponse {
  const { status, bodyBase64, isCut } = response;
  const headers: HeaderList = response.headers;
  const size = countBytes(bodyBase64);
  return {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: nameHeaders(headers),
    content: {
      size,
      mimeType: findHeader(headers, 'content-type') || 'x-unknown',
      ...(size === 0 ? {} : { text: bodyBase64, encoding: 'base64' }),
      ...(isCut ? { comment: 'Cut: only the beginning was kept.' } : {}),
    },
    redirectURL: findHeader(headers, 'location'),
    headersSize: -1,
    bodySize: isCut ? -1 : size,
  };
}

function countBytes(base64: string): number {
  return (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
}

/** From times since the start to the lengths of phases, which add up to the whole. What an attempt waited for when it ended is `wait`. */
function spreadTiming({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: Timing): HarTimings {
  const readyMs = tlsMs ?? connectMs ?? dnsMs ?? 0;
  return {
    dns: dnsMs ?? -1,
    connect: connectMs === null ? -1 : round((tlsMs ?? connectMs) - (dnsMs ?? 0)),
    ssl: connectMs === null || tlsMs === null ? -1 : round(tlsMs - connectMs),
    send: 0,
    wait: round((firstByteMs ?? totalMs) - readyMs),
    receive: firstByteMs === null ? 0 : round(totalMs - firstByteMs),
  };
}

/** To the microsecond that the times have. */
function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
