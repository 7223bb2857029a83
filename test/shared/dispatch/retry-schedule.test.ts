import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../shared/dispatch/endpoint-policy.ts';
import { leastWait, parseRetryAfter, planRetry } from '../../../shared/dispatch/retry-schedule.ts';

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const schedules = fc.array(fc.integer({ min: 100, max: 7 * 86_400_000 }), { maxLength: 20 });

describe('the delay before the next attempt', () => {
  it('is within a fifth of the schedule, whatever chance says, and the schedule ends', () => {
    fc.assert(
      fc.property(schedules, fc.nat(30), unit, (delaysMs, retryCount, chance) => {
        const delay = planRetry({ delaysMs, retryCount, askedMs: null, unit: chance });
        const planned = delaysMs[retryCount];
        if (planned === undefined) return delay === null;
        return delay !== null && delay >= Math.floor(planned * 0.8) && delay <= Math.ceil(planned * 1.2);
      }),
    );
  });

  it('grows from one to the next in the built-in schedule, whatever chance says', () => {
    const { retryDelaysMs: delaysMs } = defaultPolicy;
    fc.assert(
      fc.property(unit, (chance) => {
        const delays = delaysMs.map((_, retryCount) =>
          planRetry({ delaysMs, retryCount, askedMs: null, unit: chance }),
        );
        return delays.every((delay, at) => at === 0 || (delay ?? 0) > (delays[at - 1] ?? 0));
      }),
    );
    expect(delaysMs.map((delay) => delay / 1_000)).toEqual([
      5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
    ]);
  });

  it('is what the endpoint asked for, as long as the schedule has a delay left', () => {
    expect(planRetry({ delaysMs: [5_000], retryCount: 0, askedMs: 70_000, unit: 0 })).toBe(70_000);
    expect(planRetry({ delaysMs: [5_000], retryCount: 1, askedMs: 70_000, unit: 0 })).toBeNull();
  });

  it('is never cut below a second by a clock, unless the schedule itself is shorter', () => {
    expect([leastWait(5_000), leastWait(200)]).toEqual([1_000, 200]);
  });
});

describe('Retry-After', () => {
  const nowMs = Date.parse('2026-11-26T09:00:00Z');

  it.each([
    ['120', 120_000],
    [' 7 ', 7_000],
    ['0', 1_000],
    ['999999999', 86_400_000],
    ['Thu, 26 Nov 2026 09:01:30 GMT', 90_000],
    ['Thu, 26 Nov 2026 08:00:00 GMT', 1_000],
    ['Thu, 26 Nov 2037 08:00:00 GMT', 86_400_000],
    ['Thursday, 26-Nov-26 09:01:30 GMT', 90_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 1_000],
    ['Thu Nov 26 09:01:30 2026', 90_000],
    ['Sun Nov  6 08:49:37 1994', 1_000],
    ['9'.repeat(400), 86_400_000],
  ])('%s is understood, from a second to a day', (text, delayMs) => {
    expect(parseRetryAfter(text, nowMs)).toBe(delayMs);
  });

  it.each([
    '',
    'soon',
    '-5',
    '1.5',
    '1e3',
    '0x10',
    '5 seconds',
    '2026-11-26',
    'Thu, 99 Nov 2026 09:01:30 GMT',
    'Thursday, 99-Nov-26 09:01:30 GMT',
    'Thu Nov 99 09:01:30 2026',
    'Thu, 26 Nov 2026 09:01:30 AEDT',
  ])('“%s” is none', (text) => {
    expect(parseRetryAfter(text, nowMs)).toBeNull();
  });

  it('of any text is nothing or from a second to a day', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const delay = parseRetryAfter(text, nowMs);
        return delay === null || (delay >= 1_000 && delay <= 86_400_000);
      }),
    );
  });
});
