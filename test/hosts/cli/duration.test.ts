import { expect, test } from 'vitest';
import { formatDuration, parseDurationMs } from '../../../electron/hosts/cli/duration.ts';

test('a duration is a number with its unit', () => {
  expect(parseDurationMs('500ms')).toBe(500);
  expect(parseDurationMs('15s')).toBe(15_000);
  expect(parseDurationMs('1.5s')).toBe(1_500);
  expect(parseDurationMs('2m')).toBe(120_000);
  expect(parseDurationMs('0s')).toBe(0);
});

test('what is no duration is refused and never guessed', () => {
  for (const text of ['', '15', 's', '-1s', '+1s', '1 s', '1e3s', '15S', '1h', '.5s', '1.2345s', '15s ', '٣s']) {
    expect(parseDurationMs(text), text).toBeUndefined();
  }
});

test('a duration is shown in the unit that a person reads at a glance', () => {
  expect([4.4, 999, 1_500, 15_000, 59_999, 90_000].map(formatDuration)).toEqual([
    '4 ms',
    '999 ms',
    '1.5 s',
    '15 s',
    '60 s',
    '1.5 min',
  ]);
});
