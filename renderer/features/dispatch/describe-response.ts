// What came back, as text for a person: status line, headers, the body decoded where it is text, and where the time went. Pure.
import type { Attempt, Timing } from '../../../shared/dispatch/delivery.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import { t } from './texts.ts';

type Response = NonNullable<Attempt['response']>;

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** "502 Bad Gateway". The words are HTTP's own: what the endpoint wrote there is not kept. */
export function nameStatus(status: number): string {
  const reason = reasons[status];
  return reason === undefined ? String(status) : `${status} ${reason}`;
}

/** `text` is null when the bytes are no text. */
export interface ResponseBody {
  readonly byteCount: number;
  readonly text: string | null;
}

export function decodeBody({ bodyBase64, isCut }: Pick<Response, 'bodyBase64' | 'isCut'>): ResponseBody {
  const bytes = Uint8Array.from(atob(bodyBase64), (char) => char.charCodeAt(0));
  return { byteCount: bytes.length, text: decodeText(bytes, isCut) };
}

/** A body that was cut may end inside a character: up to three bytes are given up then. */
function decodeText(bytes: Uint8Array, isCut: boolean): string | null {
  for (let dropped = 0; dropped <= (isCut ? 3 : 0); dropped += 1) {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - dropped));
      // Text has no control characters but tab and line ends: what has them is binary by chance.
      return /(?![\t\n\r])\p{Cc}/u.test(text) ? null : text.replaceAll('\r\n', '\n');
    } catch {
      // Tried again with one byte less.
    }
  }
  return null;
}

/** Laid out over lines where it is JSON; else as it is. */
export function layOutJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  return indentJson(text);
}

/** Only space between tokens changes: numbers, escapes and repeated keys stay as they came. */
function indentJson(text: string): string {
  let out = '';
  let depth = 0;
  const lineBreak = () => `\n${'  '.repeat(depth)}`;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^\s"[\]{},:]+|[[{]\s*[\]}]|[[\]{},:]/g)) {
    if (token === '{' || token === '[') {
      depth += 1;
      out += token + lineBreak();
    } else if (token === '}' || token === ']') {
      depth -= 1;
      out += lineBreak() + token;
    } else if (token === ',') out += token + lineBreak();
    else if (token === ':') out += ': ';
    else out += /^[[{]/.test(token) ? token.replaceAll(/\s/g, '') : token;
  }
  return out;
}

export function formatHead(firstLine: string, headers: HeaderList): string {
  return [firstLine, ...headers.map(([name, value]) => (value === '' ? `${name}:` : `${name}: ${value}`))].join('\n');
}

/** As HTTP writes it, with the body laid out. */
export function formatResponse(response: Response): string {
  const head = formatHead(`HTTP/1.1 ${nameStatus(response.status)}`, response.headers);
  const { byteCount, text } = decodeBody(response);
  if (byteCount === 0) return head;
  return `${head}\n\n${text === null ? t('response.binary') : layOutJson(text)}`;
}

export interface TimingPart {
  readonly name: string;
  /** null: it did not happen, as on a connection that was kept open. */
  readonly durationMs: number | null;
}

/** The moments of an attempt as the spans between them. */
export function splitTiming({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: Timing): readonly TimingPart[] {
  const since = (at: number | null, ...before: readonly (number | null)[]) =>
    at === null ? null : at - Math.max(0, ...before.filter((moment) => moment !== null));
  return [
    { name: t('timing.dns'), durationMs: dnsMs },
    { name: t('timing.connect'), durationMs: since(connectMs, dnsMs) },
    { name: t('timing.tls'), durationMs: since(tlsMs, dnsMs, connectMs) },
    { name: t('timing.waiting'), durationMs: since(firstByteMs, dnsMs, connectMs, tlsMs) },
    { name: t('timing.body'), durationMs: firstByteMs === null ? null : since(totalMs, firstByteMs) },
  ];
}
