// How a list says in a few words how a delivery stands, and why it does not go on.
import { expect, test } from 'vitest';
import { describeState } from '../../../electron/hosts/cli/delivery-text.ts';
import { aDelivery } from '../../renderer/features/dispatch/a-delivery.ts';

test.each([
  [{ outcome: 'delivered', result: 'delivered', status: 204 }, 'delivered (204)'],
  [{ outcome: 'pending', result: null, status: null }, 'pending'],
  [{ outcome: 'pending', result: null, status: null, waitsFor: 'vault' }, 'pending (vault locked)'],
  [{ outcome: 'pending', result: 'failing', status: 503, waitsFor: 'breaker' }, 'pending (failing 503, breaker open)'],
  [
    { outcome: 'dead', result: null, status: null, error: { code: 'SECRET_UNKNOWN', message: '' } },
    'dead (SECRET_UNKNOWN)',
  ],
  [
    { outcome: 'dead', result: 'unreachable', status: null, error: { code: 'DNS_FAILED', message: '' } },
    'dead (unreachable)',
  ],
] as const)('%o is %s', (change, text) => {
  expect(describeState(aDelivery(change))).toBe(text);
});
