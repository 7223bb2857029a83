import fc from 'fast-check';
import { expect, it } from 'vitest';
import { freshRate, takeFromRate, waitForRate } from '../../../shared/dispatch/rate-limit.ts';

/** Asks at every step, takes whenever it may, and answers when it did. */
function takeAll(ratePerSecond: number, stepsMs: readonly number[]): number[] {
  let state = freshRate;
  let nowMs = 0;
  const taken: number[] = [];
  for (const stepMs of stepsMs) {
    nowMs += stepMs;
    if (waitForRate(state, ratePerSecond, nowMs) > 0) continue;
    state = takeFromRate(state, ratePerSecond, nowMs);
    taken.push(nowMs);
  }
  return taken;
}

it('never lets more through than the rate and a tenth of a second of it, in any window', () => {
  const rates = fc.double({ min: 0.01, max: 10_000, noNaN: true });
  const steps = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 200 });
  fc.assert(
    fc.property(rates, steps, (rate, stepsMs) => {
      const taken = takeAll(rate, stepsMs);
      return taken.every((from, first) =>
        taken.slice(first).every((until, more) => more + 1 <= ((until - from + 100) / 1_000) * rate + 2),
      );
    }),
  );
});

it('lets through what the rate says when there is always something', () => {
  const steps = Array.from({ length: 10_000 }, () => 1);
  expect(takeAll(50, steps).length).toBeGreaterThanOrEqual(500);
  expect(takeAll(50, steps).length).toBeLessThanOrEqual(506);
});

it('says how long to wait: then it may, and not before', () => {
  const state = takeFromRate(freshRate, 2, 1_000);
  expect(waitForRate(state, 2, 1_000)).toBe(500);
  expect(waitForRate(state, 2, 1_499)).toBe(1);
  expect(waitForRate(state, 2, 1_500)).toBe(0);
});
