import { describe, expect, it } from 'vitest';
import type { Integration } from '../../../shared/request/integration.ts';
import {
  byHeader,
  byToken,
  codeOf,
  heldSecret,
  makeIntegration,
  makePlace,
  openTestDispatch,
  openWithServer,
  replay,
  send,
  sendFile,
  sendOnly,
  startBench,
} from './dispatch-fixture.ts';

describe('accept', () => {
  it('keeps a snapshot with secrets by reference, and the request without them', async () => {
    const { server, on } = await openWithServer();
    const delivery = await sendFile(on, { requestUrl: `${server.origin}/hook`, ...byToken });
    expect(delivery.outcome).toBe('delivered');
    expect(delivery.integration.authentication).toEqual(byToken.authentication);
    expect(delivery.request.headers).toContainEqual(['Authorization', 'Bearer ••••••']);
    expect(delivery.attempts[0]?.sentHeaders).toContainEqual(['Authorization', 'Bearer ••••••']);
    expect(server.requests()[0]).toContain(`\r\nAuthorization: Bearer ${heldSecret}\r\n`);
    expect(delivery.dialect.dateTime).toBe('sql-local');
  });

  it('writes into the journal who asked for it', async () => {
    const { server, on } = await openWithServer();
    const delivery = await sendFile(on, { requestUrl: server.origin });
    const acts = on.database.all<{ act: string }>(
      'SELECT act FROM journal WHERE subject = ? ORDER BY seq',
      delivery.id,
    );
    expect(acts.map(({ act }) => act)).toEqual(['delivery-accepted']);
  });

  it.each<[string, Partial<Integration>, string]>([
    ['an invalid request', { fieldValues: [{ key: '', field: 'source-number' }] }, 'REQUEST_INVALID'],
    [
      'a secret the vault does not know',
      { authentication: { type: 'token', token: { secret: 'other' } } },
      'SECRET_UNKNOWN_NAME',
    ],
    ['a secret that the portal holds', { authentication: { type: 'token', token: { set: true } } }, 'SECRET_UNKNOWN'],
    ['a header the portal holds', { headers: [{ name: 'X-Key', value: { set: true } }] }, 'SECRET_UNKNOWN'],
    ['a secret bound to another origin', { ...byToken, requestUrl: 'https://elsewhere.example.com/' }, 'SECRET_ORIGIN'],
  ])('refuses %s, and accepts nothing', async (_name, change, code) => {
    const { server, on } = await openWithServer();
    expect(await codeOf(() => sendFile(on, { requestUrl: server.origin, ...change }))).toBe(code);
    expect(on.database.all('SELECT 1 FROM deliveries')).toEqual([]);
    expect(server.connections()).toBe(0);
  });

  it('refuses while the vault is locked, but only what needs it', async () => {
    const { server, on } = await openWithServer();
    on.isVaultLocked = true;
    expect(await codeOf(() => sendFile(on, { requestUrl: server.origin, ...byToken }))).toBe('VAULT_LOCKED');
    expect((await sendFile(on, { requestUrl: server.origin })).outcome).toBe('delivered');
  });

  it('names another target that cannot be called by the option that gave it', async () => {
    const { on } = await openWithServer();
    const act = () => send(on, { to: { url: 'ftp://x' } });
    await expect(act()).rejects.toThrow(
      expect.objectContaining({
        error: expect.objectContaining({
          code: 'REQUEST_INVALID',
          problems: [expect.objectContaining({ path: 'to' })],
        }),
      }),
    );
  });

  it('lets a sample occur now', async () => {
    const { server, on } = await openWithServer();
    const before = Date.now();
    const delivery = await sendFile(on, { requestUrl: server.origin });
    const occurredAt = Date.parse(delivery.event.occurredAt);
    // Told in whole seconds.
    expect(occurredAt).toBeGreaterThan(before - 1_000);
    expect(occurredAt).toBeLessThanOrEqual(Date.now());
  });
});

describe("a file's plain secret", () => {
  const plain: Partial<Integration> = { authentication: { type: 'basic', username: 'acme', password: 'pässword-1' } };

  it('is sent from memory and is “set, but not by us” in the snapshot', async () => {
    const { server, on, headersOf } = await openWithServer();
    const delivery = await sendFile(on, { requestUrl: server.origin, ...plain });
    expect(headersOf()).toContain(`Authorization: Basic ${Buffer.from('acme:pässword-1').toString('base64')}`);
    expect(delivery.integration.authentication).toEqual({ type: 'basic', username: 'acme', password: { set: true } });
    expect(await codeOf(() => replay(on, { deliveryId: delivery.id }))).toBe('SECRET_UNKNOWN');
    expect(on.dispatch.transientSecrets()).toEqual([]);
  });

  it('is replaced in a capture with its user name, even where it is too short to be looked for alone', async () => {
    const { on } = await openWithServer();
    await startBench(on);
    const short: Partial<Integration> = { authentication: { type: 'basic', username: 'acme', password: 'pw-1' } };
    await sendFile(on, short, { to: { receiver: true }, withAuth: true });
    const [capture] = await on.bench.handlers.captures({ limit: 1 });
    const sent = capture?.headers.find(([name]) => name === 'Authorization')?.[1];
    expect(sent).toMatch(/^Basic \[secret CRM screen-pop #[0-9a-f]{8}\]$/);
  });

  it('is gone after a crash: the delivery dies without an attempt', async () => {
    const { server, on } = await openWithServer();
    await sendOnly(on, {
      integration: { file: makeIntegration({ requestUrl: server.origin, ...plain }) },
      allowTargets: ['loopback'],
    });
    // Accepted and committed; nothing has been claimed yet.
    const again = openTestDispatch(on.crash());
    await again.dispatch.drain();
    const { items } = await again.dispatch.handlers.deliveries({ query: '', limit: 10 });
    expect(items[0]).toMatchObject({
      outcome: 'dead',
      attemptCount: 0,
      result: null,
      error: { code: 'SECRET_UNKNOWN' },
    });
  });
});

describe('another target', () => {
  it('gets path, query and body, but no authentication and no secret header', async () => {
    const { server, on, headersOf } = await openWithServer();
    const integration = { ...byToken, ...byHeader, requestUrl: 'https://crm.example.com/hook?src=pbx' };
    const delivery = await sendFile(on, integration, { to: { url: `${server.origin}/other?a=1` } });
    expect(delivery).toMatchObject({
      url: `${server.origin}/other?a=1`,
      originalUrl: 'https://crm.example.com/hook?src=pbx',
    });
    expect(headersOf()).toMatch(/^POST \/other\?a=1 HTTP/);
    expect(headersOf()).not.toMatch(/authorization|x-key/i);
  });

  it('gets them when a person asks for it, whatever the secret is bound to', async () => {
    const { server, on, headersOf } = await openWithServer();
    on.secrets.set('crm-acme', { value: heldSecret, origins: [] });
    await sendFile(on, { ...byToken, ...byHeader }, { to: { url: server.origin }, withAuth: true });
    expect(headersOf()).toContain(`Authorization: Bearer ${heldSecret}`);
    expect(headersOf()).toContain(`X-Key: ${heldSecret}`);
  });

  it('needs no secret that is not held when none is sent', async () => {
    const { server, on } = await openWithServer();
    const change: Partial<Integration> = { authentication: { type: 'token', token: { set: true } } };
    expect((await sendFile(on, change, { to: { url: server.origin } })).outcome).toBe('delivered');
    expect(await codeOf(() => sendFile(on, change, { to: { url: server.origin }, withAuth: true }))).toBe(
      'SECRET_UNKNOWN',
    );
  });

  it('of the same origin keeps authentication', async () => {
    const { server, on, headersOf } = await openWithServer();
    await sendFile(on, { requestUrl: `${server.origin}/a`, ...byToken }, { to: { url: `${server.origin}/b` } });
    expect(headersOf()).toContain(`Authorization: Bearer ${heldSecret}`);
  });

  it('that is the receiver gets the built path behind its own', async () => {
    const { on } = await openWithServer();
    const { url } = await startBench(on);
    const delivery = await send(on, { to: { receiver: true } });
    expect(delivery).toMatchObject({
      outcome: 'delivered',
      url: `${url}/hook?src=pbx`,
      originalUrl: 'https://crm.example.com/hook?src=pbx',
    });
    const [capture] = await on.bench.handlers.captures({ limit: 10 });
    expect(capture).toMatchObject({
      path: '/hook?src=pbx',
      deliveryId: delivery.id,
      integration: null,
      answeredStatus: 200,
    });
  });

  it('cannot be the receiver while it is stopped', async () => {
    const { on } = await openWithServer();
    expect(await codeOf(() => send(on, { to: { receiver: true } }))).toBe('RECEIVER_NOT_RUNNING');
  });
});

describe('an integration of a sandbox', () => {
  const input = { integration: { id: 'int_1' } };

  async function openSandbox(change: Partial<Integration> = {}) {
    const parts = await openWithServer();
    parts.on.places.set('int_1', makePlace('int_1', change));
    return parts;
  }

  it('is sent to the running receiver on its own path, disabled or not', async () => {
    const { on } = await openSandbox({ enabled: false });
    await startBench(on);
    const delivery = await send(on, input);
    expect(delivery).toMatchObject({
      outcome: 'delivered',
      tenantSet: 'sandbox',
      integrationId: 'int_1',
      accountName: 'Acme Dental',
      pbxName: 'Head Office',
      originalUrl: 'https://crm.example.com/hook?src=pbx',
    });
    const [capture] = await on.bench.handlers.captures({ limit: 10 });
    expect(capture).toMatchObject({ integration: 'int_1', event: 'inbound-call-answered', path: '/hook?src=pbx' });
  });

  it('goes nowhere else, whoever asks', async () => {
    const { server, on } = await openSandbox();
    expect(await codeOf(() => send(on, input))).toBe('SANDBOX_NEEDS_RECEIVER');
    const away = { ...input, to: { url: server.origin }, allowTargets: ['loopback'], withAuth: true };
    expect(await codeOf(() => send(on, away))).toBe('SANDBOX_TARGET');
    const { url } = await startBench(on);
    expect(await codeOf(() => send(on, away))).toBe('SANDBOX_TARGET');
    expect((await send(on, { ...input, to: { url: `${url}/x` } })).outcome).toBe('delivered');
    const delivery = await send(on, input);
    for (const mode of ['exact', 'rebuilt'] as const) {
      const asked = { deliveryId: delivery.id, mode, to: { url: server.origin }, allowTargets: ['loopback'] };
      expect(await codeOf(() => replay(on, asked))).toBe('SANDBOX_TARGET');
    }
    expect(server.connections()).toBe(0);
  });

  it('is taken from its set with the dialect laid over', async () => {
    const { on } = await openSandbox({ fieldValues: [{ key: 'voicemail', field: 'has-voicemail' }] });
    await startBench(on);
    const delivery = await send(on, { ...input, dialect: { boolean: '1/0' } });
    expect(delivery.request.body).toBe('{"voicemail":"1"}');
    expect(await codeOf(() => send(on, { ...input, dialect: { tokenHeader: 'a b' } }))).toBe('REQUEST_INVALID');
    expect(await codeOf(() => send(on, { integration: { id: 'int_2' } }))).toBe('INTEGRATION_UNKNOWN');
  });
});
