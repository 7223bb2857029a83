import { describe, expect, it } from 'vitest';
import { formatClock, formatDuration, formatOtherDay } from '../../../../renderer/features/dispatch/format-duration.ts';

describe('durations', () => {
  it.each([
    [0.4, '0 ms'],
    [84, '84 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [1_214, '1.21 s'],
    [15_000, '15.0 s'],
    [99_940, '99.9 s'],
    [99_960, '100 s'],
    [600_000, '600 s'],
  ])('%d ms reads %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

describe('times of the log', () => {
  const at = '2026-11-22T23:41:07.312Z';

  it('are those of the zone, to the millisecond', () => {
    expect(formatClock(at, 'Australia/Sydney')).toBe('10:41:07.312');
    expect(formatClock(at, 'Australia/Brisbane')).toBe('09:41:07.312');
  });

  it('name the day when it is another one in that zone', () => {
    expect(formatOtherDay(at, Date.parse('2026-11-23T12:59:59Z'), 'Australia/Sydney')).toBe(null);
    expect(formatOtherDay(at, Date.parse('2026-11-23T13:00:00Z'), 'Australia/Sydney')).toBe('23 Nov');
  });
});
