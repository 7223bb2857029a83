import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutIntoLines } from '../../../renderer/ui/code-lines.ts';
import { spansOfHttp, spansOfJson } from '../../../renderer/ui/code-spans.ts';

const request = 'POST /hook HTTP/1.1\nX-Tenant: acme\n\n{"at": "10:41", "n": [1]}';

function textOf(source: string, kind: string): string[] {
  return spansOfHttp(source)
    .filter((span) => span.kind === kind)
    .map((span) => source.slice(span.start, span.end));
}

test('a request shows its method, its header names, its keys', () => {
  expect(textOf(request, 'strong')).toEqual(['POST']);
  expect(textOf(request, 'header')).toEqual(['X-Tenant:']);
  expect(textOf(request, 'key')).toEqual(['"at"', '"n"']);
});

test('a response shows its status', () => {
  expect(textOf('HTTP/1.1 502 Bad Gateway\nServer: crm', 'strong')).toEqual(['502']);
});

test('a body that is no JSON stays plain', () => {
  expect(spansOfJson('from=0491570156&at=10')).toEqual([]);
});

test('a key with escaped quotes is one key', () => {
  const body = '{"a\\"b": 1}';
  const key = spansOfJson(body).find((span) => span.kind === 'key');
  expect(body.slice(key?.start, key?.end)).toBe('"a\\"b"');
});

test('spans are in order and apart', () => {
  fc.assert(
    fc.property(fc.json(), fc.string(), (json, head) => {
      const spans = spansOfHttp(`POST /${head} HTTP/1.1\nA: b\n\n${json}`);
      spans.slice(1).forEach((span, at) => {
        expect(span.start).toBeGreaterThanOrEqual(spans[at]?.end ?? 0);
      });
    }),
  );
});

test('the pieces of all lines are the text, character by character', () => {
  const anyMark = fc.record({ start: fc.nat(60), length: fc.integer({ min: 1, max: 20 }), number: fc.nat(9) });
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '"', '{', ':', '\n', '\r', '😀') }),
      fc.array(anyMark),
      (text, drawn) => {
        const marks = drawn.map(({ start, length, number }) => ({ start, end: start + length, number }));
        const lines = cutIntoLines({ text, spans: spansOfHttp(text), marks });
        expect(lines.map((line) => line.pieces.map((piece) => piece.text).join('')).join('\n')).toBe(text);
      },
    ),
  );
});

test('a mark is under its own bytes, and its number stands at the end of their line', () => {
  const start = request.indexOf('10:41');
  const lines = cutIntoLines({ text: request, spans: [], marks: [{ start, end: start + 5, number: 3 }] });
  const assumed = lines.flatMap((line) => line.pieces).filter((piece) => piece.isAssumed);
  expect(assumed.map((piece) => piece.text)).toEqual(['10:41']);
  expect(lines.map((line) => line.numbers)).toEqual([[], [], [], [3]]);
});
