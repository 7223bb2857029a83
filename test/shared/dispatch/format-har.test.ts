import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attempt, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { formatDeliveriesAsHar } from '../../../shared/dispatch/format-har.ts';

const attempt: Attempt = {
  number: 1,
  kind: 'first',
  startedAt: '2026-11-26T09:00:00.000Z',
  result: 'redirected',
  status: 302,
  durationMs: 40.5,
  error: null,
  timing: { dnsMs: 2, connectMs: 10.25, tlsMs: 25, firstByteMs: 40, totalMs: 40.5 },
  sentHeaders: [
    ['host', 'crm.example.com'],
    ['Authorization', 'Bearer ••••••'],
  ],
  response: {
    status: 302,
    headers: [
      ['Content-Type', 'text/plain'],
      ['Location', 'https://crm.example.com/next'],
    ],
    bodyBase64: 'b2s=',
    isCut: false,
  },
};

const delivery = (attempts: readonly Attempt[]) =>
  ({
    id: 'dlv_1',
    request: {
      method: 'POST',
      url: 'https://crm.example.com/hook?src=pbx',
      headers: [['Content-Type', 'application/json']],
      body: '{"a":"é"}',
    },
    attempts,
  }) as unknown as DeliveryDetail;

describe('the HAR of deliveries', () => {
  it('has an entry for each attempt: what was sent, what came back, how long each phase took', () => {
    const failed: Attempt = {
      ...attempt,
      number: 2,
      kind: 'retry',
      result: 'unreachable',
      status: null,
      error: { code: 'CONNECT_TIMEOUT', message: 'No connection was made in time.' },
      timing: { dnsMs: 3, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 100 },
      sentHeaders: [],
      response: null,
    };
    const { log } = formatDeliveriesAsHar([delivery([attempt, failed]), delivery([])], '1.2.3');
    expect([log.version, log.creator.version, log.entries.length]).toEqual(['1.2', '1.2.3', 2]);
    const [first, second] = log.entries;
    expect(first).toEqual({
      startedDateTime: '2026-11-26T09:00:00.000Z',
      time: 40.5,
      request: {
        method: 'POST',
        url: 'https://crm.example.com/hook?src=pbx',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [
          { name: 'host', value: 'crm.example.com' },
          { name: 'Authorization', value: 'Bearer ••••••' },
        ],
        queryString: [{ name: 'src', value: 'pbx' }],
        postData: { mimeType: '', text: '{"a":"é"}' },
        headersSize: -1,
        bodySize: 10,
      },
      response: {
        status: 302,
        statusText: '',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [
          { name: 'Content-Type', value: 'text/plain' },
          { name: 'Location', value: 'https://crm.example.com/next' },
        ],
        content: { size: 2, mimeType: 'text/plain', text: 'b2s=', encoding: 'base64' },
        redirectURL: 'https://crm.example.com/next',
        headersSize: -1,
        bodySize: 2,
      },
      cache: {},
      timings: { dns: 2, connect: 23, ssl: 14.75, send: 0, wait: 15, receive: 0.5 },
      comment: 'Delivery dlv_1, attempt 1: redirected',
    });
    expect(second).toMatchObject({
      time: 100,
      request: { headers: [{ name: 'Content-Type', value: 'application/json' }] },
      response: { status: 0, content: { size: 0 } },
      timings: { dns: 3, connect: -1, ssl: -1, wait: 97, receive: 0 },
      comment: 'Delivery dlv_1, attempt 2: unreachable (CONNECT_TIMEOUT). No connection was made in time.',
    });
  });

  it('tells that a body was cut', () => {
    const cut = { ...attempt, response: { status: 200, headers: [], bodyBase64: 'YWFh', isCut: true } };
    const [entry] = formatDeliveriesAsHar([delivery([cut])], '1.2.3').log.entries;
    expect(entry?.response).toMatchObject({
      content: { size: 3, mimeType: 'x-unknown', comment: 'Cut: only the beginning was kept.' },
      bodySize: -1,
    });
  });

  it('has phases that add up to the whole, whichever of them there were', () => {
    const steps = fc.array(fc.option(fc.nat(5_000).map((us) => us / 1000)), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(steps, fc.nat(5_000), (lengths, restUs) => {
        let atMs = 0;
        const [dnsMs, connectMs, tlsMs, firstByteMs] = lengths.map((length) => {
          if (length === null) return null;
          atMs = Math.round((atMs + length) * 1000) / 1000;
          return atMs;
        }) as [number | null, number | null, number | null, number | null];
        const totalMs = Math.round(atMs * 1000 + restUs) / 1000;
        const timing = { dnsMs, connectMs, tlsMs: connectMs === null ? null : tlsMs, firstByteMs, totalMs };
        const [entry] = formatDeliveriesAsHar([delivery([{ ...attempt, timing }])], '1').log.entries;
        const {
          dns = -1,
          connect = -1,
          ssl = -1,
          send,
          wait,
          receive,
        } = entry?.timings ?? { send: -1, wait: -1, receive: -1 };
        const happened = [dns, connect, send, wait, receive].filter((length) => length !== -1);
        expect(happened.every((length) => length >= 0)).toBe(true);
        expect(happened.reduce((sum, length) => sum + length, 0)).toBeCloseTo(totalMs, 6);
        expect(ssl).toBeLessThanOrEqual(connect);
      }),
    );
  });
});
