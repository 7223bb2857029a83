import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askBreaker,
  type Breaker,
  beginTrial,
  closedBreaker,
  dropTrial,
  missTrial,
  recordEnd,
  shiftBreaker,
} from '../../../shared/dispatch/breaker.ts';

const fail = (breaker: Breaker, times: number, nowMs = 0) =>
  Array.from({ length: times }).reduce<Breaker>((now) => recordEnd(now, true, nowMs), breaker);

describe('a breaker', () => {
  it('opens at seven failures of ten, not before ten attempts and not below seven tenths', () => {
    expect(fail(closedBreaker, 9).state).toBe('closed');
    expect(fail(closedBreaker, 10).state).toBe('open');
    const three = [1, 2, 3].reduce<Breaker>((now) => recordEnd(now, false, 0), closedBreaker);
    expect(fail(three, 6).state).toBe('closed');
    expect(fail(three, 7)).toMatchObject({ state: 'open', failures: 7, attempts: 10 });
    const four = recordEnd(three, false, 0);
    expect(fail(four, 9).state).toBe('closed');
  });

  it('forgets what is older than five minutes', () => {
    expect(fail(fail(closedBreaker, 9), 1, 4 * 60_000).state).toBe('open');
    expect(fail(fail(closedBreaker, 9), 1, 6 * 60_000).state).toBe('closed');
  });

  it('lets one attempt through after half a minute, and goes by how that ends', () => {
    const open = fail(closedBreaker, 10);
    expect([askBreaker(open, 29_999), askBreaker(open, 30_000)]).toEqual(['wait', 'trial']);
    const trial = beginTrial(open);
    expect(askBreaker(trial, 90_000)).toBe('wait');
    expect(recordEnd(trial, false, 31_000)).toEqual(closedBreaker);
    expect(recordEnd(trial, true, 31_000)).toMatchObject({ state: 'open', nextTrialMs: 61_000 });
    expect(askBreaker(dropTrial(trial, 31_000), 31_000)).toBe('trial');
    expect(missTrial(trial, 31_000)).toMatchObject({ state: 'open', nextTrialMs: 61_000 });
    expect([missTrial(open, 31_000), missTrial(closedBreaker, 31_000)]).toEqual([open, closedBreaker]);
  });

  it('is not moved by attempts that had begun before it opened', () => {
    const open = fail(closedBreaker, 10);
    expect(recordEnd(open, false, 5_000)).toBe(open);
    expect(recordEnd(open, true, 5_000)).toBe(open);
  });

  it('keeps the distance to its trial when the clock goes back', () => {
    const open = shiftBreaker(fail(closedBreaker, 10, 3_600_000), 3_600_000);
    expect([askBreaker(open, 29_999), askBreaker(open, 30_000)]).toEqual(['wait', 'trial']);
  });

  it('agrees with counting every attempt of the last five minutes', () => {
    const steps = fc.array(fc.record({ isFailure: fc.boolean(), laterMs: fc.integer({ min: 0, max: 60_000 }) }), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(steps, (all) => {
        let breaker: Breaker = closedBreaker;
        let nowMs = 0;
        const seen: { atMs: number; isFailure: boolean }[] = [];
        for (const { isFailure, laterMs } of all) {
          nowMs += laterMs;
          seen.push({ atMs: nowMs, isFailure });
          breaker = recordEnd(breaker, isFailure, nowMs);
          // Slices of a quarter of a minute are forgotten whole.
          const surely = seen.filter(({ atMs }) => atMs > nowMs - 5 * 60_000);
          const perhaps = seen.filter(({ atMs }) => atMs > nowMs - 5 * 60_000 - 15_000);
          const opens = (list: typeof seen) =>
            list.length >= 10 && list.filter((one) => one.isFailure).length >= list.length * 0.7;
          if (breaker.state === 'open') return opens(surely) || opens(perhaps) || surely.length !== perhaps.length;
          if (isFailure && surely.length === perhaps.length && opens(surely)) return false;
        }
        return true;
      }),
    );
  });

  it('never lets two trials through at once, whatever happens in which order', () => {
    const acts = fc.array(fc.constantFrom('ask', 'succeed', 'fail', 'drop', 'miss', 'wait'), { maxLength: 60 });
    fc.assert(
      fc.property(acts, (all) => {
        let breaker = fail(closedBreaker, 10);
        let nowMs = 0;
        let trials = 0;
        for (const act of all) {
          if (act === 'wait') nowMs += 20_000;
          else if (act === 'ask' && askBreaker(breaker, nowMs) === 'trial') {
            breaker = beginTrial(breaker);
            trials += 1;
          } else if (act !== 'ask' && trials > 0) {
            if (act === 'drop') breaker = dropTrial(breaker, nowMs);
            else if (act === 'miss') breaker = missTrial(breaker, nowMs);
            else breaker = recordEnd(breaker, act === 'fail', nowMs);
            trials -= 1;
          }
          if (trials > 1) return false;
          if (breaker.state === 'closed') break;
        }
        return true;
      }),
    );
  });
});
