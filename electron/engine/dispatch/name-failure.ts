// From what Node and undici throw to the closed list of causes. Their own texts are never passed on: they may quote what was sent.
import { type AttemptErrorCode, attemptErrors } from '../../../shared/dispatch/attempt-errors.ts';
import type { AttemptError, AttemptResult } from '../../../shared/dispatch/delivery.ts';
import { HandshakeFailed, LookupFailed, ProxyUnusable, TargetRefused } from './open-socket.ts';
import { ProxyFailed } from './open-tunnel.ts';

export interface NamedFailure {
  readonly result: AttemptResult;
  readonly error: AttemptError;
}

type PlainCode = Exclude<AttemptErrorCode, `TARGET_${string}` | `DNS_${string}` | `PROXY_${string}` | 'DEADLINE'>;

const connectCodes: Readonly<Record<string, PlainCode>> = {
  ECONNREFUSED: 'CONNECT_REFUSED',
  ECONNRESET: 'CONNECT_RESET',
  EPIPE: 'CONNECT_RESET',
  ETIMEDOUT: 'CONNECT_TIMEOUT',
  ENETUNREACH: 'NETWORK_UNREACHABLE',
  EHOSTUNREACH: 'NETWORK_UNREACHABLE',
  ENETDOWN: 'NETWORK_UNREACHABLE',
  EADDRNOTAVAIL: 'NETWORK_UNREACHABLE',
  EACCES: 'NETWORK_UNREACHABLE',
  EPERM: 'NETWORK_UNREACHABLE',
};

const handshakeCodes: Readonly<Record<string, PlainCode>> = {
  ECONNRESET: 'CONNECT_RESET',
  CERT_HAS_EXPIRED: 'TLS_EXPIRED',
  CERT_NOT_YET_VALID: 'TLS_NOT_YET_VALID',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'TLS_SELF_SIGNED',
  SELF_SIGNED_CERT_IN_CHAIN: 'TLS_UNTRUSTED',
  UNABLE_TO_GET_ISSUER_CERT: 'TLS_UNTRUSTED',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'TLS_UNTRUSTED',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'TLS_UNTRUSTED',
  CERT_UNTRUSTED: 'TLS_UNTRUSTED',
  CERT_REVOKED: 'TLS_UNTRUSTED',
  ERR_TLS_CERT_ALTNAME_INVALID: 'TLS_WRONG_HOST',
};

function codeOf(cause: unknown): string {
  // Several addresses were tried: the first failure stands for all.
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  const code = (first as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

/** Before the request could leave. */
export function nameConnectFailure(cause: unknown, target: { hostname: string; port: number }): NamedFailure {
  const host = target.hostname;
  if (cause instanceof TargetRefused) {
    const { code, address } = cause;
    const error =
      code === 'TARGET_CONTROL_PORT'
        ? attemptErrors.create(code, { port: target.port })
        : attemptErrors.create(code, { host, address });
    return { result: 'blocked', error };
  }
  if (cause instanceof LookupFailed) {
    return { result: 'unreachable', error: attemptErrors.create('DNS_FAILED', { host }) };
  }
  if (cause instanceof ProxyFailed || cause instanceof ProxyUnusable) {
    return { result: 'unreachable', error: nameProxyFailure(cause) };
  }
  const code =
    cause instanceof HandshakeFailed
      ? (handshakeCodes[codeOf(cause.cause)] ?? 'TLS_FAILED')
      : (connectCodes[codeOf(cause)] ?? 'CONNECT_FAILED');
  return { result: 'unreachable', error: attemptErrors.create(code) };
}

function nameProxyFailure(cause: ProxyFailed | ProxyUnusable): AttemptError {
  if (cause instanceof ProxyUnusable) return attemptErrors.create('PROXY_UNUSABLE');
  const { host, status } = cause;
  if (status === null) return attemptErrors.create('PROXY_UNREACHABLE', { host });
  return attemptErrors.create('PROXY_REFUSED', { host, status });
}

/** After the connection stood. `hasStatus`: the head of the answer had come whole. */
export function nameExchangeFailure(cause: unknown, hasStatus: boolean): NamedFailure {
  return { result: 'protocol-error', error: attemptErrors.create(exchangeCode(cause, hasStatus)) };
}

function exchangeCode(cause: unknown, hasStatus: boolean): PlainCode {
  const { name, message } = cause instanceof Error ? cause : { name: '', message: '' };
  switch (codeOf(cause)) {
    case 'UND_ERR_HEADERS_OVERFLOW':
      return 'RESPONSE_HEADERS_TOO_LARGE';
    // undici names every broken head with a length so; only a body can be too short.
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return hasStatus ? 'RESPONSE_CUT_OFF' : 'RESPONSE_MALFORMED';
    case 'UND_ERR_SOCKET':
      // “bad response”, “bad upgrade”, or “other side closed”.
      return message.startsWith('bad ') ? 'RESPONSE_MALFORMED' : 'RESPONSE_CUT_OFF';
  }
  // The parser's errors have no code.
  return name === 'HTTPParserError' && !message.includes('EOF') ? 'RESPONSE_MALFORMED' : 'RESPONSE_CUT_OFF';
}
