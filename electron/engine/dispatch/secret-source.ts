// Where a delivery's secrets come from: the vault, for the origin the integration itself is sent to, or the memory of this run
// for plain ones of a file. Values are asked for when they are sent and never written.
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import { hasErrors, type Problem } from '../../../shared/kernel/problem.ts';
import { Secret } from '../../../shared/kernel/secret.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import type { ResolvedDialect } from '../../../shared/request/dialect.ts';
import {
  type Authentication,
  type Integration,
  type SecretValue,
  secretMask,
} from '../../../shared/request/integration.ts';
import { buildHeaders } from '../../../shared/request/request-headers.ts';
import type { KnownSecret } from '../vault/vault.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import { isSameOrigin } from './plan-target.ts';

const none: readonly KnownSecret[] = [];

/** Plain secrets of one delivery, by what to know them as when they come back in an answer. */
export class SecretMemory {
  readonly #plain = new Map<DeliveryId, string>();
  readonly #known = new Map<DeliveryId, readonly KnownSecret[]>();

  keepPlain(id: DeliveryId, plain: string): void {
    this.#plain.set(id, plain);
  }

  recallPlain(id: DeliveryId): string | undefined {
    return this.#plain.get(id);
  }

  /** From before the first byte leaves until the answer is written. */
  keepKnown(id: DeliveryId, known: readonly KnownSecret[]): void {
    this.#known.set(id, known);
  }

  forget(id: DeliveryId): void {
    this.#plain.delete(id);
    this.#known.delete(id);
  }

  listKnown(): readonly KnownSecret[] {
    return this.#known.size === 0 ? none : [...this.#known.values()].flat();
  }
}

/** The plain password or token of a file's integration; undefined when there is none. */
export function readPlainSecret(authentication: Authentication): string | undefined {
  const value = secretOf(authentication);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function secretOf(authentication: Authentication): SecretValue | undefined {
  if (authentication.type === 'basic') return authentication.password;
  return authentication.type === 'token' ? authentication.token : undefined;
}

/** What a snapshot may hold: a plain secret becomes “set, but not by us”. */
export function withoutPlainSecret(integration: Integration): Integration {
  const { authentication } = integration;
  if (readPlainSecret(authentication) === undefined) return integration;
  const hidden =
    authentication.type === 'basic'
      ? { ...authentication, password: { set: true as const } }
      : { type: 'token' as const, token: { set: true as const } };
  return { ...integration, authentication: hidden };
}

export function holdsSecrets(headers: HeaderList): boolean {
  return headers.some(([, value]) => value.includes(secretMask));
}

/** Headers with their secrets, and the secrets with the forms they travel in. */
export interface FilledHeaders {
  readonly headers: HeaderList;
  readonly known: readonly KnownSecret[];
}

export interface MaskedRequest {
  /** Where the headers came from; none of them depends on an event. */
  readonly integration: Integration;
  readonly dialect: ResolvedDialect;
  readonly masked: HeaderList;
  /** Where it goes. Masked headers for another origin than the integration's own are there because a person asked for it. */
  readonly url: string;
  /** What `{ set: true }` stands for in the snapshot of a file that held a plain secret. */
  readonly plain: string | undefined;
}

/**
 * Puts the secrets into masked headers.
 * Throws Failure: SECRET_UNKNOWN, REQUEST_INVALID, and what `resolveSecret` throws.
 */
export function fillSecrets(source: MaskedRequest, resolveSecret: DispatchPorts['resolveSecret']): FilledHeaders {
  const { masked, url, integration } = source;
  if (!holdsSecrets(masked)) return { headers: masked, known: [] };
  const boundUrl = isSameOrigin(url, integration.requestUrl) ? integration.requestUrl : null;
  const known: KnownSecret[] = [];
  const reveal = (value: SecretValue): string | undefined => {
    if (value === '') return value;
    if (typeof value === 'string' || 'set' in value) {
      const plain = typeof value === 'string' ? value : source.plain;
      if (plain !== undefined) known.push({ name: integration.name, value: new Secret(plain) });
      return plain;
    }
    const secret = resolveSecret(value.secret, boundUrl);
    known.push({ name: value.secret, value: secret });
    return secret.reveal();
  };
  const filled = new Map(revealHeaders(source, reveal));
  const headers = masked.map(([name, value]): [string, string] => [
    name,
    value.includes(secretMask) ? (filled.get(name) ?? value) : value,
  ]);
  return { headers, known: [...known, ...pairsOf(integration.authentication, known)] };
}

function revealHeaders(
  { integration, dialect }: MaskedRequest,
  reveal: (value: SecretValue) => string | undefined,
): HeaderList {
  const problems: Problem[] = [];
  const source = { integration, dialect: dialect.dialect, contentType: null, reveal, used: new Set<never>(), problems };
  const { headers } = buildHeaders(source);
  const unknown = problems.find((problem) => problem.code === 'SECRET_UNKNOWN');
  if (unknown !== undefined) throw dispatchErrors.fail('SECRET_UNKNOWN', { where: unknown.path });
  if (hasErrors(problems)) throw dispatchErrors.fail('REQUEST_INVALID', { problems });
  return headers;
}

/** `user:pass` is what base64 hides in a Basic header. It is the first secret asked for: authentication comes before the other headers. */
function pairsOf(authentication: Authentication, known: readonly KnownSecret[]): KnownSecret[] {
  const [first] = known;
  if (authentication.type !== 'basic' || authentication.password === '' || first === undefined) return [];
  const pair = `${authentication.username}:${first.value.reveal()}`;
  // An answer may hold the whole request in base64 once more.
  const credentials = Buffer.from(pair).toString('base64');
  return [pair, credentials].map((text) => ({ name: first.name, value: new Secret(text) }));
}
