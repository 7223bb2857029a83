// Finds what a request view sets apart: header names, JSON keys, punctuation, the method. Two tones and one accent, no rainbow.
// It only colours: what it does not recognise stays plain, and it never changes a character.

export type SpanKind = 'strong' | 'header' | 'key' | 'punctuation';

/** Positions are those of the string, in UTF-16 units; `end` is the first one after. */
export interface CodeSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: SpanKind;
}

/** A request or response as HTTP/1.1 writes it: first line, headers, an empty line, a body that may be JSON. */
export function spansOfHttp(text: string): CodeSpan[] {
  const bodyAt = /\r?\n\r?\n/.exec(text);
  const head = bodyAt === null ? text : text.slice(0, bodyAt.index);
  const bodyStart = bodyAt === null ? text.length : bodyAt.index + bodyAt[0].length;
  return [...spansOfHead(head), ...spansOfJson(text.slice(bodyStart), bodyStart)];
}

function spansOfHead(head: string): CodeSpan[] {
  const spans: CodeSpan[] = [];
  let start = 0;
  for (const line of head.split('\n')) {
    spans.push(...(start === 0 ? spansOfFirstLine(line) : spansOfHeader(line, start)));
    start += line.length + 1;
  }
  return spans;
}

function spansOfFirstLine(line: string): CodeSpan[] {
  const version = /HTTP\/\d(?:\.\d)?/.exec(line);
  const strong = version?.index === 0 ? /\b\d{3}\b/.exec(line) : /^[A-Z]+/.exec(line);
  const spans: CodeSpan[] = [];
  if (strong !== null) spans.push({ start: strong.index, end: strong.index + strong[0].length, kind: 'strong' });
  if (version !== null) {
    spans.push({ start: version.index, end: version.index + version[0].length, kind: 'punctuation' });
  }
  return spans.sort((a, b) => a.start - b.start);
}

function spansOfHeader(line: string, start: number): CodeSpan[] {
  const colon = line.indexOf(':');
  return colon < 1 ? [] : [{ start, end: start + colon + 1, kind: 'header' }];
}

/** Keys and punctuation of a JSON text that starts at `offset` of a longer one. Text that is not JSON has none. */
export function spansOfJson(text: string, offset = 0): CodeSpan[] {
  if (!/^\s*[[{]/.test(text)) return [];
  const spans: CodeSpan[] = [];
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\],]/g)) {
    const start = offset + match.index;
    const [token, colon] = match;
    if (colon !== undefined) {
      const keyEnd = start + token.length - colon.length;
      spans.push(
        { start, end: keyEnd, kind: 'key' },
        { start: keyEnd, end: start + token.length, kind: 'punctuation' },
      );
    } else if (!token.startsWith('"')) {
      spans.push({ start, end: start + token.length, kind: 'punctuation' });
    }
  }
  return spans;
}
