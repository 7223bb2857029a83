// Where a delivery goes: the integration's own URL, the receiver, or a URL a person named. What a sandbox holds goes to the receiver only.
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { IntegrationId } from '../../../shared/kernel/ids.ts';
import { createProblem } from '../../../shared/request/problems.ts';
import { parseRequestUrl } from '../../../shared/request/request-url.ts';
import type { ReceiverPort } from './dispatch-ports.ts';

/** As the contract carries it; undefined: no other than the integration's own. */
export type AskedTarget = { readonly receiver: true } | { readonly url: string } | undefined;

export type Target =
  | { readonly kind: 'own' }
  /** `http://127.0.0.1:PORT/in/<token>`, which the path and query of the built URL follow. */
  | { readonly kind: 'receiver'; readonly base: string }
  | { readonly kind: 'url'; readonly url: string };

export interface TargetQuestion {
  readonly to: AskedTarget;
  readonly isSandbox: boolean;
  readonly integrationId: IntegrationId | null;
  /** The integration's own URL. */
  readonly requestUrl: string;
}

/** Throws Failure: SANDBOX_NEEDS_RECEIVER, SANDBOX_TARGET, RECEIVER_NOT_RUNNING, REQUEST_INVALID. */
export function planTarget(question: TargetQuestion, receiver: ReceiverPort): Target {
  const { to, isSandbox, requestUrl } = question;
  if (to !== undefined && 'url' in to) {
    const isFree = !isSandbox || isReceiverUrl(parseTarget(to.url), receiver);
    if (!isFree) throw dispatchErrors.fail('SANDBOX_TARGET', { to: parseTarget(to.url).origin });
    return { kind: 'url', url: to.url };
  }
  if (to === undefined && (!isSandbox || isOwnUrlTheReceiver(requestUrl, receiver))) return { kind: 'own' };
  const base = receiver.targetFor(question.integrationId);
  if (base !== null) return { kind: 'receiver', base };
  throw isSandbox ? dispatchErrors.fail('SANDBOX_NEEDS_RECEIVER') : dispatchErrors.fail('RECEIVER_NOT_RUNNING');
}

function isOwnUrlTheReceiver(requestUrl: string, receiver: ReceiverPort): boolean {
  const target = parseRequestUrl(requestUrl);
  return typeof target !== 'string' && isReceiverUrl(target, receiver);
}

export function isReceiverUrl({ origin }: { readonly origin: string }, receiver: ReceiverPort): boolean {
  const { protocol, hostname, port } = splitOrigin(origin);
  return protocol === 'http:' && receiver.isOwnReceiver(hostname, port);
}

/** Throws Failure REQUEST_INVALID for a `to` that cannot be called. */
export function parseTarget(url: string): { readonly origin: string } {
  const target = parseRequestUrl(url);
  if (typeof target === 'string') {
    throw dispatchErrors.fail('REQUEST_INVALID', { problems: [createProblem(target, 'to')] });
  }
  return target;
}

export function isSameOrigin(builtUrl: string, requestUrl: string): boolean {
  const own = parseRequestUrl(requestUrl);
  return typeof own !== 'string' && parseTarget(builtUrl).origin === own.origin;
}

/** The part of a built URL before its path. */
export function originOf(builtUrl: string): string {
  return /^https?:\/\/[^/?]+/.exec(builtUrl)?.[0] ?? builtUrl;
}

/** The request target: path and query, character for character as built. */
export function pathOf(builtUrl: string): string {
  return builtUrl.slice(originOf(builtUrl).length);
}

/** `hostname` has no brackets. */
export function splitOrigin(origin: string): { protocol: string; hostname: string; port: number } {
  const { protocol, hostname, port } = new URL(origin);
  const plain = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return { protocol, hostname: plain, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
}
