import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PatternScan, type Span } from '../../../electron/engine/vault/pattern-scan.ts';

/** What a scan should find, by looking everywhere for everything. */
function findByHand(patterns: readonly string[], text: string): boolean[] {
  const covered = Array.from(text, () => false);
  for (const pattern of patterns) {
    for (let at = text.indexOf(pattern); at !== -1; at = text.indexOf(pattern, at + 1))
      covered.fill(true, at, at + pattern.length);
  }
  return covered;
}

const scan = (patterns: readonly string[], text: string): Span[] =>
  new PatternScan(patterns.map((pattern) => Buffer.from(pattern))).scan(Buffer.from(text));

// Few letters, so that patterns overlap, contain and follow one another.
const word = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength, maxLength });

describe('a scan for many patterns', () => {
  it('covers exactly what looking for each one everywhere covers', () => {
    fc.assert(
      fc.property(fc.array(word(1, 6), { maxLength: 8 }), word(0, 60), (patterns, text) => {
        const covered = Array.from(text, () => false);
        for (const { start, end } of scan(patterns, text)) covered.fill(true, start, end);
        expect(covered).toEqual(findByHand(patterns, text));
      }),
      { numRuns: 500 },
    );
  });

  it('answers disjoint spans in order, each named by a pattern that stands in it', () => {
    fc.assert(
      fc.property(fc.array(word(1, 6), { maxLength: 8 }), word(0, 60), (patterns, text) => {
        let done = 0;
        for (const { start, end, pattern, length } of scan(patterns, text)) {
          expect(start).toBeGreaterThanOrEqual(done);
          expect(patterns[pattern]).toHaveLength(length);
          expect(text.slice(start, end)).toContain(patterns[pattern]);
          done = end;
        }
      }),
    );
  });

  it('names a span by the longest of the patterns that overlap in it', () => {
    expect(scan(['abc', 'bcdefg', 'gh'], 'xabcdefghx')).toEqual([{ start: 1, end: 9, pattern: 1, length: 6 }]);
    expect(scan(['ab', 'abcd'], 'abcd ab')).toEqual([
      { start: 0, end: 4, pattern: 1, length: 4 },
      { start: 5, end: 7, pattern: 0, length: 2 },
    ]);
  });

  it('finds nothing without patterns', () => {
    expect(scan([], 'anything')).toEqual([]);
  });
});
