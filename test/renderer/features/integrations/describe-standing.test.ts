import { describe, expect, test } from 'vitest';
import {
  describeStanding,
  formatClock,
  formatDuration,
} from '../../../../renderer/features/integrations/describe-standing.ts';

describe('how a delivery stands', () => {
  test('is its outcome once it is final, and the last result while more may come', () => {
    const of = (
      outcome: 'delivered' | 'dead' | 'pending',
      result: 'delivered' | 'failing' | null,
      status: number | null,
    ) => describeStanding({ outcome, result, status });
    expect(of('delivered', 'delivered', 200)).toMatchObject({ word: 'Delivered', tone: 'success', detail: '200' });
    expect(of('dead', 'failing', 502)).toMatchObject({ word: 'Dead', tone: 'danger', detail: '502' });
    expect(of('pending', 'failing', 502)).toMatchObject({ word: 'Failing', detail: '502' });
    expect(of('pending', null, null)).toMatchObject({ word: 'Pending', detail: undefined });
  });
});

test('durations are milliseconds under a second', () => {
  expect([formatDuration(84.4), formatDuration(1_210)]).toEqual(['84 ms', '1.2 s']);
});

test('a time is a clock today and a date on another day, in the zone of the tenant', () => {
  const nowMs = Date.parse('2026-11-23T02:00:00Z');
  expect(formatClock(Date.parse('2026-11-22T23:41:07Z'), nowMs, 'Australia/Sydney')).toBe('10:41:07');
  expect(formatClock(Date.parse('2026-11-22T12:41:07Z'), nowMs, 'Australia/Sydney')).toBe('22 Nov');
});
