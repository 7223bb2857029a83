// A delivery as the log shows it, with what a test says different.
import { type Attempt, attemptSchema, type Delivery, deliverySchema } from '../../../../shared/dispatch/delivery.ts';

export function aDelivery(change: Record<string, unknown> = {}): Delivery {
  return deliverySchema.parse({
    id: 'dlv_1',
    tenantSet: 'sandbox',
    integrationId: 'int_1',
    integrationName: 'CRM screen-pop',
    accountName: 'Acme Pty Ltd',
    pbxName: 'Head Office',
    trigger: 'inbound-call-answered',
    acceptedAt: '2026-11-22T23:41:07.312Z',
    outcome: 'delivered',
    result: 'delivered',
    status: 200,
    error: null,
    attemptCount: 1,
    durationMs: 84,
    method: 'POST',
    url: 'https://crm.example.com/hook',
    originalUrl: null,
    replayOf: null,
    endpoint: 'https://crm.example.com/hook',
    isRetried: false,
    nextAttemptAt: null,
    waitsFor: null,
    ...change,
  });
}

export function anAttempt(change: Record<string, unknown> = {}): Attempt {
  return attemptSchema.parse({
    number: 1,
    kind: 'first',
    startedAt: '2026-11-22T23:41:07.312Z',
    result: 'failing',
    status: 502,
    durationMs: 1_214,
    error: null,
    timing: { dnsMs: 4, connectMs: 15, tlsMs: 39, firstByteMs: 1_212, totalMs: 1_214 },
    sentHeaders: [],
    response: null,
    ...change,
  });
}
