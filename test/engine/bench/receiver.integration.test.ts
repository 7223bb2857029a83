import net from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { type Capture, captureSchema } from '../../../shared/bench/capture.ts';
import type { benchContract } from '../../../shared/bench/contract.ts';
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import {
  codeOf,
  makeIntegration,
  makePlace,
  openTestDispatch,
  send,
  startBench,
  type TestDispatch,
} from '../dispatch/dispatch-fixture.ts';

/** Sends bytes and answers all that came back until the connection was closed. */
function talk(port: number, text: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
    onTestFinished(() => void socket.destroy());
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(received).toString('latin1')));
    socket.on('error', (cause: NodeJS.ErrnoException) => (cause.code === 'ECONNRESET' ? undefined : reject(cause)));
  });
}

async function open(input: z.input<typeof benchContract.start.input> = {}) {
  const on = openTestDispatch();
  const { port, url } = await startBench(on, input);
  if (port === null || url === null) throw new Error('not running');
  const prefix = new URL(url).pathname;
  const request = (lines: string[], body = '', path = prefix) =>
    [
      `POST ${path} HTTP/1.1`,
      ...lines,
      'Connection: close',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n');
  const host = `Host: 127.0.0.1:${port}`;
  return { on, port, url, prefix, request, host };
}

const listAll = async (on: TestDispatch): Promise<Capture[]> =>
  z.array(captureSchema).parse(await on.bench.handlers.captures({ limit: 500 }));
const statusOf = (text: string) => Number(text.split(' ')[1]);

describe('a capture', () => {
  it('keeps method, raw target, ordered raw headers and body as they came', async () => {
    const { on, port, prefix, host } = await open();
    const head = `PUT ${prefix}/a%2Fb//c?x=%zz&y HTTP/1.1\r\nx-B: 2\r\n${host}\r\nX-b: 1\r\nConnection: close\r\nContent-Length: 4\r\n\r\n`;
    await talk(port, Buffer.concat([Buffer.from(head), Buffer.from([0, 255, 13, 10])]));
    const [capture] = await listAll(on);
    expect(capture).toMatchObject({
      method: 'PUT',
      url: `${prefix}/a%2Fb//c?x=%zz&y`,
      path: '/a%2Fb//c?x=%zz&y',
      isCut: false,
      integration: null,
      event: null,
      deliveryId: null,
      answeredStatus: 200,
      bodyBase64: Buffer.from([0, 255, 13, 10]).toString('base64'),
    });
    expect(capture?.headers.slice(0, 3)).toEqual([['x-B', '2'], host.split(': '), ['X-b', '1']]);
    expect(capture?.peer).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(await on.bench.handlers.capture({ id: capture?.id ?? '' })).toEqual(capture);
    expect(await codeOf(() => on.bench.handlers.capture({ id: 'cap_none' }))).toBe('CAPTURE_UNKNOWN');
  });

  it('of a body over 1 MiB is cut there, and the sender hears the answer', async () => {
    const { on, port, request, host } = await open();
    expect(statusOf(await talk(port, request([host], 'a'.repeat(1024 * 1024))))).toBe(200);
    expect(statusOf(await talk(port, request([host], 'b'.repeat(1024 * 1024 + 1))))).toBe(200);
    const sizes = (await listAll(on)).map(({ isCut, bodyBase64 }) => [isCut, Buffer.from(bodyBase64, 'base64').length]);
    expect(sizes).toEqual([
      [true, 1024 * 1024],
      [false, 1024 * 1024],
    ]);
  });

  it('of a body without end is taken, and the connection closed', async () => {
    const { on, port, prefix, host } = await open();
    const piece = `10000\r\n${'c'.repeat(0x10000)}\r\n`;
    const head = `POST ${prefix} HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    await talk(port, head + piece.repeat(200));
    expect(await listAll(on)).toMatchObject([{ isCut: true }]);
  });

  it('does not exist for a request that breaks off', async () => {
    const { on, port, request, host } = await open();
    const socket = net.connect(port, '127.0.0.1');
    const text = request([host], 'hello');
    await new Promise((resolve) => socket.write(text.slice(0, -2), resolve));
    await new Promise<void>((resolve) => socket.end(resolve));
    expect(statusOf(await talk(port, text))).toBe(200);
    expect(await listAll(on)).toHaveLength(1);
  });

  it('holds no secret of the vault, whoever sent it and wherever it stands', async () => {
    const { on, port, prefix, request, host } = await open();
    const secret = 'tok-4f9c2b7e11';
    on.secrets.set('crm-acme', { value: secret, origins: [] });
    await talk(port, request([host, `X-Key: ${secret}`], `{"key":"${secret}"}`, `${prefix}/a?key=${secret}`));
    const [capture] = await listAll(on);
    const body = Buffer.from(capture?.bodyBase64 ?? '', 'base64').toString();
    expect(body).toMatch(/^\{"key":"\[secret crm-acme #[0-9a-f]{8}\]"\}$/);
    expect(capture?.path).toMatch(/^\/a\?key=\[secret crm-acme #/);
    expect(JSON.stringify(capture)).not.toContain(secret);
  });

  it('names a delivery only when it is one of ours', async () => {
    const { on, port, request, host } = await open();
    await talk(port, request([host, 'Switchhook-Delivery: dlv_made_up']));
    const delivery = await send(on, { to: { receiver: true } });
    expect((await listAll(on)).map(({ deliveryId }) => deliveryId)).toEqual([delivery.id, null]);
  });

  it('survives a restart, and its path too', async () => {
    const { on, url } = await open();
    await send(on, { to: { receiver: true } });
    const again = openTestDispatch(on.crash());
    expect(await listAll(again)).toHaveLength(1);
    const { url: now } = await startBench(again);
    expect(new URL(now ?? '').pathname).toBe(new URL(url).pathname);
  });

  it('is listed newest first, page by page', async () => {
    const { on } = await open();
    for (const _ of [1, 2, 3]) await send(on, { to: { receiver: true } });
    const seqs = async (beforeSeq?: number) =>
      (await on.bench.handlers.captures({ limit: 2, beforeSeq })).map(({ seq }) => seq);
    expect(await seqs()).toEqual([3, 2]);
    expect(await seqs(2)).toEqual([1]);
  });
});

describe('the receiver refuses, and records nothing of', () => {
  it.each([
    ['a foreign host name', 421, ['Host: rebind.example.com']],
    ['its own address with another port', 421, ['Host: 127.0.0.1:1']],
    ['two hosts', 421, ['HOST', 'Host: 127.0.0.1']],
    ["a web page's request", 403, ['HOST', 'Origin: https://page.example.com']],
    ['a request from nowhere', 403, ['HOST', 'Origin: null']],
  ])('%s', async (_name, status, lines) => {
    const { on, port, request, host } = await open();
    const full = lines.map((line) => (line === 'HOST' ? host : line));
    expect(statusOf(await talk(port, request(full, 'body')))).toBe(status);
    expect(await listAll(on)).toEqual([]);
  });

  it.each(['/', '/in', '/in/', '/in/unknown', '/in/unknown/hook', '/other'])('the unknown path %s', async (path) => {
    const { on, port, request, host } = await open();
    expect(statusOf(await talk(port, request([host], '', path)))).toBe(404);
    expect(await listAll(on)).toEqual([]);
  });

  it('a token that goes on', async () => {
    const { on, port, prefix, request, host } = await open();
    expect(statusOf(await talk(port, request([host], '', `${prefix}x`)))).toBe(404);
    expect(statusOf(await talk(port, request([host], '', prefix.slice(0, -1))))).toBe(404);
    expect(await listAll(on)).toEqual([]);
  });

  it('headers beyond 32 KiB', async () => {
    const { on, port, request, host } = await open();
    expect(statusOf(await talk(port, request([host, `X-A: ${'a'.repeat(40_000)}`])))).toBe(431);
    expect(await listAll(on)).toEqual([]);
  });

  it('anything that is no HTTP, and lives on', async () => {
    const { on, port, request, host } = await open();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        await talk(port, Buffer.concat([bytes, Buffer.from('\r\n\r\n')]));
      }),
      { numRuns: 20 },
    );
    expect(await listAll(on)).toEqual([]);
    expect(statusOf(await talk(port, request([host])))).toBe(200);
  });
});

it('takes the name of a tunnel that the user added', async () => {
  const { on, port, request } = await open({ allowHosts: ['Tunnel.example.com'] });
  expect(statusOf(await talk(port, request(['Host: tunnel.example.com'])))).toBe(200);
  expect(statusOf(await talk(port, request(['Host: TUNNEL.example.com:443'])))).toBe(200);
  expect(statusOf(await talk(port, request(['Host: other.example.com'])))).toBe(421);
  expect(await listAll(on)).toHaveLength(2);
});

it('a database that fails while a request comes in costs that request alone', async () => {
  const { on, port, request, host } = await open();
  const { get } = on.database;
  on.database.get = () => {
    throw new Error('disk I/O error');
  };
  expect(statusOf(await talk(port, request([host])))).toBe(500);
  on.database.get = get;
  expect(statusOf(await talk(port, request([host])))).toBe(200);
  expect(await listAll(on)).toHaveLength(1);
});

describe('answers', () => {
  it('come in order, each as often as told, and the last stays', async () => {
    const { on, port, request, host } = await open({
      answers: [
        { status: 500, times: 2 },
        {
          status: 201,
          headers: [
            ['X-A', '1'],
            ['X-A', '2'],
            ['Content-Length', '99'],
            ['bad name', 'x'],
          ],
          body: 'grüß',
          times: 1,
        },
        { status: 204 },
      ],
    });
    const answers: string[] = [];
    for (const _ of [1, 2, 3, 4, 5]) answers.push(await talk(port, request([host])));
    expect(answers.map(statusOf)).toEqual([500, 500, 201, 204, 204]);
    expect(answers[2]).toContain('X-A: 1\r\nX-A: 2\r\n');
    expect(answers[2]).toContain('\r\nContent-Length: 6\r\n');
    expect(answers[2]).toMatch(/grÃ¼Ã\u009f$/);
    expect((await listAll(on)).map(({ answeredStatus }) => answeredStatus)).toEqual([204, 204, 201, 500, 500]);
  });

  it('change at once', async () => {
    const { on, port, request, host } = await open();
    expect(statusOf(await talk(port, request([host])))).toBe(200);
    const answers = [{ status: 503, headers: [], body: '', delayMs: 0 }];
    expect((await on.bench.handlers.setAnswers({ answers })).answers).toEqual(answers);
    expect(statusOf(await talk(port, request([host])))).toBe(503);
  });

  it('that are delayed come late, and hold up no stop', async () => {
    const { on, port, request, host } = await open({ answers: [{ delayMs: 20, times: 1 }, { delayMs: 600_000 }] });
    expect(statusOf(await talk(port, request([host])))).toBe(200);
    const captured = new Promise<void>((resolve) => {
      on.bench.handlers.watch({}, (event) => {
        if (event.type === 'capture') resolve();
      });
    });
    const hanging = talk(port, request([host]));
    await captured;
    expect((await on.bench.handlers.stop({})).isRunning).toBe(false);
    expect(await hanging).toBe('');
  });
});

describe('start and stop', () => {
  it('say where it is, and that it is gone', async () => {
    const on = openTestDispatch();
    expect(await on.bench.handlers.status({})).toEqual({
      isRunning: false,
      url: null,
      port: null,
      startedAt: null,
      captureCount: 0,
      answers: [],
    });
    const status = await startBench(on);
    expect(status).toMatchObject({
      isRunning: true,
      url: `http://127.0.0.1:${status.port}${new URL(status.url ?? '').pathname}`,
    });
    expect(await codeOf(() => startBench(on))).toBe('RECEIVER_RUNNING');
    expect(on.bench.isOwnReceiver('127.0.0.1', status.port ?? 0)).toBe(true);
    await on.bench.handlers.stop({});
    expect(on.bench.isOwnReceiver('127.0.0.1', status.port ?? 0)).toBe(false);
    expect(await on.bench.handlers.stop({})).toMatchObject({ isRunning: false });
    expect((await startBench(on, { port: status.port ?? 0 })).url).toBe(status.url);
  });

  it('name a port that is in use, and leave answers as they were', async () => {
    const { port } = await open();
    const other = openTestDispatch();
    const start = () => startBench(other, { port, answers: [{ status: 500 }] });
    expect(await codeOf(start)).toBe('RECEIVER_PORT_BUSY');
    expect((await other.bench.handlers.status({})).answers).toEqual([]);
  });

  it('that cannot be noted down leave no receiver behind, and tell who watches how it is', async () => {
    const on = openTestDispatch();
    const told: boolean[] = [];
    on.bench.handlers.watch({ afterSeq: 0 }, (event) => {
      if (event.type === 'status') told.push(event.status.isRunning);
    });
    const { run } = on.database;
    const refuse: typeof run = (sql, ...values) => {
      if (sql.includes('INSERT INTO journal')) throw commonErrors.fail('STORAGE_FULL');
      return run(sql, ...values);
    };
    const { port } = await startBench(on);
    await on.bench.handlers.stop({});
    on.database.run = refuse;
    expect(await codeOf(() => startBench(on, { port: port ?? 0 }))).toBe('STORAGE_FULL');
    expect((await on.bench.handlers.status({})).isRunning).toBe(false);
    on.database.run = run;
    await startBench(on, { port: port ?? 0 });
    on.database.run = refuse;
    expect(await codeOf(() => on.bench.handlers.stop({}))).toBe('STORAGE_FULL');
    expect((await on.bench.handlers.status({})).isRunning).toBe(false);
    on.database.run = run;
    expect(told).toEqual([false, true, false, true, false]);
  });

  it('happen in turn', async () => {
    const on = openTestDispatch();
    const started = startBench(on);
    const stopped = on.bench.handlers.stop({});
    expect((await started).isRunning).toBe(true);
    expect((await stopped).isRunning).toBe(false);
  });

  it('cut connections that are kept alive', async () => {
    const { on, port, prefix, host } = await open();
    const closed = talk(port, `GET ${prefix} HTTP/1.1\r\n${host}\r\n\r\n`);
    await new Promise<void>((resolve) => {
      on.bench.handlers.watch({ afterSeq: 0 }, (event) => {
        if (event.type === 'capture') resolve();
      });
    });
    await on.bench.handlers.stop({});
    expect(await closed).toMatch(/^(HTTP\/1\.1 200|$)/);
  });
});

it('gives each integration a path of its own, which stays', async () => {
  const { on, url } = await open();
  on.places.set('int_1', makePlace('int_1'));
  on.places.set('int_2', makePlace('int_2'));
  for (const id of ['int_1', 'int_2', 'int_1']) await send(on, { integration: { id } });
  await send(on, { integration: { file: makeIntegration() }, to: { receiver: true } });
  const captures = await listAll(on);
  expect(captures.map(({ integration }) => integration)).toEqual([null, 'int_1', 'int_2', 'int_1']);
  const prefixes = captures.map((capture) => capture.url.slice(0, -capture.path.length));
  expect(new Set(prefixes).size).toBe(3);
  expect(prefixes[1]).toBe(prefixes[3]);
  expect(prefixes[0]).toBe(new URL(url).pathname);
});

it('tells a watcher the status, what it missed, and everything that comes', async () => {
  const { on } = await open();
  for (const _ of [1, 2, 3]) await send(on, { to: { receiver: true } });
  const told: unknown[] = [];
  const stop = on.bench.handlers.watch({ afterSeq: 1 }, (event) =>
    told.push(event.type === 'status' ? event.status.isRunning : event.seq),
  );
  const late: unknown[] = [];
  on.bench.handlers.watch({}, (event) => late.push(event.type === 'status' ? 'status' : event.seq));
  await send(on, { to: { receiver: true } });
  expect([told, late]).toEqual([
    [true, 2, 3, 4],
    ['status', 4],
  ]);
  stop();
  await on.bench.handlers.stop({});
  expect([told.length, late.length]).toEqual([4, 3]);
});
