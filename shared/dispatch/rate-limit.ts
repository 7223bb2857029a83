// How many attempts a second: a bucket that fills evenly. One number is its whole state. Pure; times are milliseconds that never go back.

/** When the bucket would be full again, had nothing been taken since. */
export type RateState = number;

export const freshRate: RateState = Number.NEGATIVE_INFINITY;

/** What may leave together after a pause: a tenth of a second's worth, one at least. */
const burstMs = 100;

/** How long until the next attempt may begin; 0: now. */
export function waitForRate(state: RateState, ratePerSecond: number, nowMs: number): number {
  return Math.max(0, state - nowMs - toleranceOf(ratePerSecond));
}

/** One attempt has begun. */
export function takeFromRate(state: RateState, ratePerSecond: number, nowMs: number): RateState {
  return Math.max(state, nowMs) + 1_000 / ratePerSecond;
}

function toleranceOf(ratePerSecond: number): number {
  return Math.max(0, burstMs - 1_000 / ratePerSecond);
}
