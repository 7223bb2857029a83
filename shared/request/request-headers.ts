// The headers of a request in the order they go out: Content-Type, authentication, then the custom ones as typed.
// Without a way to reveal secrets, every secret is masked.
import { assertNever } from '../kernel/assert-never.ts';
import type { Problem } from '../kernel/problem.ts';
import type { AssumptionId } from './assumptions.ts';
import { authenticationPaths, checkBasicPassword, checkHeaderValue, checkTokenValue } from './authentication-rules.ts';
import { encodeBase64 } from './base64.ts';
import type { HeaderList } from './built-request.ts';
import type { Dialect } from './dialect.ts';
import { type Integration, type SecretValue, secretMask } from './integration.ts';
import { createProblem } from './problems.ts';

/**
 * Gives the plain value of a password, token or secret header value, or undefined when it is not held (`{ set: true }`,
 * an unknown vault name). Plain passwords and tokens of a file come here too, so that the caller decides about them.
 */
export type Reveal = (value: SecretValue) => string | undefined;

interface HeaderSource {
  readonly integration: Integration;
  readonly dialect: Dialect;
  /** Of the generated header; null for none. */
  readonly contentType: string | null;
  readonly reveal: Reveal | undefined;
  readonly used: Set<AssumptionId>;
  /** What revealed secrets turn out to break. */
  readonly problems: Problem[];
}

export interface BuiltHeaders {
  readonly headers: HeaderList;
  /** The names, as sent, of headers whose value is a secret or made of one. */
  readonly secretHeaders: readonly string[];
}

export function buildHeaders(source: HeaderSource): BuiltHeaders {
  const headers: HeaderList = [];
  const secretHeaders: string[] = [];
  const hasOwnContentType = source.integration.headers.some(({ name }) => name.toLowerCase() === 'content-type');
  if (source.contentType !== null && !hasOwnContentType) headers.push(['Content-Type', source.contentType]);
  const authentication = buildAuthentication(source);
  if (authentication !== undefined) {
    headers.push(authentication);
    secretHeaders.push(authentication[0]);
  }
  for (const [index, { name, value }] of source.integration.headers.entries()) {
    if (typeof value === 'string') headers.push([name, value]);
    else {
      headers.push([name, revealSecret(source, { value, path: `headers.${index}.value`, check: checkHeaderValue })]);
      secretHeaders.push(name);
    }
  }
  return { headers, secretHeaders };
}

function buildAuthentication(source: HeaderSource): [name: string, value: string] | undefined {
  const { authentication } = source.integration;
  switch (authentication.type) {
    case 'none':
      return undefined;
    case 'basic':
      return ['Authorization', `Basic ${buildCredentials(source, authentication)}`];
    case 'token':
      return buildToken(source, authentication.token);
    default:
      return assertNever(authentication);
  }
}

function buildCredentials(
  source: HeaderSource,
  { username, password }: { readonly username: string; readonly password: SecretValue },
): string {
  if (source.reveal === undefined) return secretMask;
  const plain = revealSecret(source, {
    value: password,
    path: authenticationPaths.password,
    check: checkBasicPassword,
  });
  return encodeBase64(`${username}:${plain}`);
}

/** An empty token sends no header. */
function buildToken(source: HeaderSource, token: SecretValue): [name: string, value: string] | undefined {
  if (token === '') return undefined;
  const plain = revealSecret(source, { value: token, path: authenticationPaths.token, check: checkTokenValue });
  if (plain === '') return undefined;
  source.used.add('token-header');
  const { tokenHeader, tokenScheme } = source.dialect;
  return [tokenHeader, tokenScheme === '' ? plain : `${tokenScheme} ${plain}`];
}

interface HiddenValue {
  readonly value: SecretValue;
  readonly path: string;
  /** A plain text of the file was checked with the file; what the vault gives is seen here for the first time. */
  check(plain: string, path: string): Problem[];
}

/** With a problem reported the request is not built, so what stands in for the secret never leaves. */
function revealSecret({ reveal, problems }: HeaderSource, { value, path, check }: HiddenValue): string {
  if (reveal === undefined) return secretMask;
  const plain = reveal(value);
  if (plain === undefined) problems.push(createProblem('SECRET_UNKNOWN', path));
  else if (typeof value !== 'string') problems.push(...check(plain, path));
  return plain ?? '';
}
