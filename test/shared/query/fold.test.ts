import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '../../../shared/query/fold.ts';

test('folding twice changes nothing, and composed and decomposed text fold alike', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), fc.constantFrom('Σ', 'İ', 'É')),
      }),
      (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
      },
    ),
    { numRuns: 1000 },
  );
});

test('upper and lower case fold alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abzéßσςäñçжя') }), (text) => {
      // The capital of ß is two letters: it stays what it is.
      fc.pre(!text.includes('ß'));
      expect(foldText(text.toUpperCase())).toBe(foldText(text));
    }),
  );
});
