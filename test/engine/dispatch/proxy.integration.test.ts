import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { HttpProxy, ResolvedAddress } from '../../../electron/engine/ports.ts';
import { startConnectProxy } from '../../support/connect-proxy.ts';
import { type RawServerOptions, startRawServer, testAuthority } from '../../support/raw-server.ts';
import { makeIntegration, openTestDispatch, sendFile, startBench } from './dispatch-fixture.ts';

const far: ResolvedAddress[] = [{ address: '8.8.8.8', family: 4 }];

interface Given {
  readonly server?: RawServerOptions;
  /** What the proxy says instead of connecting. */
  readonly answer?: string | ((authority: string) => string | undefined);
  readonly proxy?: Partial<HttpProxy>;
}

async function open({ server: ofServer = {}, answer, proxy: change = {} }: Given = {}) {
  const server = await startRawServer(ofServer);
  onTestFinished(server.close);
  const proxy = await startConnectProxy(server.port, typeof answer === 'function' ? answer : () => answer);
  onTestFinished(proxy.close);
  const on = openTestDispatch();
  on.lookup = async () => far;
  const named: HttpProxy = {
    ...{ kind: 'http', isSecure: false, hostname: '127.0.0.1', port: proxy.port, authorization: null },
    ...change,
  };
  const askedFor: string[] = [];
  on.proxyFor = (origin) => {
    askedFor.push(origin);
    return named;
  };
  return { server, proxy, on, askedFor };
}

describe('behind a proxy', () => {
  it('it is asked for the address that was judged, and the endpoint gets the request as it would without one', async () => {
    const { server, proxy, on, askedFor } = await open();
    const delivery = await sendFile(on, { requestUrl: 'http://crm.test:8080/hook?a=1' });
    expect([delivery.outcome, delivery.error]).toEqual(['delivered', null]);
    expect(proxy.asked).toEqual([{ authority: '8.8.8.8:8080', authorization: undefined }]);
    expect(askedFor).toEqual(['http://crm.test:8080']);
    const [request = ''] = server.requests();
    expect(request).toMatch(/^POST \/hook\?a=1 HTTP\/1\.1\r\nhost: crm\.test:8080\r\n/);
    expect(request.toLowerCase()).not.toContain('proxy');
    // The connection is kept, and what is sent next does not ask again.
    expect((await sendFile(on, { requestUrl: 'http://crm.test:8080/hook' })).outcome).toBe('delivered');
    expect([server.requests().length, server.connections()]).toEqual([2, proxy.asked.length]);
  });

  it('an IPv6 address stands in brackets', async () => {
    const { proxy, on } = await open();
    on.lookup = async () => [{ address: '2600:1f18::1', family: 6 }];
    expect((await sendFile(on, { requestUrl: 'http://crm.test/' })).outcome).toBe('delivered');
    expect(proxy.asked[0]?.authority).toBe('[2600:1f18::1]:80');
  });

  it('one without a way to the first address of a name is asked for the next', async () => {
    const isV6 = (authority: string) => authority.startsWith('[');
    const { proxy, on } = await open({ answer: (authority) => (isV6(authority) ? '503 No IPv6 here' : undefined) });
    on.lookup = async () => [{ address: '2600:1f18::1', family: 6 }, ...far];
    expect((await sendFile(on, { requestUrl: 'http://crm.test/' })).outcome).toBe('delivered');
    expect(proxy.asked.map(({ authority }) => authority)).toEqual(['[2600:1f18::1]:80', '8.8.8.8:80']);
  });

  it('one that says no to an address is not asked for another', async () => {
    const { proxy, on } = await open({ answer: '403 Forbidden' });
    on.lookup = async () => [...far, { address: '8.8.4.4', family: 4 }];
    expect((await sendFile(on, { requestUrl: 'http://crm.test/' })).error?.code).toBe('PROXY_REFUSED');
    expect(proxy.asked).toHaveLength(1);
  });

  it('one that answers with more than a connection is none', async () => {
    const { server, on } = await open({ answer: '200 OK\r\nX-Page: 1\r\n\r\n<html>' });
    expect((await sendFile(on, { requestUrl: 'http://crm.test/' })).error?.code).toBe('PROXY_UNREACHABLE');
    expect(server.connections()).toBe(0);
  });

  it('a name that stands for a private address is refused before the proxy hears of it', async () => {
    const { proxy, on } = await open();
    on.lookup = async () => [...far, { address: '10.0.0.1', family: 4 }];
    expect((await sendFile(on, { requestUrl: 'http://crm.test/' })).error?.code).toBe('TARGET_PRIVATE');
    expect(proxy.asked).toEqual([]);
  });

  it('this computer is reached without it: the receiver, and loopback where that is let through', async () => {
    const { server, proxy, on } = await open();
    await startBench(on);
    const to = { requestUrl: `http://127.0.0.1:${server.port}/` };
    expect((await sendFile(on, to, { allowTargets: ['loopback'] })).outcome).toBe('delivered');
    expect((await sendFile(on, to, { to: { receiver: true } })).outcome).toBe('delivered');
    expect([proxy.asked, server.requests().length]).toEqual([[], 1]);
  });

  it('it gets its credentials, and nobody else does', async () => {
    const { server, proxy, on } = await open({ proxy: { authorization: 'Basic cHJveHk6c2VjcmV0' } });
    const delivery = await sendFile(on, { requestUrl: 'http://crm.test/' });
    expect(proxy.asked[0]?.authorization).toBe('Basic cHJveHk6c2VjcmV0');
    expect(server.requests().join() + JSON.stringify(delivery)).not.toContain('cHJveHk6');
  });

  it.each([
    ['says no', { answer: '403 Forbidden' }, 'PROXY_REFUSED', /^The proxy 127\.0\.0\.1:\d+ answered 403 and made no/],
    ['wants credentials', { answer: '407 Proxy Authentication Required' }, 'PROXY_REFUSED', / answered 407 /],
    ['is not there', { proxy: { port: 1 } }, 'PROXY_UNREACHABLE', /^The proxy 127\.0\.0\.1:1 was not reached/],
    ['is spoken to over TLS and does not speak it', { proxy: { isSecure: true } }, 'PROXY_UNREACHABLE', /not reached/],
  ] as const)('one that %s: nothing was sent, and the log says who it was', async (_how, given, code, message) => {
    const { server, on } = await open(given);
    const delivery = await sendFile(on, { requestUrl: 'http://crm.test/' });
    expect([delivery.result, delivery.error?.code]).toEqual(['unreachable', code]);
    expect(delivery.error?.message).toMatch(message);
    expect(delivery.attempts[0]?.sentHeaders).toEqual([]);
    expect(server.connections()).toBe(0);
  });

  it.each([
    ['is found nowhere', async () => []],
    ['cannot be looked up', () => Promise.reject(new Error('no name server'))],
  ])('one whose own name %s was not reached', async (_how, lookUpProxy) => {
    const { on } = await open({ proxy: { hostname: 'proxy.test' } });
    on.lookup = async (name) => (name === 'proxy.test' ? lookUpProxy() : far);
    expect((await sendFile(on, { requestUrl: 'http://crm.test/' })).error?.code).toBe('PROXY_UNREACHABLE');
  });

  it('one that is named by a name is found by it', async () => {
    const { proxy, on } = await open({ proxy: { hostname: 'proxy.test' } });
    on.lookup = async (name) => (name === 'proxy.test' ? [{ address: '127.0.0.1', family: 4 }] : far);
    expect((await sendFile(on, { requestUrl: 'http://crm.test/' })).outcome).toBe('delivered');
    expect(proxy.asked).toHaveLength(1);
  });

  it('one that says nothing is given up with the deadline', async () => {
    const { proxy, on } = await open({ answer: 'silence' });
    const delivery = await sendFile(on, { requestUrl: 'http://crm.test/' }, { deadlineMs: 200 });
    expect([delivery.result, delivery.error?.code]).toEqual(['unreachable', 'CONNECT_TIMEOUT']);
    expect(proxy.asked).toHaveLength(1);
  });

  it('one that we cannot speak to is no reason to go around it', async () => {
    const { server, on } = await open();
    on.proxyFor = () => ({ kind: 'unusable' });
    const delivery = await sendFile(on, { requestUrl: `http://crm.test:${server.port}/` });
    expect([delivery.result, delivery.error?.code]).toEqual(['unreachable', 'PROXY_UNUSABLE']);
    expect(server.connections()).toBe(0);
  });
});

describe('behind a proxy, an endpoint with TLS', () => {
  const usual = tls.getCACertificates('default');
  beforeAll(() => tls.setDefaultCACertificates([...usual, testAuthority]));
  afterAll(() => tls.setDefaultCACertificates(usual));

  it('is spoken to through the tunnel, and its certificate is checked by its own name', async () => {
    const { proxy, on } = await open({ server: { certificate: 'trusted' } });
    expect((await sendFile(on, makeIntegration({ requestUrl: 'https://endpoint.test/' }))).outcome).toBe('delivered');
    expect((await sendFile(on, { requestUrl: 'https://elsewhere.test/' })).error?.code).toBe('TLS_WRONG_HOST');
    expect(proxy.asked.map(({ authority }) => authority)).toEqual(['8.8.8.8:443', '8.8.8.8:443']);
  });
});
