import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatClock,
  formatDuration,
  formatInstant,
  formatOtherDay,
  formatZone,
} from '../../../../renderer/app/feature/format.ts';

const novemberMs = Date.parse('2026-11-22T23:41:07Z');
const julyMs = Date.parse('2026-07-01T00:00:00Z');
const sydney = 'Australia/Sydney';

describe('times on screen', () => {
  it('names a zone by what holds at that instant', () => {
    expect(formatZone(novemberMs, sydney)).toBe('AEDT (UTC+11)');
    expect(formatZone(novemberMs, 'Australia/Brisbane')).toBe('AEST (UTC+10)');
    expect(formatZone(julyMs, sydney)).toBe('AEST (UTC+10)');
    expect(formatZone(julyMs, 'Australia/Adelaide')).toBe('ACST (UTC+9:30)');
  });

  it('writes an instant with the name of its zone', () => {
    expect(formatInstant(novemberMs, sydney)).toBe('23 Nov 2026, 10:41:07 AEDT');
  });

  it('counts back for three weeks, and then names the day', () => {
    const at = (text: string) => formatAgo(Date.parse(text), novemberMs, sydney);
    expect(at('2026-11-22T23:40:30Z')).toBe('now');
    expect(at('2026-11-22T23:01:07Z')).toBe('40 min ago');
    expect(at('2026-11-22T21:41:07Z')).toBe('2 h ago');
    expect(at('2026-11-19T23:00:00Z')).toBe('3 d ago');
    expect(at('2026-10-30T00:00:00Z')).toBe('30 Oct');
    expect(at('2025-10-30T00:00:00Z')).toBe('30 Oct 2025');
  });
});

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
    expect(formatClock(at, sydney)).toBe('10:41:07.312');
    expect(formatClock(at, 'Australia/Brisbane')).toBe('09:41:07.312');
  });

  it('name the day when it is another one in that zone', () => {
    expect(formatOtherDay(at, Date.parse('2026-11-23T12:59:59Z'), sydney)).toBe(null);
    expect(formatOtherDay(at, Date.parse('2026-11-23T13:00:00Z'), sydney)).toBe('23 Nov');
  });
});
