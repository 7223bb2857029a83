// A built request as a HAR 1.2 log with one entry that was never sent. Deterministic: the time is the caller's.
import type { BuiltRequest, HeaderList } from './built-request.ts';

interface NamedValue {
  readonly name: string;
  readonly value: string;
}

export interface HarLog {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly HarEntry[];
  };
}

export interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly cookies: readonly never[];
    readonly headers: readonly NamedValue[];
    readonly queryString: readonly NamedValue[];
    readonly postData?: { readonly mimeType: string; readonly text: string };
    readonly headersSize: number;
    readonly bodySize: number;
  };
  readonly response: HarResponse;
  readonly cache: Record<string, never>;
  readonly timings: HarTimings;
  readonly comment?: string;
}

/** In milliseconds; -1: did not happen. `connect` holds `ssl`. */
export interface HarTimings {
  readonly dns?: number;
  readonly connect?: number;
  readonly ssl?: number;
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
}

export interface HarResponse {
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly cookies: readonly never[];
  readonly headers: readonly NamedValue[];
  readonly content: {
    readonly size: number;
    readonly mimeType: string;
    readonly text?: string;
    readonly encoding?: 'base64';
    readonly comment?: string;
  };
  readonly redirectURL: string;
  readonly headersSize: number;
  readonly bodySize: number;
}

/** How HAR says that there was no answer. */
export const noResponse: HarResponse = {
  status: 0,
  statusText: '',
  httpVersion: 'HTTP/1.1',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: 'x-unknown' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
};

export interface HarSource {
  readonly request: BuiltRequest;
  /** Switchhook's own. */
  readonly version: string;
  /** ISO 8601; for a preview, when the event occurred. */
  readonly startedAt: string;
}

export function formatPreviewAsHar({ request, version, startedAt }: HarSource): HarLog {
  const entry: HarEntry = {
    startedDateTime: startedAt,
    time: 0,
    request: describeRequest(request),
    response: noResponse,
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  };
  return wrapEntries([entry], version);
}

export function wrapEntries(entries: readonly HarEntry[], version: string): HarLog {
  return { log: { version: '1.2', creator: { name: 'Switchhook', version }, entries } };
}

const encoder = new TextEncoder();

export function describeRequest({ method, url, headers, body }: BuiltRequest): HarEntry['request'] {
  const contentType = findHeader(headers, 'content-type');
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: nameHeaders(headers),
    queryString: readQuery(url),
    ...(body === null ? {} : { postData: { mimeType: contentType, text: body } }),
    headersSize: -1,
    bodySize: encoder.encode(body ?? '').length,
  };
}

export function nameHeaders(headers: HeaderList): NamedValue[] {
  return headers.map(([name, value]) => ({ name, value }));
}

/** `wanted` in lower case; empty when it is not there. */
export function findHeader(headers: HeaderList, wanted: string): string {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
}

function readQuery(url: string): NamedValue[] {
  const mark = url.indexOf('?');
  if (mark === -1) return [];
  return url
    .slice(mark + 1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name: decode(name), value: decode(value.join('=')) };
    });
}

/** A person's own query need not be well-formed: what cannot be decoded stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
