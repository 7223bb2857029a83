import { describe, expect, it } from 'vitest';
import { findBreaker, formatCountdown } from '../../../../renderer/features/dispatch/describe-waiting.ts';
import { endpointHealthSchema } from '../../../../shared/dispatch/dispatch-status.ts';

const health = (endpoint: string, scope: 'endpoint' | 'origin') =>
  endpointHealthSchema.parse({
    ...{ endpoint, scope, breaker: 'open', failures: 7, attempts: 10 },
    ...{ openedAt: null, nextTrialAt: null, waiting: 18 },
  });

describe('the time until the next attempt', () => {
  it.each([
    [0, '0 s'],
    [-5_000, '0 s'],
    [200, '1 s'],
    [102_000, '1 m 42 s'],
    [120_000, '2 m'],
    [2 * 3_600_000 + 5 * 60_000 + 9_000, '2 h 5 m'],
    [27 * 3_600_000, '1 d 3 h'],
  ])('of %i ms is %s', (leftMs, text) => expect(formatCountdown(leftMs)).toBe(text));
});

describe('the breaker of an endpoint', () => {
  const origin = health('https://crm.example.com', 'origin');
  const own = health('https://crm.example.com/hook', 'endpoint');

  it('is its own before its origin’s', () => {
    expect(findBreaker([origin, own], 'https://crm.example.com/hook')).toBe(own);
    expect(findBreaker([origin, own], 'https://crm.example.com/other')).toBe(origin);
  });

  it('is not that of a host whose name only begins the same', () => {
    expect(findBreaker([origin], 'https://crm.example.com.au/hook')).toBeNull();
  });
});
