import { expect, test } from 'vitest';
import { readTimeValue, resolveTime } from '../../../shared/query/time-value.ts';

const nowMs = Date.UTC(2026, 10, 23, 2, 0);

function spanOf(text: string, timeZone: string): string {
  const time = readTimeValue(text);
  if (time === null) {
    return 'not a time';
  }
  const { fromMs, toMs } = resolveTime(time, { nowMs, timeZone });
  return `${new Date(fromMs).toISOString()} + ${(toMs - fromMs) / 1000} s`;
}

test.each([
  ['now', 'UTC', '2026-11-23T02:00:00.000Z + 0.001 s'],
  ['-90S', 'UTC', '2026-11-23T01:58:30.000Z + 0.001 s'],
  ['-2w', 'UTC', '2026-11-09T02:00:00.000Z + 0.001 s'],
  ['2026-11-23', 'UTC', '2026-11-23T00:00:00.000Z + 86400 s'],
  ['2026-11-23', 'Australia/Brisbane', '2026-11-22T14:00:00.000Z + 86400 s'],
  ['2026-11-23T09:30', 'Australia/Sydney', '2026-11-22T22:30:00.000Z + 60 s'],
  ['2026-11-23T09:30:15', 'Australia/Adelaide', '2026-11-22T23:00:15.000Z + 1 s'],
  ['2026-11-23T09:30:15.25', 'America/New_York', '2026-11-23T14:30:15.250Z + 0.001 s'],
  ['2026-11-23t09:30:15.1239z', 'Australia/Sydney', '2026-11-23T09:30:15.123Z + 0.001 s'],
  ['2026-11-23T09:30-03:30', 'Australia/Sydney', '2026-11-23T13:00:00.000Z + 60 s'],
])('%s in %s is %s', (text, timeZone, expected) => {
  expect(spanOf(text, timeZone)).toBe(expected);
});

test.each([
  ['the day the clocks go forward has 23 hours', '2026-10-04', '2026-10-03T14:00:00.000Z + 82800 s'],
  ['the day they go back has 25', '2026-04-05', '2026-04-04T13:00:00.000Z + 90000 s'],
  ['a skipped time moves on', '2026-10-04T02:30', '2026-10-03T16:30:00.000Z + 60 s'],
  ['a time that comes twice is the first', '2026-04-05T02:30', '2026-04-04T15:30:00.000Z + 60 s'],
  ['just after the change the new offset counts', '2026-10-04T03:00', '2026-10-03T16:00:00.000Z + 60 s'],
])('in Sydney %s', (_, text, expected) => {
  expect(spanOf(text, 'Australia/Sydney')).toBe(expected);
});

test.each([
  '',
  '7d',
  '+7d',
  '-7',
  '-7y',
  '-1234567d',
  '2026-13-01',
  '2026-02-29',
  '0001-01-01',
  '2026-11-23T',
  '2026-11-23T24:00',
  '2026-11-23T09:60',
  '2026-11-23T09:30:60',
  '2026-11-23 09:30',
  '2026-11-23T09:30+1100',
])('%j is not a time', (text) => {
  expect(readTimeValue(text)).toBeNull();
});
