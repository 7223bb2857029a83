import { describe, expect, it } from 'vitest';
import { compareWithRebuilt } from '../../../../renderer/features/dispatch/compare-requests.ts';
import { formatDiagnostic } from '../../../../renderer/features/dispatch/format-diagnostic.ts';
import { deliveryDetailSchema } from '../../../../shared/dispatch/delivery.ts';
import { buildRequest } from '../../../../shared/request/build-request.ts';
import { resolveDialect } from '../../../../shared/request/dialect-file.ts';
import { type Integration, integrationSchema } from '../../../../shared/request/integration.ts';
import { parseIntegrationFile } from '../../../../shared/request/integration-file.ts';
import { aDelivery, anAttempt } from './a-delivery.ts';

const event = {
  trigger: 'inbound-call-answered',
  occurredAt: '2026-11-23T10:41:07+11:00',
  timeZone: 'Australia/Sydney',
  values: { 'source-number': '0491570156' },
};

function anIntegration(change: object = {}): Integration {
  const file = {
    name: 'CRM screen-pop',
    requestUrl: 'https://crm.example.com/hook',
    method: 'POST',
    format: 'JSON',
    triggerEvent: 'inbound-call-answered',
    authentication: { type: 'token', token: { secret: 'crm-acme' } },
    fieldValues: [{ key: 'from', field: 'source-number' }],
    ...change,
  };
  return integrationSchema.parse(parseIntegrationFile(file).integration);
}

function deliveryOf(integration: Integration, change: Record<string, unknown> = {}) {
  const built = buildRequest({ integration, event, dialect: resolveDialect(undefined) });
  if (!built.built) throw new Error(built.problems.map(({ message }) => message).join());
  const more = { request: built.request, assumptions: [], event, integration, dialect: {}, attempts: [], ...change };
  return deliveryDetailSchema.parse({ ...aDelivery(), ...more });
}

const changed = (comparison: ReturnType<typeof compareWithRebuilt>) =>
  comparison.isBuilt ? comparison.lines.filter(({ kind }) => kind !== 'same') : null;

describe('a delivery beside its rebuilt request', () => {
  it('is the same while nothing changed', () => {
    const integration = anIntegration();
    const comparison = compareWithRebuilt({
      ...{ delivery: deliveryOf(integration), integration, dialect: {}, target: 'same' },
    });
    expect(comparison).toMatchObject({ isBuilt: true, isSame: true, url: 'https://crm.example.com/hook' });
  });

  it('shows what was changed since, line by line of the body', () => {
    const delivery = deliveryOf(anIntegration());
    const integration = anIntegration({ fieldValues: [{ key: 'caller', field: 'source-number' }] });
    const comparison = compareWithRebuilt({ delivery, integration, dialect: {}, target: 'same' });
    expect(changed(comparison)).toEqual([
      { kind: 'removed', text: '  "from": "0491570156"' },
      { kind: 'added', text: '  "caller": "0491570156"' },
    ]);
  });

  it('compares without the part that the receiver put before the path, and without authentication, which it does not get', () => {
    const integration = anIntegration();
    const { request } = deliveryOf(integration);
    const headers = request.headers.filter(([name]) => name !== 'Authorization');
    const url = 'http://127.0.0.1:8787/in/Zx81_-/hook';
    const atReceiver = { request: { ...request, url, headers }, url, originalUrl: integration.requestUrl };
    const delivery = deliveryOf(integration, atReceiver);
    const comparison = compareWithRebuilt({ delivery, integration, dialect: {}, target: 'same' });
    expect(comparison).toMatchObject({ isBuilt: true, isSame: true });
  });

  it('shows that authentication is left out when the receiver takes the place of the own URL', () => {
    const integration = anIntegration();
    const delivery = deliveryOf(integration);
    const comparison = compareWithRebuilt({ delivery, integration, dialect: {}, target: 'receiver' });
    expect(changed(comparison)?.map(({ kind }) => kind)).toEqual(['removed']);
  });

  it('says why nothing can be built', () => {
    const delivery = deliveryOf(anIntegration());
    const integration = { ...anIntegration(), requestUrl: 'crm.example.com' };
    const comparison = compareWithRebuilt({ delivery, integration, dialect: {}, target: 'same' });
    expect(comparison.isBuilt ? [] : comparison.problems).not.toEqual([]);
  });
});

describe('a diagnostic', () => {
  it('tells what was asked, what went wrong and what was to be sent, with secrets masked', () => {
    const error = { code: 'TLS_EXPIRED', message: "The endpoint's certificate has expired." };
    const attempt = anAttempt({ result: 'unreachable', status: null, error });
    const text = formatDiagnostic(deliveryOf(anIntegration(), { attempts: [attempt] }), attempt);
    expect(text).toContain("Error: TLS_EXPIRED: The endpoint's certificate has expired.");
    expect(text).toContain('Attempt: 1 of 1, first, started 2026-11-22T23:41:07.312Z');
    expect(text).toContain('POST https://crm.example.com/hook');
    expect(text).toMatch(/Authorization: \S+ ••••••/);
    expect(text).toContain('{"from":"0491570156"}');
  });

  it('is there for a delivery without an attempt too', () => {
    const error = { code: 'SECRET_UNKNOWN', message: 'The secret is not held.' };
    const text = formatDiagnostic(deliveryOf(anIntegration(), { outcome: 'dead', error }), undefined);
    expect(text).toContain('Error: SECRET_UNKNOWN: The secret is not held.');
    expect(text).not.toContain('Attempt:');
  });
});
