// How the reference writes and judges text: character by character.
import type { Dialect } from '../../../shared/request/dialect.ts';

export function stripSpaces(text: string): string {
  let from = 0;
  let to = text.length;
  while (text[from] === ' ') from += 1;
  while (to > from && text[to - 1] === ' ') to -= 1;
  return text.slice(from, to);
}

export function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}

export function isValue(text: string): boolean {
  if (text.startsWith(' ') || text.endsWith(' ') || text.startsWith('\t') || text.endsWith('\t')) return false;
  return [...text].every((character) => character === '\t' || (character >= ' ' && character <= '~'));
}

export function isName(text: string): boolean {
  const allowed = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz";
  return (
    text !== '' && [...text].every((character) => character < '\u0080' && allowed.includes(character.toLowerCase()))
  );
}

export function isReserved(name: string): boolean {
  const words = 'Host Content-Length Transfer-Encoding Connection Keep-Alive Upgrade TE Trailer Expect'
    .toLowerCase()
    .split(' ');
  const lower = name.toLowerCase();
  return words.includes(lower) || ['proxy-', 'switchhook-', 'webhook-'].some((start) => lower.indexOf(start) === 0);
}

/** UTF-8 by hand; half a pair becomes U+FFFD. */
function utf8(codePoint: number): number[] {
  const point = codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint;
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 + Math.floor(point / 64), 0x80 + (point % 64)];
  const low = [0x80 + (Math.floor(point / 64) % 64), 0x80 + (point % 64)];
  if (point < 0x10000) return [0xe0 + Math.floor(point / 4096), ...low];
  return [0xf0 + Math.floor(point / 262144), 0x80 + (Math.floor(point / 4096) % 64), ...low];
}

function percentBytes(codePoint: number): string {
  return utf8(codePoint)
    .map((byte) => `%${'0123456789ABCDEF'[byte >> 4]}${'0123456789ABCDEF'[byte & 15]}`)
    .join('');
}

export function percent(text: string, encoded: string): string {
  let result = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    result += point > 0x7e || encoded.includes(character) ? percentBytes(point) : character;
  }
  return result;
}

export function formText(text: string, dialect: Dialect): string {
  let result = '';
  for (const character of text) {
    if (character === ' ') result += dialect.querySpace;
    else if (/[A-Za-z0-9*\-._]/.test(character)) result += character;
    else result += percentBytes(character.codePointAt(0) ?? 0);
  }
  return result;
}

export function jsonString(text: string, dialect: Dialect): string {
  const short: Record<number, string> = { 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r', 34: '\\"', 92: '\\\\' };
  let result = '"';
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const isHigh = unit >= 0xd800 && unit < 0xdc00;
    const isLow = unit >= 0xdc00 && unit < 0xe000;
    const next = text.charCodeAt(index + 1);
    const previous = text.charCodeAt(index - 1);
    const isLone =
      (isHigh && !(next >= 0xdc00 && next < 0xe000)) || (isLow && !(previous >= 0xd800 && previous < 0xdc00));
    const isEscaped = unit < 32 || isLone || (unit >= 0x80 && dialect.jsonUnicode === 'escaped');
    if (short[unit] !== undefined) result += short[unit];
    else if (unit === 47 && dialect.jsonSlash === 'escaped') result += '\\/';
    else if (isEscaped) result += `\\u${unit.toString(16).padStart(4, '0')}`;
    else result += text[index];
  }
  return `${result}"`;
}

export function isJsonNumber(text: string): boolean {
  const isDigit = (at: number) => text[at] !== undefined && '0123456789'.includes(text[at]);
  const skipDigits = (from: number) => {
    let to = from;
    while (isDigit(to)) to += 1;
    return to;
  };
  let at = text[0] === '-' ? 1 : 0;
  if (!isDigit(at)) return false;
  at = text[at] === '0' ? at + 1 : skipDigits(at);
  if (text[at] === '.') {
    if (!isDigit(at + 1)) return false;
    at = skipDigits(at + 1);
  }
  if (text[at] === 'e' || text[at] === 'E') {
    const sign = text[at + 1] === '+' || text[at + 1] === '-' ? 1 : 0;
    if (!isDigit(at + 1 + sign)) return false;
    at = skipDigits(at + 1 + sign);
  }
  return at === text.length;
}
