// A capture as text: its request as it came, its body in several views, and a command that sends the same again. Pure.
import type { Capture } from '../../../shared/bench/capture.ts';
import type { BuiltRequest, HeaderList } from '../../../shared/request/built-request.ts';
import { formatPreviewAsCurl } from '../../../shared/request/format-curl.ts';

export interface CapturedBody {
  readonly bytes: Uint8Array;
  /** null: the bytes are no UTF-8 text. */
  readonly text: string | null;
}

export function readBody({ bodyBase64 }: Pick<Capture, 'bodyBase64'>): CapturedBody {
  const bytes = Uint8Array.from(atob(bodyBase64), (character) => character.charCodeAt(0));
  return { bytes, text: readText(bytes) };
}

/** Bytes of a body without decoding it. */
export function countBodyBytes({ bodyBase64 }: Pick<Capture, 'bodyBase64'>): number {
  const padding = bodyBase64.endsWith('==') ? 2 : Number(bodyBase64.endsWith('='));
  return (bodyBase64.length / 4) * 3 - padding;
}

/** A NUL is allowed in UTF-8 but not in anything people call text. */
function readText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** Request line, headers in their order, and the body: as text, or as bytes when it is none. */
export function formatRequest(capture: Capture): string {
  const { bytes, text } = readBody(capture);
  const head = [`${capture.method} ${capture.url} HTTP/1.1`, ...capture.headers.map(formatHeader)];
  if (bytes.length === 0) return head.join('\n');
  return [...head, '', text ?? formatHex(bytes)].join('\n');
}

function formatHeader([name, value]: HeaderList[number]): string {
  return value === '' ? `${name}:` : `${name}: ${value}`;
}

/** Indented, or null when the text is no JSON. The view is for reading: the bytes are those of the request. */
export function formatJson(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}

const bytesInRow = 16;
/** The view of a body of a mebibyte would be sixty-five thousand lines. */
const shownBytes = 16_384;

/** Offset, sixteen bytes, and what of them is visible ASCII. Only the beginning of a long body. */
export function formatHex(bytes: Uint8Array): string {
  const shown = bytes.subarray(0, shownBytes);
  const rows: string[] = [];
  for (let start = 0; start < shown.length; start += bytesInRow) {
    const row = [...shown.subarray(start, start + bytesInRow)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    rows.push(`${start.toString(16).padStart(6, '0')}  ${hex.padEnd(bytesInRow * 3 - 1)}  ${ascii}`);
  }
  return rows.join('\n');
}

// cURL writes these itself.
const writtenByCurl = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'expect']);

/** null: the body is no text and cannot stand in a command. `origin` is the receiver's, as `http://127.0.0.1:8787`. */
export function formatAsCurl(capture: Capture, origin: string): string | null {
  const { bytes, text } = readBody(capture);
  if (text === null) return null;
  return formatPreviewAsCurl({
    // Anyone may send any method to the receiver; the formatter writes it as it is.
    method: capture.method as BuiltRequest['method'],
    url: `${origin}${capture.url}`,
    headers: capture.headers.filter(([name]) => !writtenByCurl.has(name.toLowerCase())),
    body: bytes.length === 0 ? null : text,
  });
}
