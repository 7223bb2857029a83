// A text as its readers will decode it: percent-encoding, form encoding, JSON escapes. Searching the decoded bytes finds a value
// however much of it was encoded, in whatever case.

export interface View {
  readonly bytes: Uint8Array;
  /** For each byte, and for the end, where in the text it comes from; null when that is where it stands. Found out when asked. */
  from(): Uint32Array | null;
}

const percent = 0x25;
const plus = 0x2b;
const backslash = 0x5c;
const letterU = 0x75;

/** The text itself comes first; a reading that would be no other is left out. */
export function readViews(text: Uint8Array): View[] {
  const views: View[] = [{ bytes: text, from: () => null }];
  if (text.includes(percent)) views.push(viewBy(text, readPercent, percent));
  if (text.includes(plus)) views.push(viewBy(text, readForm, percent, plus));
  if (text.includes(backslash)) views.push(viewBy(text, readEscape, backslash));
  return views;
}

interface Read {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** What stands for another byte there; null where a byte stands for itself. */
type Reading = (text: Uint8Array, at: number) => Read | null;

/** `marks`: the bytes that may stand for another. */
function viewBy(text: Uint8Array, read: Reading, ...marks: readonly number[]): View {
  const from = () => {
    const places = new Uint32Array(text.length + 1);
    const { length } = decode(text, { read, marks, places });
    return places.subarray(0, length + 1);
  };
  return { bytes: decode(text, { read, marks, places: null }), from };
}

interface Decoding {
  readonly read: Reading;
  readonly marks: readonly number[];
  /** To be filled. */
  readonly places: Uint32Array | null;
}

/** What lies between two marks is copied at once. */
function decode(text: Uint8Array, { read, marks, places }: Decoding): Uint8Array {
  const bytes = new Uint8Array(text.length);
  const nexts = marks.map((mark) => findMark(text, mark, 0));
  let count = 0;
  const copy = (start: number, end: number) => {
    bytes.set(text.subarray(start, end), count);
    if (places !== null) for (let at = start; at < end; at += 1) places[count + at - start] = at;
    count += end - start;
  };
  let done = 0;
  for (let at = Math.min(...nexts); at < text.length; at = Math.min(...nexts)) {
    const found = read(text, at);
    if (found !== null) {
      copy(done, at);
      bytes.set(found.bytes, count);
      places?.fill(at, count, count + found.bytes.length);
      count += found.bytes.length;
    }
    const after = at + (found?.length ?? 1);
    if (found !== null) done = after;
    for (const [index, mark] of marks.entries()) {
      if ((nexts[index] ?? 0) < after) nexts[index] = findMark(text, mark, after);
    }
  }
  copy(done, text.length);
  if (places !== null) places[count] = text.length;
  return bytes.subarray(0, count);
}

/** The text's length when it is not there. */
function findMark(text: Uint8Array, mark: number, start: number): number {
  const at = text.indexOf(mark, start);
  return at === -1 ? text.length : at;
}

const space: Read = { bytes: Uint8Array.of(0x20), length: 1 };

function readForm(text: Uint8Array, at: number): Read | null {
  return text[at] === plus ? space : readPercent(text, at);
}

function readPercent(text: Uint8Array, at: number): Read | null {
  const byte = readHex(text, at + 1, 2);
  return byte === null ? null : { bytes: Uint8Array.of(byte), length: 3 };
}

const shortEscapes = new Map(
  ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'].map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]),
);

function readEscape(text: Uint8Array, at: number): Read | null {
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
