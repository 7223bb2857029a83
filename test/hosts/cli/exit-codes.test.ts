import { expect, test } from 'vitest';
import {
  errorCatalogues,
  exitCodeOfDelivery,
  exitCodeOfError,
  exitCodes,
} from '../../../electron/hosts/cli/exit-codes.ts';
import type { AttemptResult, Delivery } from '../../../shared/dispatch/delivery.ts';

type Ended = Pick<Delivery, 'outcome' | 'result' | 'error'>;
const dead = (result: AttemptResult | null, code?: string): Ended => ({
  outcome: 'dead',
  result,
  error: code === undefined ? null : { code, message: 'why' },
});

test('every error code of the contract has an exit code that says failure', () => {
  const codes = errorCatalogues.flatMap((catalogue): readonly string[] => catalogue.codes);
  expect(codes.length).toBeGreaterThan(50);
  const known = new Set<number>(Object.values(exitCodes));
  for (const code of codes) {
    expect(exitCodeOfError(code), code).not.toBe(exitCodes.done);
    expect(known.has(exitCodeOfError(code)), code).toBe(true);
  }
});

test('the families of errors have the documented exit codes', () => {
  expect(exitCodeOfError('REQUEST_INVALID')).toBe(2);
  expect(exitCodeOfError('VAULT_LOCKED')).toBe(3);
  expect(exitCodeOfError('SECRET_UNKNOWN')).toBe(3);
  expect(exitCodeOfError('OWNER_UNREACHABLE')).toBe(4);
  expect(exitCodeOfError('INTEGRATION_CONFLICT')).toBe(5);
  expect(exitCodeOfError('INTERRUPTED')).toBe(130);
});

test('a code this build does not know counts as “not done”', () => {
  expect(exitCodeOfError('FROM_THE_FUTURE')).toBe(1);
  expect(exitCodeOfError('constructor')).toBe(1);
});

test('a delivery ends with the exit code of its outcome', () => {
  expect(exitCodeOfDelivery({ outcome: 'delivered', result: 'delivered', error: null })).toBe(0);
  for (const result of ['redirected', 'refused', 'failing', 'timed-out', 'protocol-error'] as const) {
    expect(exitCodeOfDelivery(dead(result)), result).toBe(1);
  }
  expect(exitCodeOfDelivery(dead('blocked', 'TARGET_PRIVATE'))).toBe(2);
  expect(exitCodeOfDelivery(dead('unreachable', 'DNS_FAILED'))).toBe(4);
  expect(exitCodeOfDelivery(dead(null, 'SECRET_UNKNOWN'))).toBe(3);
  expect(exitCodeOfDelivery(dead(null, 'VAULT_LOCKED'))).toBe(3);
  expect(exitCodeOfDelivery({ outcome: 'cancelled', result: null, error: null })).toBe(1);
});
