import { expect, it } from 'vitest';
import { decideOutcome, decideResult } from '../../../shared/dispatch/decide-outcome.ts';
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

it('only 2xx ends a delivery as delivered', () => {
  expect(results.filter((result) => decideOutcome(result) === 'delivered')).toEqual(['delivered']);
  expect(results.filter((result) => decideOutcome(result) === 'dead')).toHaveLength(results.length - 1);
});
