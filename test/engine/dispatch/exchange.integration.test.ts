import { createServer } from 'node:net';
import tls from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  answer,
  type Behaviour,
  type RawServerOptions,
  startRawServer,
  testAuthority,
} from '../../support/raw-server.ts';
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
const reset: Behaviour = (socket) => void socket.resetAndDestroy();
const cut =
  (text: string): Behaviour =>
  (socket) =>
    void socket.end(Buffer.from(text, 'latin1'));

/** Writes on and on until the connection ends. */
const endless =
  (start: string, piece: string, everyMs = 0): Behaviour =>
  (socket) => {
    socket.write(start);
    const timer = setInterval(() => socket.write(piece), everyMs);
    socket.once('close', () => clearInterval(timer));
  };

const faults: readonly [name: string, behaviour: Behaviour, result: string, code: string][] = [
  ['accepts and says nothing', () => {}, 'timed-out', 'DEADLINE'],
  ['resets after the request', reset, 'protocol-error', 'RESPONSE_CUT_OFF'],
  ['closes after the request', (socket) => void socket.end(), 'protocol-error', 'RESPONSE_CUT_OFF'],
  ['drips headers', endless(head(''), 'X-A: 1\r\n', 5), 'timed-out', 'DEADLINE'],
  ['drips a body', endless(head('Content-Length: 1000000\r\n\r\n'), 'x', 5), 'timed-out', 'DEADLINE'],
  ['drips chunks', endless(head('Transfer-Encoding: chunked\r\n\r\n'), '1\r\nx\r\n', 5), 'timed-out', 'DEADLINE'],
  [
    'sends too many headers',
    endless(head(''), `X-A: ${'a'.repeat(4000)}\r\n`),
    'protocol-error',
    'RESPONSE_HEADERS_TOO_LARGE',
  ],
  [
    'sends one endless header',
    endless(head('X-A: '), 'a'.repeat(4000)),
    'protocol-error',
    'RESPONSE_HEADERS_TOO_LARGE',
  ],
  [
    'floods with early hints',
    endless('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
    'protocol-error',
    'RESPONSE_TOO_MANY_INTERIM',
  ],
  ['speaks something else', answer('220 mail.example.com ESMTP\r\n'), 'protocol-error', 'RESPONSE_MALFORMED'],
  [
    'has a bad chunk size',
    answer(head('Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n')),
    'protocol-error',
    'RESPONSE_MALFORMED',
  ],
  [
    'has two lengths',
    answer(head('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n')),
    'protocol-error',
    'RESPONSE_MALFORMED',
  ],
  [
    'upgrades unasked',
    answer('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
    'protocol-error',
    'RESPONSE_MALFORMED',
  ],
  ['closes in the middle of the headers', cut(head('X-A: 1\r\nX-B')), 'protocol-error', 'RESPONSE_CUT_OFF'],
  [
    'closes in the middle of a body',
    cut(head('Content-Length: 10\r\n\r\nhello')),
    'protocol-error',
    'RESPONSE_CUT_OFF',
  ],
  [
    'closes in the middle of a chunk',
    cut(head('Transfer-Encoding: chunked\r\n\r\n5\r\nhe')),
    'protocol-error',
    'RESPONSE_CUT_OFF',
  ],
  [
    'resets in the middle of a body',
    (socket) => socket.write(head('Content-Length: 10\r\n\r\nhello'), () => socket.resetAndDestroy()),
    'protocol-error',
    'RESPONSE_CUT_OFF',
  ],
  [
    'answers a status HTTP does not know',
    answer('HTTP/1.1 700 Odd\r\nContent-Length: 0\r\n\r\n'),
    'protocol-error',
    'RESPONSE_MALFORMED',
  ],
];

describe('an endpoint that', () => {
  it.each(faults)('%s', async (_name, behaviour, result, code) => {
    const { delivery, attempt } = await sendTo({ behaviour }, { deadlineMs: 200 });
    expect([attempt.result, attempt.error?.code]).toEqual([result, code]);
    expect(delivery.outcome).toBe('dead');
    expect(attempt.sentHeaders.length).toBeGreaterThan(0);
  });

  it('drips beyond the deadline has its connection destroyed', async () => {
    let isClosed = () => {};
    const closed = new Promise<void>((resolve) => {
      isClosed = resolve;
    });
    const drip = endless(head('Content-Length: 1000000\r\n\r\n'), 'x', 5);
    const { attempt, body } = await sendTo(
      { behaviour: drip, onConnect: (socket) => void socket.once('close', isClosed) },
      { deadlineMs: 150 },
    );
    await closed;
    // What had come is kept.
    expect(attempt.status).toBe(200);
    expect(body.toString()).toMatch(/^x+$/);
  });

  it('resets as soon as it is connected to', async () => {
    const { attempt } = await sendTo({ onConnect: reset });
    expect(attempt.error?.code).toMatch(/^(CONNECT_RESET|RESPONSE_CUT_OFF)$/);
  });

  it('refuses the connection', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const delivery = await sendFile(openTestDispatch(), { requestUrl: `http://127.0.0.1:${port}/` });
    expect([delivery.result, delivery.error?.code]).toEqual(['unreachable', 'CONNECT_REFUSED']);
    expect(delivery.attempts[0]?.sentHeaders).toEqual([]);
  });

  it('has no address', async () => {
    const delivery = await sendFile(openTestDispatch(), { requestUrl: 'http://nowhere.test/' });
    expect([delivery.result, delivery.error?.code]).toEqual(['unreachable', 'DNS_FAILED']);
  });

  it('is behind a name server that says nothing', async () => {
    const on = openTestDispatch();
    on.lookup = () => new Promise(() => {});
    const delivery = await sendFile(on, { requestUrl: 'http://nowhere.test/' }, { deadlineMs: 100 });
    expect([delivery.result, delivery.error?.code]).toEqual(['unreachable', 'DNS_TIMEOUT']);
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
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const start = head(`Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
    const { attempt, body } = await sendTo({
      behaviour: (socket) => void socket.write(Buffer.concat([Buffer.from(start), bomb])),
    });
    expect(attempt.result).toBe('delivered');
    expect(body.equals(bomb.subarray(0, 64 * 1024))).toBe(true);
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

  it.each([
    ['expired', 'TLS_EXPIRED'],
    ['not-yet-valid', 'TLS_NOT_YET_VALID'],
    ['self-signed', 'TLS_SELF_SIGNED'],
    ['wrong-host', 'TLS_WRONG_HOST'],
  ] as const)('with a certificate that is %s gets nothing', async (certificate, code) => {
    const { attempt, server } = await sendTo({ certificate });
    expect([attempt.result, attempt.error?.code]).toEqual(['unreachable', code]);
    expect(server.requests()).toEqual([]);
  });

  it('that does not speak it is unreachable', async () => {
    const server = await startRawServer({ onConnect: answer('HTTP/1.1 400 Bad Request\r\n\r\n') });
    onTestFinished(server.close);
    const url = server.origin.replace('http:', 'https:');
    const delivery = await sendFile(openTestDispatch(), { requestUrl: url });
    expect([delivery.result, delivery.error?.code]).toEqual(['unreachable', 'TLS_FAILED']);
  });

  it('that says nothing in the handshake was never connected to', async () => {
    const server = await startRawServer();
    onTestFinished(server.close);
    const url = server.origin.replace('http:', 'https:');
    const delivery = await sendFile(openTestDispatch(), { requestUrl: url }, { deadlineMs: 100 });
    expect([delivery.result, delivery.error?.code]).toEqual(['unreachable', 'CONNECT_TIMEOUT']);
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
