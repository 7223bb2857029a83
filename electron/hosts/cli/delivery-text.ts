// A delivery for a script and for a person. Pure.
import type { Attempt, Delivery, DeliveryDetail, WaitReason } from '../../../shared/dispatch/delivery.ts';
import { formatDuration } from './duration.ts';
import { layOutPairs } from './table.ts';
import { showOneLine } from './terminal-text.ts';

/** What `send` and `deliveries replay` print with --json. */
export function summariseDelivery({ id, outcome, result, error, attempts }: DeliveryDetail) {
  return {
    deliveryId: id,
    outcome,
    result,
    attempts: attempts.map(({ number, result, status, durationMs, error }) => ({
      number,
      result,
      status,
      durationMs,
      error,
    })),
    // Dead before it could be attempted: otherwise the attempts tell why.
    ...(attempts.length === 0 && error !== null ? { error } : {}),
  };
}

export function describeAttempt({ number, kind, result, status, durationMs, error }: Attempt): string {
  const answer = status === null ? '' : ` ${status}`;
  const why = error === null ? '' : `: ${showOneLine(error.message)} (${error.code})`;
  return `attempt ${number}${kind === 'first' ? '' : ` (${kind})`}:${answer} ${result}, ${formatDuration(durationMs)}${why}`;
}

/** Outcome first: it is what the person waited for. */
export function describeOutcome(delivery: DeliveryDetail): string[] {
  return [
    `${delivery.id}  ${delivery.outcome}`,
    `  ${delivery.method} ${showOneLine(delivery.url)}`,
    ...(delivery.originalUrl === null ? [] : [`  instead of ${showOneLine(delivery.originalUrl)}`]),
    ...delivery.attempts.map((attempt) => `  ${describeAttempt(attempt)}`),
    ...describeMissingAttempt(delivery),
  ];
}

function describeMissingAttempt({ attempts, error }: DeliveryDetail): string[] {
  return attempts.length === 0 && error !== null
    ? [`  not attempted: ${showOneLine(error.message)} (${error.code})`]
    : [];
}

const waitReasons: Readonly<Record<WaitReason, string>> = {
  breaker:
    'its endpoint fails too often; it is tried again by itself, or close the breaker: switchhook endpoints close-breaker',
  disabled: 'its integration is disabled',
  gone: 'its endpoint answered 410; sending goes on with: switchhook integrations allow-sending',
  vault: 'the vault is locked',
  storage: 'the disk is full',
};

/** Everything the log knows, for `deliveries show`. */
export function describeDelivery(delivery: DeliveryDetail): string[] {
  const place = [delivery.accountName, delivery.pbxName].filter((name) => name !== null).join(' / ');
  const pairs: [string, string][] = [
    ['Delivery', delivery.id],
    ['Outcome', describeState(delivery)],
    ['Integration', delivery.integrationName],
    ['Where', place === '' ? 'from a file' : place],
    ['Trigger event', delivery.trigger],
    ['Accepted', delivery.acceptedAt],
    ['Sent to', delivery.url],
  ];
  if (delivery.originalUrl !== null) pairs.push(['Instead of', delivery.originalUrl]);
  if (delivery.replayOf !== null) pairs.push(['Replay of', delivery.replayOf]);
  if (delivery.nextAttemptAt !== null) pairs.push(['Next attempt', delivery.nextAttemptAt]);
  if (delivery.waitsFor !== null) pairs.push(['Waits', waitReasons[delivery.waitsFor]]);
  const { method, url, headers, body } = delivery.request;
  return [
    ...layOutPairs(pairs),
    '',
    'Request',
    `  ${method} ${showOneLine(url)}`,
    ...headers.map(([name, value]) => `  ${showOneLine(`${name}: ${value}`)}`),
    ...(body === null ? [] : ['', ...body.split('\n').map((line) => `  ${line}`)]),
    '',
    'Attempts',
    ...delivery.attempts.flatMap(describeExchange),
    ...describeMissingAttempt(delivery),
  ];
}

const waitWords: Readonly<Record<WaitReason, string>> = {
  breaker: 'breaker open',
  disabled: 'integration off',
  gone: 'held since 410',
  vault: 'vault locked',
  storage: 'disk full',
};

/** `pending (failing 503, breaker open)`, `dead (SECRET_UNKNOWN)`. */
export function describeState({ outcome, result, status, error, waitsFor }: Delivery): string {
  const last = [result === outcome ? null : result, status].filter((part) => part !== null).join(' ');
  // Without an attempt the error is all that tells why.
  const why = waitsFor !== null ? waitWords[waitsFor] : result === null ? (error?.code ?? '') : '';
  const parts = [last, why].filter((part) => part !== '');
  return parts.length === 0 ? outcome : `${outcome} (${parts.join(', ')})`;
}

function describeExchange(attempt: Attempt): string[] {
  return [
    `  ${attempt.startedAt}  ${describeAttempt(attempt)}`,
    ...describeTimings(attempt.timing).map((line) => `    ${line}`),
    ...listAnswerLines(attempt).map((line) => (line === '' ? '' : `    ${line}`)),
  ];
}

function listAnswerLines({ response }: Attempt): string[] {
  if (response === null) return [];
  const body = Buffer.from(response.bodyBase64, 'base64').toString('utf8');
  return [
    ...response.headers.map(([name, value]) => showOneLine(`${name}: ${value}`)),
    ...(body === '' ? [] : ['', ...body.split('\n')]),
    ...(response.isCut ? ['… cut after 64 KiB'] : []),
  ];
}

/** How long each part took. What did not happen is left out: a connection that was kept has no DNS, connect and TLS. */
function describeTimings({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: Attempt['timing']): string[] {
  const marks = [
    ['DNS', dnsMs],
    ['connect', connectMs],
    ['TLS', tlsMs],
    ['waiting', firstByteMs],
    [firstByteMs === null ? 'no answer' : 'body', totalMs],
  ] as const;
  let sinceMs = 0;
  const parts = marks.flatMap(([name, atMs]) => {
    if (atMs === null) return [];
    const part = `${name} ${formatDuration(Math.max(0, atMs - sinceMs))}`;
    sinceMs = atMs;
    return [part];
  });
  return parts.length < 2 ? [] : [parts.join(' · ')];
}

/** Everything of one attempt: how it ended, what was sent beside the request, what came back. */
export function listAttemptLines(attempt: Attempt, { hasTimes } = { hasTimes: true }): string[] {
  const { number, kind, result, status, error, startedAt, durationMs, timing, sentHeaders } = attempt;
  return [
    ...(hasTimes
      ? [`Attempt ${number} (${kind}), ${startedAt}, ${formatDuration(durationMs)}`, ...describeTimings(timing)]
      : []),
    `Result: ${[result, status].filter((part) => part !== null).join(' ')}`,
    ...(error === null ? [] : [`Error: ${showOneLine(error.message)} (${error.code})`]),
    '',
    'Sent headers',
    ...sentHeaders.map(([name, value]) => `  ${showOneLine(`${name}: ${value}`)}`),
    '',
    'Answer',
    ...listAnswerLines(attempt).map((line) => (line === '' ? '' : `  ${line}`)),
  ];
}
