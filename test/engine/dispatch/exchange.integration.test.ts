import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { endless, faults, gzipBomb } from '../../support/fault-server.ts';
import { answer, type RawServerOptions, startRawServer, testAuthority } from '../../support/raw-server.ts';
import { openTestDispatch, sendFile } from './dispatch-fixture.ts';

async function sendTo(options: RawServerOptions, input: { deadlineMs?: number } = {}) {
  const server = await startRawServer(options);
  onTestFinished(server.close);
  const on = openTestDispatch();
  const delivery = await sendFile(on, { requestUrl: `${server.origin}/hook` }, input);
  const [attempt] = delivery.attempts;
  if (attempt === undefined) throw new Error('no attempt');
  return { delivery, attempt, server, body: Buffer.from(attempt.response?.bodyBase64 ?? '', 'base64') };
}

const head = (rest: string) => `HTTP/1.1 200 OK\r\n${rest}`;
describe('an endpoint that', () => {
  it('drips beyond the deadline has its connection destroyed', async () => {
    let isClosed = () => {};
    const closed = new Promise<void>((resolve) => {
      isClosed = resolve;
    });
    const drip = endless(head('Content-Length: 1000000\r\n\r\n'), 'x', 5);
    const { attempt, body } = await sendTo(
      { behaviour: drip, onConnect: (socket) => void socket.once('close', isClosed) },
      { deadlineMs: 1_000 },
    );
    await closed;
    // What had come is kept.
    expect(attempt.status).toBe(200);
    expect(body.toString()).toMatch(/^x+$/);
  });
});

describe('an answer', () => {
  it.each([
    [204, 'delivered'],
    [299, 'delivered'],
    [302, 'redirected'],
    [404, 'refused'],
    [503, 'failing'],
  ])('of %i is %s', async (status, result) => {
    const text = `HTTP/1.1 ${status} Text\r\nLocation: http://127.0.0.1:1/next\r\nContent-Length: 0\r\n\r\n`;
    const { attempt, delivery, server } = await sendTo({ behaviour: answer(text) });
    expect([attempt.result, attempt.status, attempt.error]).toEqual([result, status, null]);
    expect(delivery.outcome).toBe(result === 'delivered' ? 'delivered' : 'dead');
    // A redirect is recorded and never followed.
    expect(attempt.response?.headers).toContainEqual(['Location', 'http://127.0.0.1:1/next']);
    expect(server.connections()).toBe(1);
  });

  it('after interim ones is taken, with its headers as they came', async () => {
    const text =
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nX-a: 1\r\nx-A: 2\r\nContent-Length: 2\r\n\r\nok';
    const { attempt, body } = await sendTo({ behaviour: answer(text) });
    expect(attempt.response?.headers).toEqual([
      ['X-a', '1'],
      ['x-A', '2'],
      ['Content-Length', '2'],
    ]);
    expect(body.toString()).toBe('ok');
  });

  it('is kept whole up to 64 KiB', async () => {
    const length = 64 * 1024;
    const text = `${head(`Content-Length: ${length}\r\n\r\n`)}${'a'.repeat(length)}`;
    const { attempt, body } = await sendTo({ behaviour: answer(text) });
    expect([attempt.result, body.length, attempt.response?.isCut]).toEqual(['delivered', length, false]);
  });

  it('is cut behind 64 KiB and is delivered all the same, however long it would go on', async () => {
    const { attempt, body } = await sendTo({ behaviour: endless(head('\r\n'), 'b'.repeat(10_000)) });
    expect([attempt.result, body.length, attempt.response?.isCut]).toEqual(['delivered', 64 * 1024, true]);
  });

  it('is never decompressed', async () => {
    const { attempt, body } = await sendTo(faults['gzip bomb']);
    expect(attempt.result).toBe('delivered');
    expect(body.equals(gzipBomb.subarray(0, 64 * 1024))).toBe(true);
  });

  it('has its times', async () => {
    const { attempt } = await sendTo({});
    const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = attempt.timing;
    expect([dnsMs, tlsMs]).toEqual([null, null]);
    expect(connectMs).toBeLessThanOrEqual(firstByteMs ?? 0);
    expect(firstByteMs).toBeLessThanOrEqual(totalMs);
    expect(attempt.durationMs).toBe(totalMs);
  });
});

describe('an endpoint behind TLS', () => {
  const usual = tls.getCACertificates('default');
  beforeAll(() => tls.setDefaultCACertificates([...usual, testAuthority]));
  afterAll(() => tls.setDefaultCACertificates(usual));

  it('with a trusted certificate is delivered to', async () => {
    const { attempt } = await sendTo({ certificate: 'trusted' });
    expect([attempt.result, attempt.error]).toEqual(['delivered', null]);
    expect(attempt.timing.tlsMs).toBeGreaterThanOrEqual(attempt.timing.connectMs ?? 0);
  });

  it('is checked by its name when it has one', async () => {
    const server = await startRawServer({ certificate: 'trusted' });
    onTestFinished(server.close);
    const on = openTestDispatch();
    on.lookup = async () => [{ address: '127.0.0.1', family: 4 }];
    const named = (host: string) => sendFile(on, { requestUrl: `https://${host}:${server.port}/` });
    expect((await named('endpoint.test')).result).toBe('delivered');
    expect((await named('elsewhere.test')).error?.code).toBe('TLS_WRONG_HOST');
  });
});
