// Where the payload of an integration travels and to which URL: what is the same for all its events.
import type { AssumptionId } from './assumptions.ts';
import type { Dialect } from './dialect.ts';
import type { Integration } from './integration.ts';
import { parsePathArguments, parseRequestUrl, type RequestTarget, trimPathArguments } from './request-url.ts';

export interface PayloadPlace {
  /** Otherwise a form. */
  readonly isJson: boolean;
  /** Otherwise it is the body. */
  readonly isInQuery: boolean;
  /** Of the generated header; null for none. */
  readonly contentType: string | null;
}

export function choosePlace(
  { method, format }: Pick<Integration, 'method' | 'format'>,
  dialect: Dialect,
  used: Set<AssumptionId>,
): PayloadPlace {
  if (method === 'GET' && format === 'JSON') used.add('get-json');
  if (method === 'POST' && format === 'QUERY') used.add('post-query');
  if (format === 'JSON' && !(method === 'GET' && dialect.getJson === 'query')) {
    return { isJson: true, isInQuery: false, contentType: dialect.jsonContentType };
  }
  if (method === 'POST' && dialect.postQuery === 'form') {
    return { isJson: false, isInQuery: false, contentType: 'application/x-www-form-urlencoded' };
  }
  return { isJson: false, isInQuery: true, contentType: null };
}

export interface UrlPlace {
  readonly target: RequestTarget;
  /** What the path arguments add. */
  readonly extra: { readonly path: string; readonly query: string };
}

/** The integration is checked. */
export function placeUrl(integration: Integration, dialect: Dialect, used: Set<AssumptionId>): UrlPlace {
  const target = parseRequestUrl(integration.requestUrl);
  const extra = parsePathArguments(integration.pathArguments, dialect.pathArguments);
  if (typeof target === 'string' || extra === undefined) throw new Error('The integration was not checked.');
  if (trimPathArguments(integration.pathArguments) !== '') used.add('path-arguments');
  return { target, extra };
}
