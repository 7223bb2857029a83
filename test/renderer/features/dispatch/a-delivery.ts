// A delivery as the log shows it and as its pane does, and the bars of a histogram, with what a test says different.
import {
  type Attempt,
  attemptSchema,
  type Delivery,
  type DeliveryDetail,
  deliveryDetailSchema,
  deliverySchema,
} from '../../../../shared/dispatch/delivery.ts';
import type { HistogramBar } from '../../../../shared/dispatch/delivery-counts.ts';
import { integrationSchema } from '../../../../shared/request/integration.ts';
import { makeIntegration } from '../../app/fake-engine.ts';

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

/** Of one integration, with an attempt. */
export function aDetail(change: Record<string, unknown> = {}): DeliveryDetail {
  const delivery = aDelivery(change);
  return deliveryDetailSchema.parse({
    ...delivery,
    request: {
      method: 'POST',
      url: delivery.url,
      headers: [['Content-Type', 'application/json']],
      body: '{"from":"0491570156"}',
    },
    assumptions: [],
    event: {
      ...{ trigger: 'inbound-call-answered', occurredAt: '2026-11-23T10:41:07+11:00', timeZone: 'Australia/Sydney' },
      values: { 'source-number': '0491570156' },
    },
    integration: asWritten(),
    dialect: {},
    attempts: [anAttempt()],
    ...change,
  });
}

/** Without what a record has besides. */
function asWritten() {
  const members = Object.keys(integrationSchema.shape);
  return Object.fromEntries(Object.entries(makeIntegration(1)).filter(([name]) => members.includes(name)));
}

export interface HistogramInput {
  readonly from: string;
  readonly until: string;
  readonly bars: number;
}

/** Every third bar holds something. */
export function makeBars({ from, until, bars }: HistogramInput, countsOf: (bar: number) => HistogramBar['counts']) {
  const [fromMs, untilMs] = [Date.parse(from), Date.parse(until)];
  const at = (bar: number) => new Date(fromMs + ((untilMs - fromMs) / bars) * bar).toISOString();
  return Array.from({ length: bars }, (_, bar) => ({
    ...{ from: at(bar), until: at(bar + 1) },
    counts: bar % 3 === 0 ? countsOf(bar) : {},
  }));
}
