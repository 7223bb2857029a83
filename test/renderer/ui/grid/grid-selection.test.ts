import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  allMatchingSelected,
  countSelected,
  isSelected,
  nothingSelected,
  selectionState,
  setSelected,
  toggleSelected,
} from '../../../../renderer/ui/grid/grid-selection.ts';

const someKeys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 8 });
const anySelection = fc.oneof(
  someKeys.map((keys) => setSelected(nothingSelected, keys, true)),
  someKeys.map((keys) => setSelected(allMatchingSelected, keys, false)),
);

test('a row that was set selected is selected, whichever way the selection is written', () => {
  fc.assert(
    fc.property(anySelection, fc.string(), fc.boolean(), (selection, key, wanted) => {
      expect(isSelected(setSelected(selection, [key], wanted), key)).toBe(wanted);
    }),
  );
});

test('setting some rows leaves all others as they were', () => {
  fc.assert(
    fc.property(anySelection, someKeys, fc.string(), (selection, keys, other) => {
      fc.pre(!keys.includes(other));
      expect(isSelected(setSelected(selection, keys, true), other)).toBe(isSelected(selection, other));
    }),
  );
});

test('a row toggled twice is as it was', () => {
  fc.assert(
    fc.property(anySelection, fc.string(), (selection, key) => {
      const twice = toggleSelected(toggleSelected(selection, key), key);
      expect(isSelected(twice, key)).toBe(isSelected(selection, key));
    }),
  );
});

test('all that match counts rows that were never loaded, without those taken out', () => {
  expect(countSelected(setSelected(allMatchingSelected, ['a', 'b'], false), 1204)).toBe(1202);
});

test('the box in the head is mixed between none and all', () => {
  expect(selectionState(nothingSelected, 3)).toBe(false);
  expect(selectionState(setSelected(nothingSelected, ['a'], true), 3)).toBe('mixed');
  expect(selectionState(allMatchingSelected, 3)).toBe(true);
  expect(selectionState(allMatchingSelected, 0)).toBe(false);
});
