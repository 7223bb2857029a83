import { describe, expect, it } from 'vitest';
import { decideOutcome, decideResult, isRetriable, judgeForBreaker } from '../../../shared/dispatch/decide-outcome.ts';
import { results } from '../../../shared/dispatch/delivery.ts';

it.each([
  [200, 'delivered'],
  [299, 'delivered'],
  [300, 'redirected'],
  [399, 'redirected'],
  [400, 'refused'],
  [410, 'refused'],
  [499, 'refused'],
  [500, 'failing'],
  [599, 'failing'],
  [600, 'protocol-error'],
  [999, 'protocol-error'],
])('status %i is %s', (status, result) => {
  expect(decideResult(status)).toBe(result);
});

describe('a delivery', () => {
  it('is delivered by 2xx only', () => {
    expect(results.filter((result) => decideOutcome(result, false) === 'delivered')).toEqual(['delivered']);
    expect(results.filter((result) => decideOutcome(result, false) === 'dead')).toHaveLength(results.length - 1);
  });

  it('that was delivered once stays so', () => {
    expect(results.map((result) => decideOutcome(result, true))).toEqual(results.map(() => 'delivered'));
  });

  it('is tried again after everything but success, the target guard’s no, and an endpoint that is gone for good', () => {
    expect(results.filter((result) => !isRetriable(result, null))).toEqual(['delivered', 'blocked']);
    expect(isRetriable('refused', 404)).toBe(true);
    expect(isRetriable('refused', 410)).toBe(false);
  });
});

describe('the breaker', () => {
  it('of the origin hears of names, connections and TLS only; the endpoint’s of everything that answered', () => {
    expect(judgeForBreaker('unreachable', null)).toEqual({ scope: 'origin', isFailure: true });
    for (const result of ['failing', 'timed-out', 'protocol-error', 'redirected'] as const) {
      expect(judgeForBreaker(result, 500)).toEqual({ scope: 'endpoint', isFailure: true });
    }
    expect(judgeForBreaker('delivered', 204)).toEqual({ scope: 'endpoint', isFailure: false });
  });

  it('counts no 4xx as a failure but 429, and hears nothing of what was never sent', () => {
    expect(judgeForBreaker('refused', 404)?.isFailure).toBe(false);
    expect(judgeForBreaker('refused', 429)?.isFailure).toBe(true);
    expect(judgeForBreaker('blocked', null)).toBeNull();
  });
});
