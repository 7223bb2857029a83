import { expect, it } from 'vitest';
import { readWholeNumber } from '../../../../renderer/features/settings/read-number.ts';

it('reads whole numbers only, and leaves their limits to the engine', () => {
  expect(['15', ' 0 ', '-1'].map((text) => readWholeNumber(text, null))).toEqual([15, 0, -1]);
  expect(['1.5', '1e3', 'ten', ''].map((text) => readWholeNumber(text, null))).toEqual([null, null, null, null]);
});

it('lets an empty field stand for something', () => expect(readWholeNumber('', 0)).toBe(0));
