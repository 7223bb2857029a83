// A built request as a HAR 1.2 log with one entry that was never sent. Deterministic: the time is the caller's.
import type { BuiltRequest } from './built-request.ts';

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

interface HarEntry {
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
  readonly response: typeof noResponse;
  readonly cache: Record<string, never>;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
}

/** How HAR says that there was no answer. */
const noResponse = {
  status: 0,
  statusText: '',
  httpVersion: 'HTTP/1.1',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: 'x-unknown' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
} as const;

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
  return { log: { version: '1.2', creator: { name: 'Switchhook', version }, entries: [entry] } };
}

const encoder = new TextEncoder();

function describeRequest({ method, url, headers, body }: BuiltRequest): HarEntry['request'] {
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers.map(([name, value]) => ({ name, value })),
    queryString: readQuery(url),
    ...(body === null ? {} : { postData: { mimeType: contentType, text: body } }),
    headersSize: -1,
    bodySize: encoder.encode(body ?? '').length,
  };
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
