import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sampleEvent } from '../../../shared/catalog/sample-events.ts';
import { buildRequest } from '../../../shared/request/build-request.ts';
import type { DialectFile } from '../../../shared/request/dialect.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { Authentication, Integration } from '../../../shared/request/integration.ts';
import { type RawServer, startRawServer } from '../../support/raw-server.ts';
import { makeIntegration, openTestDispatch, sendFile, type TestDispatch } from './dispatch-fixture.ts';

const event = sampleEvent('inbound-call-answered');

async function open() {
  const server = await startRawServer();
  onTestFinished(server.close);
  return { server, on: openTestDispatch() };
}

/** Sends to the raw server and answers what came: the request line, the header lines in order, the body. */
async function capture(
  { server, on }: { server: RawServer; on: TestDispatch },
  change: Partial<Integration>,
  dialect: DialectFile = {},
) {
  const integration = makeIntegration({ requestUrl: `${server.origin}/hook`, ...change });
  const delivery = await sendFile(on, integration, { event: { event }, dialect });
  const text = server.requests().at(-1) ?? '';
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((header) => {
    const colon = header.indexOf(': ');
    return [header.slice(0, colon), header.slice(colon + 2)];
  });
  const body = Buffer.from(text.slice(end + 4), 'latin1').toString();
  return { integration, delivery, line, headers, body };
}

const ascii = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.~!$&()*+,;=:@/%{}"<>| '), maxLength: 12 });
const path = ascii.map((text) => text.replaceAll('.', '').replaceAll('%', '%25'));
const key = fc.oneof(
  fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }),
  fc.constantFrom('__proto__', '1', 'a b'),
);
const visible = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'abcXYZ019-_.~!$&()*+,;=:@/"') });
const authentication: fc.Arbitrary<Authentication> = fc.oneof(
  fc.constant({ type: 'none' as const }),
  fc.record({
    type: fc.constant('basic' as const),
    username: visible.map((name) => name.replaceAll(':', '')),
    password: visible,
  }),
  fc.record({ type: fc.constant('token' as const), token: visible }),
);
const integrations = fc.record({
  method: fc.constantFrom('POST' as const, 'GET' as const),
  format: fc.constantFrom('JSON' as const, 'QUERY' as const),
  pathArguments: fc.tuple(path, fc.constantFrom('', '?'), path).map((parts) => parts.join('').replace('#', '')),
  authentication,
  headers: fc.uniqueArray(
    fc.record({ name: fc.constantFrom('X-Tenant', 'x-lower', 'ACCEPT', 'User-agent'), value: visible }),
    {
      selector: (row) => row.name.toLowerCase(),
    },
  ),
  fieldValues: fc.uniqueArray(
    fc.record({ key, field: fc.constantFrom('source-number', 'has-voicemail', 'enabled-calls', 'date-time') }),
    {
      selector: (row) => row.key,
      maxLength: 4,
    },
  ),
});
const dialects = fc.record(
  {
    postQuery: fc.constantFrom('url' as const, 'form' as const),
    getJson: fc.constantFrom('body' as const, 'query' as const),
  },
  { requiredKeys: [] },
);

describe('what goes over the wire', () => {
  it('is what the preview shows, in its order and case, with the lines of the client around it', async () => {
    const parts = await open();
    await fc.assert(
      fc.asyncProperty(integrations, dialects, async (change, dialect) => {
        const { integration, delivery, line, headers, body } = await capture(parts, change, dialect);
        const built = buildRequest({ integration, event, dialect: resolveDialect(dialect), reveal: String });
        if (!built.built) throw new Error(JSON.stringify(built.problems));
        const { request } = built;
        expect(line).toBe(`${request.method} ${request.url.slice(parts.server.origin.length)} HTTP/1.1`);
        expect(body).toBe(request.body ?? '');
        expect(headers.slice(2, 2 + request.headers.length)).toEqual(request.headers);
        // The log lists the same lines in the same order, but for the secret.
        const [attempt] = delivery.attempts;
        expect(attempt?.sentHeaders.map(([name]) => name)).toEqual(headers.map(([name]) => name));
        const masked = delivery.request.headers;
        expect(attempt?.sentHeaders.slice(2, 2 + masked.length)).toEqual(masked);
      }),
      { numRuns: 100 },
    );
  });

  it('carries the lines of the client in a fixed order, those of Switchhook last', async () => {
    const { headers, delivery } = await capture(await open(), {});
    const host = new URL(delivery.url).host;
    expect(headers).toEqual([
      ['host', host],
      ['connection', 'keep-alive'],
      ['Content-Type', 'application/json'],
      ['User-Agent', 'Switchhook/1.2.3'],
      ['Accept', '*/*'],
      ['Switchhook-Delivery', delivery.id],
      ['Switchhook-Attempt', '1'],
      ['content-length', '21'],
    ]);
    expect(delivery.attempts[0]?.sentHeaders).toEqual(headers);
  });

  it('has a custom Accept and User-Agent in place of the own ones', async () => {
    const custom = [
      { name: 'accept', value: 'text/plain' },
      { name: 'USER-AGENT', value: 'Robin' },
    ];
    const { headers } = await capture(await open(), { headers: custom });
    const found = headers.filter(([name]) => /^(accept|user-agent)$/i.test(name ?? ''));
    expect(found).toEqual([
      ['accept', 'text/plain'],
      ['USER-AGENT', 'Robin'],
    ]);
  });

  it('carries the body of a GET with its length, and closes the connection after it', async () => {
    const { headers, body } = await capture(await open(), { method: 'GET' });
    expect(body).toBe('{"from":"0491570156"}');
    expect(headers).toContainEqual(['content-length', '21']);
    expect(headers).toContainEqual(['connection', 'close']);
  });

  it('says that an empty form is empty', async () => {
    const { headers, body } = await capture(await open(), { format: 'QUERY', fieldValues: [] }, { postQuery: 'form' });
    expect(body).toBe('');
    expect(headers).toContainEqual(['content-length', '0']);
    expect(headers).toContainEqual(['Content-Type', 'application/x-www-form-urlencoded']);
  });

  it('uses a connection again', async () => {
    const { server, on } = await open();
    // It rests for a moment first; how many deliveries that takes depends on the machine.
    do await capture({ server, on }, {});
    while (server.connections() === server.requests().length);
    expect(server.connections()).toBeLessThan(server.requests().length);
  });

  it('goes over a new connection when the endpoint closed the last one', async () => {
    const server = await startRawServer({
      behaviour: (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
    });
    onTestFinished(server.close);
    const on = openTestDispatch();
    for (let count = 0; count < 20; count += 1) {
      const { delivery } = await capture({ server, on }, {});
      expect(delivery.outcome).toBe('delivered');
    }
    expect(server.connections()).toBe(20);
  });

  it('reaches an IPv6 address', async () => {
    const server = await startRawServer({ host: '::1' });
    onTestFinished(server.close);
    const { headers } = await capture({ server, on: openTestDispatch() }, {});
    expect(headers[0]).toEqual(['host', `[::1]:${server.port}`]);
  });
});
