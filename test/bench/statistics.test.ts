import { expect, test } from 'vitest';
import { compareRounds, median, percentile } from './statistics.ts';

test('the median is the middle value, and of an even number the mean of the middle two', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([10, 9])).toBe(9.5);
  expect(median([])).toBeNaN();
});

test('a percentile is a value that was measured, and no more than the share lies above it', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile(hundred, 1)).toBe(100);
  expect(percentile([7], 0.99)).toBe(7);
});

test('rounds are compared in pairs, so that a slow moment of the machine counts for both', () => {
  // The machine was three times slower in the second round; the median of each side alone would say 30 ÷ 20.
  const ratio = compareRounds([11, 36, 30], [10, 30, 20]);
  expect(ratio.median).toBeCloseTo(1.2);
  expect(ratio.lowest).toBeCloseTo(1.1);
  expect(ratio.highest).toBeCloseTo(1.5);
});

test('rounds without a partner are refused', () => {
  expect(() => compareRounds([1, 2], [1])).toThrow('pairs');
  expect(() => compareRounds([], [])).toThrow('pairs');
});
