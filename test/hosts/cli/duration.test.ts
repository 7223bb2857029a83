import { expect, test } from 'vitest';
import { formatDuration, parseDurationMs, spellDuration } from '../../../electron/hosts/cli/duration.ts';

test('a duration is a number with its unit', () => {
  expect(parseDurationMs('500ms')).toBe(500);
  expect(parseDurationMs('15s')).toBe(15_000);
  expect(parseDurationMs('1.5s')).toBe(1_500);
  expect(parseDurationMs('2m')).toBe(120_000);
  expect(parseDurationMs('0s')).toBe(0);
  expect(parseDurationMs('14h')).toBe(50_400_000);
  expect(parseDurationMs('7d')).toBe(604_800_000);
});

test('what is no duration is refused and never guessed', () => {
  for (const text of ['', '15', 's', '-1s', '+1s', '1 s', '1e3s', '15S', '1w', '.5s', '1.2345s', '15s ', '٣s']) {
    expect(parseDurationMs(text), text).toBeUndefined();
  }
});

test('a duration is shown in the unit that a person reads at a glance', () => {
  expect([4.4, 999, 1_500, 15_000, 59_999, 90_000, 5_400_000].map(formatDuration)).toEqual([
    '4 ms',
    '999 ms',
    '1.5 s',
    '15 s',
    '60 s',
    '1.5 min',
    '1.5 h',
  ]);
});

test('a duration is spelt as it is typed, and read again it is the same', () => {
  const spelt = ['500ms', '5s', '1500ms', '30m', '14h', '7d', '90s'];
  expect(spelt.map((text) => spellDuration(parseDurationMs(text) ?? 0))).toEqual(spelt);
});
