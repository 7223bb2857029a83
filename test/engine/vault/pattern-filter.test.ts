import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PatternFilter } from '../../../electron/engine/vault/pattern-filter.ts';
import { PatternScan } from '../../../electron/engine/vault/pattern-scan.ts';

const few = fc.uint8Array({ minLength: 1, maxLength: 20, max: 3 });
const patterns = fc.array(few, { maxLength: 6 });

function filterOf(list: readonly Uint8Array[]): PatternFilter {
  const filter = new PatternFilter();
  for (const pattern of list) filter.add(pattern);
  return filter;
}

describe('the filter before the scan', () => {
  it('never says no where a pattern is, wherever it stands', () => {
    fc.assert(
      fc.property(patterns, fc.uint8Array({ maxLength: 60, max: 3 }), (list, text) => {
        if (new PatternScan(list).scan(text).length > 0) expect(filterOf(list).mayFind(text)).toBe(true);
      }),
      { numRuns: 5000 },
    );
    const planted = fc.tuple(
      fc.uint8Array({ maxLength: 50 }),
      fc.uint8Array({ minLength: 8, maxLength: 40 }),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(planted, fc.array(fc.uint8Array({ minLength: 8 })), ([before, pattern, after], others) => {
        const text = Buffer.concat([before, pattern, after]);
        expect(filterOf([...others, pattern]).mayFind(text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('says no to nearly all text that holds none', () => {
    const letters = (seed: string) => Buffer.from(createHash('sha512').update(seed).digest('base64'));
    const filter = filterOf(Array.from({ length: 4000 }, (_, index) => letters(`pattern ${index}`).subarray(0, 24)));
    const texts = Array.from({ length: 500 }, (_, index) => letters(`text ${index}`));
    expect(texts.filter((text) => filter.mayFind(text)).length).toBeLessThan(50);
    expect(new PatternFilter().mayFind(letters(''))).toBe(false);
  });
});
