// From the request URL, the path arguments and a payload to one URL. Node and Chromium parse alike but for what step 2 evens out;
// what either parser would silently repair (white space, tabs, backslashes, odd hosts) is refused before.
import type { Dialect } from './dialect.ts';
import { hasControlCharacter } from './text-rules.ts';

/** What is left of a request URL after parsing. The fragment is gone. */
export interface RequestTarget {
  /** `https://crm.example.com:8443` */
  readonly origin: string;
  /** Begins with `/`. */
  readonly path: string;
  /** Without its `?`; may be empty. */
  readonly query: string;
  readonly hasFragment: boolean;
}

type UrlProblemCode = 'URL_INVALID' | 'URL_CREDENTIALS';

const httpUrl = /^https?:\/\/[^/?#\\]/i;
const plainHost = /^[a-z0-9._-]+$/;
const writtenIpv6 = /^\[[0-9a-f:.]+\](?::\d*)?$/i;
const authorityEnd = /[/?#]/;

/** Gives the code of the problem instead when the URL cannot be called. */
export function parseRequestUrl(text: string): RequestTarget | UrlProblemCode {
  if (text !== text.trim() || hasControlCharacter(text) || text.includes('\\') || !httpUrl.test(text)) {
    return 'URL_INVALID';
  }
  const afterScheme = text.slice(text.indexOf('//') + 2);
  const authority = afterScheme.split(authorityEnd, 1)[0] ?? '';
  if (authority.includes('@')) return 'URL_CREDENTIALS';
  const url = tryParse(text);
  if (url === undefined || !isCallableHost(url.hostname, authority)) return 'URL_INVALID';
  return {
    origin: `${url.protocol}//${url.host}`,
    path: encodePath(url.pathname),
    query: url.search.slice(1),
    hasFragment: text.includes('#'),
  };
}

function tryParse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

// Chromium also finds an IPv6 address in full-width digits or between ignorable characters. Node does not, so it must be written plainly.
function isCallableHost(hostname: string, authority: string): boolean {
  return plainHost.test(hostname) || (hostname.startsWith('[') && writtenIpv6.test(authority));
}

/** `path` and `query` are encoded; undefined when the text is refused. */
export function parsePathArguments(
  text: string,
  mode: Dialect['pathArguments'],
): { readonly path: string; readonly query: string } | undefined {
  const trimmed = trimPathArguments(text);
  if (hasControlCharacter(trimmed) || trimmed.includes('\\') || trimmed.includes('#')) return undefined;
  if (mode === 'query') {
    return { path: '', query: encodeQuery(trimmed.startsWith('?') ? trimmed.slice(1) : trimmed) };
  }
  const mark = trimmed.indexOf('?');
  const path = mark === -1 ? trimmed : trimmed.slice(0, mark);
  if (path.split('/').some(isDotSegment)) return undefined;
  return { path: encodePath(path.replace(/^\/+/, '')), query: mark === -1 ? '' : encodeQuery(trimmed.slice(mark + 1)) };
}

/** ASCII spaces only. By hand: a regular expression for trailing spaces takes quadratic time on inner ones. */
export function trimPathArguments(text: string): string {
  let start = 0;
  let end = text.length;
  while (text[start] === ' ') start += 1;
  while (end > start && text[end - 1] === ' ') end -= 1;
  return text.slice(start, end);
}

function isDotSegment(segment: string): boolean {
  const plain = segment.replace(/%2e/gi, '.');
  return plain === '.' || plain === '..';
}

interface UrlParts {
  readonly target: RequestTarget;
  readonly path: string;
  /** In order; empty ones are left out. */
  readonly queries: readonly string[];
}

export function assembleUrl({ target, path, queries }: UrlParts): string {
  const base = target.path.endsWith('/') ? target.path.slice(0, -1) : target.path;
  const fullPath = path === '' ? target.path : `${base}/${path}`;
  const query = queries.filter((part) => part !== '').join('&');
  return `${target.origin}${fullPath}${query === '' ? '' : `?${query}`}`;
}

// `%` stays as it is in both: what is encoded already is not encoded twice.
const rawInPath = /[\^|"<>`{} ]|[\u0080-\uffff]+/g;
const rawInQuery = /[ "<>']|[\u0080-\uffff]+/g;

function encodePath(path: string): string {
  return path.replace(rawInPath, percentEncode);
}

function encodeQuery(query: string): string {
  return query.replace(rawInQuery, percentEncode);
}

const encoder = new TextEncoder();

function percentEncode(text: string): string {
  let encoded = '';
  for (const byte of encoder.encode(text)) encoded += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return encoded;
}
