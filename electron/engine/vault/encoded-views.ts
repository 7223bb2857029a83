// A text as its readers will decode it: percent-encoding, form encoding, JSON escapes. Searching the decoded bytes finds a value
// however much of it was encoded, in whatever case.

export interface View {
  readonly bytes: Uint8Array;
  /** For each byte, and for the end, where in the text it comes from; null when that is where it stands. */
  readonly from: Uint32Array | null;
}

const percent = 0x25;
const plus = 0x2b;
const backslash = 0x5c;
const letterU = 0x75;

/** The text itself comes first; a reading that would be no other is left out. */
export function readViews(text: Uint8Array): View[] {
  const views: View[] = [{ bytes: text, from: null }];
  if (text.includes(percent)) views.push(decode(text, (at) => readPercent(text, at)));
  if (text.includes(plus)) views.push(decode(text, (at) => (text[at] === plus ? space : readPercent(text, at))));
  if (text.includes(backslash)) views.push(decode(text, (at) => readEscape(text, at)));
  return views;
}

interface Read {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** `read` answers null where a byte stands for itself. */
function decode(text: Uint8Array, read: (at: number) => Read | null): View {
  const bytes = new Uint8Array(text.length);
  const from = new Uint32Array(text.length + 1);
  let count = 0;
  const put = (byte: number, at: number) => {
    bytes[count] = byte;
    from[count] = at;
    count += 1;
  };
  for (let at = 0; at < text.length; ) {
    const found = read(at);
    if (found === null) put(text[at] ?? 0, at);
    else for (const byte of found.bytes) put(byte, at);
    at += found?.length ?? 1;
  }
  from[count] = text.length;
  return { bytes: bytes.subarray(0, count), from: from.subarray(0, count + 1) };
}

const space: Read = { bytes: Uint8Array.of(0x20), length: 1 };

function readPercent(text: Uint8Array, at: number): Read | null {
  if (text[at] !== percent) return null;
  const byte = readHex(text, at + 1, 2);
  return byte === null ? null : { bytes: Uint8Array.of(byte), length: 3 };
}

const shortEscapes = new Map(
  ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'].map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]),
);

function readEscape(text: Uint8Array, at: number): Read | null {
  if (text[at] !== backslash) return null;
  const letter = text[at + 1] ?? 0;
  if (letter !== letterU) {
    const meant = shortEscapes.get(letter);
    return meant === undefined ? null : { bytes: Uint8Array.of(meant), length: 2 };
  }
  const unit = readHex(text, at + 2, 4);
  if (unit === null) return null;
  const isPair = unit >= 0xd800 && unit < 0xdc00 && text[at + 6] === backslash && text[at + 7] === letterU;
  const low = isPair ? readHex(text, at + 8, 4) : null;
  if (low === null) return { bytes: Buffer.from(String.fromCharCode(unit)), length: 6 };
  return { bytes: Buffer.from(String.fromCharCode(unit, low)), length: 12 };
}

function readHex(text: Uint8Array, at: number, digits: number): number | null {
  let value = 0;
  for (let digit = 0; digit < digits; digit += 1) {
    const code = text[at + digit] ?? 0;
    const isDecimal = code >= 0x30 && code <= 0x39;
    const letter = code | 0x20;
    if (!isDecimal && (letter < 0x61 || letter > 0x66)) return null;
    value = value * 16 + (isDecimal ? code - 0x30 : letter - 0x57);
  }
  return value;
}
