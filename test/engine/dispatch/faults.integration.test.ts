// What a person sees of each fault, that its slot is free again, and that nothing of it stays: no socket, no memory.
import tls from 'node:tls';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { startFarServer } from '../../support/far-server.ts';
import { type FaultName, faults, startFaultServer } from '../../support/fault-server.ts';
import { startRawServer, testAuthority } from '../../support/raw-server.ts';
import {
  makeIntegration,
  makeRealPlace,
  openTestDispatch,
  sendFile,
  sendOnly,
  setPolicy,
  show,
  type TestDispatch,
} from './dispatch-fixture.ts';

const texts = {
  CONNECT_RESET: 'The connection was broken off while it was being made, so nothing was sent. Try again.',
  CONNECT_REFUSED: 'The endpoint refused the connection, so nothing was sent. Is it running on that port?',
  CONNECT_TIMEOUT: 'No connection was made in time, so nothing was sent. Check the address and the firewall.',
  DNS_FAILED: 'The name nowhere.test has no address, so nothing was sent. Check its spelling and the network.',
  DNS_TIMEOUT: 'The name nowhere.test was not resolved in time, so nothing was sent. Check the network.',
  DEADLINE:
    'The endpoint had not answered wholly after 1 s, and the connection was closed. It may have received the request.',
  RESPONSE_CUT_OFF: 'The connection ended before the answer was complete. The endpoint may have received the request.',
  RESPONSE_MALFORMED:
    'What came back is no valid HTTP/1.1 answer, and the connection was closed. The endpoint may have received the request.',
  RESPONSE_HEADERS_TOO_LARGE:
    'The headers of the answer are larger than 32 KiB, and the connection was closed. The endpoint may have received the request.',
  RESPONSE_TOO_MANY_INTERIM:
    'The endpoint sent one interim answer after the other, and the connection was closed. It may have received the request.',
  TLS_EXPIRED: "The endpoint's certificate has expired, so nothing was sent. Its operator must renew it.",
  TLS_NOT_YET_VALID:
    "The endpoint's certificate is not valid yet, so nothing was sent. Check the clock of this computer.",
  TLS_SELF_SIGNED:
    "The endpoint's certificate is signed by itself, so nothing was sent. Its operator must install a trusted one.",
  TLS_WRONG_HOST: "The endpoint's certificate is for another name, so nothing was sent. Check the URL.",
  TLS_FAILED:
    'No secure connection could be agreed on, so nothing was sent. Does the endpoint speak TLS 1.2 or 1.3 on that port?',
};
type Code = keyof typeof texts;

interface Seen {
  readonly result: string;
  /** null: the attempt has no error. Of several the machine's timing decides which. */
  readonly codes: readonly Code[] | null;
  readonly status: number | null;
}

const saw = (result: string, code: Code | readonly Code[] | null, status: number | null = null): Seen => {
  return { result, codes: typeof code === 'string' ? [code] : code, status };
};

const seenOf: Readonly<Record<FaultName, Seen>> = {
  'reset at accept': {
    result: 'unreachable or protocol-error',
    codes: ['CONNECT_RESET', 'RESPONSE_CUT_OFF'],
    status: null,
  },
  'reset after the request': saw('protocol-error', 'RESPONSE_CUT_OFF'),
  'reset in the headers': saw('protocol-error', 'RESPONSE_CUT_OFF'),
  'reset in a body': saw('protocol-error', 'RESPONSE_CUT_OFF', 200),
  'reset in a chunk': saw('protocol-error', 'RESPONSE_CUT_OFF', 200),
  'close after the request': saw('protocol-error', 'RESPONSE_CUT_OFF'),
  'close in the headers': saw('protocol-error', 'RESPONSE_CUT_OFF'),
  'close in a body': saw('protocol-error', 'RESPONSE_CUT_OFF', 200),
  'close in a chunk': saw('protocol-error', 'RESPONSE_CUT_OFF', 200),
  silence: saw('timed-out', 'DEADLINE'),
  'slow headers': saw('timed-out', 'DEADLINE'),
  'slow body': saw('timed-out', 'DEADLINE', 200),
  'slow chunks': saw('timed-out', 'DEADLINE', 200),
  'endless body': saw('delivered', null, 200),
  'endless chunks': saw('delivered', null, 200),
  'gzip bomb': saw('delivered', null, 200),
  'many headers': saw('protocol-error', 'RESPONSE_HEADERS_TOO_LARGE'),
  'endless header': saw('protocol-error', 'RESPONSE_HEADERS_TOO_LARGE'),
  'endless trailers': saw('protocol-error', 'RESPONSE_HEADERS_TOO_LARGE', 200),
  'endless chunk extension': saw('timed-out', 'DEADLINE', 200),
  'flood of interim answers': saw('protocol-error', 'RESPONSE_TOO_MANY_INTERIM'),
  'bad chunk size': saw('protocol-error', 'RESPONSE_MALFORMED', 200),
  'huge chunk size': saw('protocol-error', 'RESPONSE_MALFORMED', 200),
  'length and chunks': saw('protocol-error', 'RESPONSE_MALFORMED'),
  'two answers': saw('delivered', null, 200),
  'more than its length': saw('delivered', null, 200),
  'answer before the request': saw('delivered', null, 200),
  'zero byte in a header': saw('protocol-error', 'RESPONSE_MALFORMED'),
  'two lengths': saw('protocol-error', 'RESPONSE_MALFORMED'),
  'another protocol': saw('protocol-error', 'RESPONSE_MALFORMED'),
  'unasked upgrade': saw('protocol-error', 'RESPONSE_MALFORMED'),
  'unknown status': saw('protocol-error', 'RESPONSE_MALFORMED', 700),
  'redirect to itself': saw('redirected', null, 302),
  'redirect to metadata': saw('redirected', null, 302),
  'Retry-After of no form': saw('failing', null, 503),
  'Retry-After in the past': saw('failing', null, 503),
  'Retry-After of ages': saw('failing', null, 503),
  'Retry-After of no date': saw('failing', null, 503),
  'expired certificate': saw('unreachable', 'TLS_EXPIRED'),
  'certificate of tomorrow': saw('unreachable', 'TLS_NOT_YET_VALID'),
  'certificate signed by itself': saw('unreachable', 'TLS_SELF_SIGNED'),
  'certificate of another name': saw('unreachable', 'TLS_WRONG_HOST'),
  'silence in the handshake': saw('unreachable', 'CONNECT_TIMEOUT'),
  'reset in the handshake': saw('unreachable', 'CONNECT_RESET'),
  'plain answer to a handshake': saw('unreachable', 'TLS_FAILED'),
};

const usual = tls.getCACertificates('default');
beforeAll(() => tls.setDefaultCACertificates([...usual, testAuthority]));
afterAll(() => tls.setDefaultCACertificates(usual));

/** Sockets of this process: of the servers and of dispatch alike. */
function countSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => /^(?:TCP|TLS)/.test(name)).length;
}

/** As soon as it is so: a handle needs a turn of the event loop to be gone. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** One at a time: what does not give its slot back keeps the next one waiting for ever. */
async function openWithOneSlot(requestUrl: string): Promise<TestDispatch> {
  const on = openTestDispatch();
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl }));
  await setPolicy(on, { concurrency: 1, breaker: false });
  return on;
}

const sendTo = (on: TestDispatch, deadlineMs = 60_000) => sendOnly(on, { integration: { id: 'int_1' }, deadlineMs });

/** What ends by itself gets all the time that a slow machine may need for it; what never does is ended soon. */
const deadlineFor = ({ codes }: Seen) => (codes?.some((code) => /^DEADLINE|_TIMEOUT$/.test(code)) ? 1_000 : 60_000);

function expectSeen(delivery: DeliveryDetail, { result, codes, status }: Seen): void {
  const [attempt] = delivery.attempts;
  expect(result.split(' or ')).toContain(attempt?.result);
  expect(attempt?.status).toBe(status);
  if (codes === null) expect(attempt?.error).toBeNull();
  else expect(codes.map((code) => ({ code, message: texts[code] }))).toContainEqual(attempt?.error);
  expect(delivery.outcome).toBe(result === 'delivered' ? 'delivered' : 'dead');
  expect([delivery.result, delivery.error]).toEqual([attempt?.result, attempt?.error]);
  // What never left lists no headers.
  if (attempt?.result === 'unreachable') expect(attempt.sentHeaders).toEqual([]);
}

describe('a fault', () => {
  it.each(Object.keys(faults) as FaultName[])('%s is named, frees its slot and leaves no socket', async (name) => {
    const atFirst = countSockets();
    const server = await startFaultServer(name);
    onTestFinished(server.close);
    const on = await openWithOneSlot(server.url);
    const seen = seenOf[name];
    const sendNext = () => sendTo(on, deadlineFor(seen));
    const ids = [await sendNext(), await sendNext(), await sendNext()];
    for (const id of ids) expectSeen(await show(on, id), seen);
    await on.dispatch.close();
    await server.allClosed();
    await server.close();
    await until(() => countSockets() <= atFirst);
  });

  it('of a redirect is recorded with its Location and never followed', async () => {
    for (const name of ['redirect to itself', 'redirect to metadata'] as const) {
      const server = await startFaultServer(name);
      onTestFinished(server.close);
      const { attempts } = await sendFile(openTestDispatch(), { requestUrl: server.url });
      const location = attempts[0]?.response?.headers.find(([header]) => header === 'Location')?.[1];
      expect(location).toBe(name === 'redirect to itself' ? '/hook' : 'http://169.254.169.254/latest/meta-data/');
      expect(server.requests()).toHaveLength(1);
    }
  });

  it.each([
    ['Retry-After of no form', 5_000],
    ['Retry-After in the past', 5_000],
    ['Retry-After of no date', 5_000],
    ['Retry-After of ages', 86_400_000],
  ] as const)('%s neither hurries nor stops the next attempt', async (name, afterMs) => {
    const server = await startFaultServer(name);
    onTestFinished(server.close);
    const on = openTestDispatch();
    const delivery = await sendFile(on, { requestUrl: server.url }, { isRetried: true });
    const [attempt] = delivery.attempts;
    expect(delivery.outcome).toBe('pending');
    const endedMs = Date.parse(attempt?.startedAt ?? '') + (attempt?.durationMs ?? 0);
    const waitMs = Date.parse(delivery.nextAttemptAt ?? '') - endedMs;
    expect(waitMs).toBeGreaterThan(afterMs - 1_000);
    expect(waitMs).toBeLessThan(afterMs + 60_000);
  });
});

describe('what would fill the memory', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const usedBytes = () => {
    // What the first finds is freed beside it; the second waits for that.
    collectGarbage();
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };

  it.each(['endless body', 'endless chunks', 'gzip bomb', 'many headers'] as const)(
    '%s leaves nothing but what is kept of it',
    async (name) => {
      const server = await startFaultServer(name);
      onTestFinished(server.close);
      const on = openTestDispatch();
      on.places.set('int_1', makeRealPlace('int_1', { requestUrl: server.url }));
      await setPolicy(on, { breaker: false });
      const sendMany = async (count: number) => {
        const ids = await Promise.all(Array.from({ length: count }, () => sendTo(on)));
        await show(on, ids[0] ?? '');
      };
      await sendMany(50);
      const before = usedBytes();
      await sendMany(100);
      // 100 bodies of 64 KiB, held by whatever forgot to let them go, are more.
      expect(usedBytes() - before).toBeLessThan(2_000_000);
    },
  );
});

describe('a name', () => {
  const cases: readonly [string, TestDispatch['lookup'], Code][] = [
    ['unknown', () => Promise.reject(new Error('ENOTFOUND')), 'DNS_FAILED'],
    ['without addresses', async () => [], 'DNS_FAILED'],
    ['whose server says nothing', () => new Promise(() => {}), 'DNS_TIMEOUT'],
  ];
  it.each(cases)('%s is unreachable and frees its slot', async (_name, lookup, code) => {
    const on = await openWithOneSlot('http://nowhere.test/');
    on.lookup = lookup;
    const seen = saw('unreachable', code);
    const sendNext = () => sendTo(on, deadlineFor(seen));
    for (const id of [await sendNext(), await sendNext()]) expectSeen(await show(on, id), seen);
  });

  it('whose server says nothing is asked for once at a time, however many wait for it', async () => {
    const on = openTestDispatch();
    let lookups = 0;
    on.lookup = () => {
      lookups += 1;
      return new Promise(() => {});
    };
    const to = { integration: { file: makeIntegration({ requestUrl: 'http://nowhere.test/' }) }, deadlineMs: 200 };
    const ids = await Promise.all([1, 2, 3].map(() => sendOnly(on, to)));
    for (const id of ids) expect((await show(on, id)).error?.code).toBe('DNS_TIMEOUT');
    expect(lookups).toBe(1);
  });

  it.skipIf(process.platform !== 'linux')(
    'that is far away is waited for, also when another of its addresses leads nowhere',
    async () => {
      const server = await startFarServer();
      onTestFinished(server.close);
      const on = openTestDispatch();
      on.lookup = async () => {
        // The first packet leaves in between.
        setImmediate(() => setImmediate(server.goOn));
        return [
          { address: '127.0.0.1', family: 4 },
          { address: '::1', family: 6 },
        ];
      };
      const id = await sendOnly(on, {
        integration: { file: makeIntegration({ requestUrl: `http://far.test:${server.port}/` }) },
        allowTargets: ['loopback'],
      });
      expect(await show(on, id)).toMatchObject({ outcome: 'delivered' });
    },
  );

  it('that is rebound is judged at every connect, and what was judged is connected to', async () => {
    const server = await startRawServer({ behaviour: (socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\n') });
    onTestFinished(server.close);
    const on = await openWithOneSlot(`http://rebound.test:${server.port}/`);
    const answers = ['127.0.0.1', '169.254.169.254', '127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1'];
    let lookups = 0;
    on.lookup = async () => {
      const address = answers[lookups++] ?? '';
      return [{ address, family: address.includes(':') ? 6 : 4 }];
    };
    const codes: (string | undefined)[] = [];
    for (const _answer of answers) codes.push((await show(on, await sendTo(on))).error?.code);
    expect(codes).toEqual([undefined, 'TARGET_LINK_LOCAL', undefined, 'TARGET_PRIVATE', 'TARGET_PRIVATE']);
    expect([lookups, server.connections()]).toEqual([5, 2]);
  });
});

describe('an endpoint that refuses the connection', () => {
  it('is unreachable', async () => {
    const gone = await startRawServer();
    await gone.close();
    const on = await openWithOneSlot(gone.origin);
    for (const id of [await sendTo(on), await sendTo(on)]) {
      expectSeen(await show(on, id), saw('unreachable', 'CONNECT_REFUSED'));
    }
  });
});
