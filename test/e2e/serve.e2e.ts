// `switchhook serve` as a service manager and a scraper see it: who may ask, what they are told, and how it ends.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type net from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { type OpenEngine, openEngine } from '../../electron/engine/engine.ts';
import { createMachinePorts } from '../../electron/hosts/machine/ports.ts';
import { makeOutsideIntegration } from '../support/outside-set.ts';
import { type Behaviour, emptyAnswer, startRawServer } from '../support/raw-server.ts';
import { writeRequestFiles } from '../support/request-files.ts';
import { type CliProcess, readJson, runCli, startCli } from '../support/run-cli.ts';
import { findTraces } from '../support/secret-traces.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

interface Address {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
}

async function startServe(folder: string, { args = [], environment = {} }: StartOptions = {}) {
  const serve = startCli(['serve', ...args], { folder, environment });
  const [line] = await serve.waitFor(/^\{.*\}$/m);
  return { serve, address: JSON.parse(line) as Address };
}

interface StartOptions {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

interface Reply {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly text: string;
}

function ask(
  { url, token }: Address,
  path: string,
  headers: http.OutgoingHttpHeaders = {},
  method = 'GET',
): Promise<Reply> {
  const options = { method, headers: { authorization: `Bearer ${token}`, ...headers }, agent: false };
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}${path}`, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], text }));
    });
    request.on('error', reject).end();
  });
}

/** An endpoint that answers when it is told to, and tells of each request. */
async function startPatientEndpoint() {
  const waiting: net.Socket[] = [];
  let tell = () => {};
  const behaviour: Behaviour = (socket) => {
    waiting.push(socket);
    tell();
  };
  const server = await startRawServer({ behaviour });
  const reached = (count: number) =>
    new Promise<void>((resolve) => {
      tell = () => {
        if (waiting.length >= count) resolve();
      };
      tell();
    });
  const answerAll = () => {
    for (const socket of waiting.splice(0)) emptyAnswer(socket);
  };
  return { server, reached, answerAll };
}

const readLog = (serve: CliProcess) =>
  serve
    .stderr()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string; msg: string; [field: string]: unknown });

/** Of the version that runs there, which does the work. */
async function openAsClient(folder: string): Promise<OpenEngine> {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  const machine = createMachinePorts({ dataFolder: folder, log: () => {} });
  const engine = await openEngine({ ...machine, capabilities: { ...machine.capabilities, version } });
  expect(engine.role()).toBe('client');
  return engine;
}

async function outcomesOf(folder: string): Promise<string[]> {
  const list = readJson<{ items: { outcome: string }[] }>(
    await runCli(['deliveries', 'list', '--limit', '500', '--json'], { folder }),
  );
  return list.items.map(({ outcome }) => outcome);
}

describe('serve', () => {
  test('answers health and metrics to whoever holds the token, and to nobody else', async () => {
    const folder = makeTemporaryFolder();
    const { serve, address } = await startServe(folder);
    expect(await ask(address, '/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}\n' });
    const metrics = await ask(address, '/metrics');
    expect(metrics).toMatchObject({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' });
    expect(metrics.text).toMatch(/^switchhook_deliveries_pending 0$/m);
    for (const authorization of ['', 'Bearer', `Bearer ${address.token}x`, `Basic ${address.token}`, address.token]) {
      expect((await ask(address, '/metrics', { authorization })).status, authorization).toBe(401);
    }
    for (const host of ['evil.example.com', `localhost:${new URL(address.url).port}`, '127.0.0.1']) {
      expect((await ask(address, '/healthz', { host })).status, host).toBe(421);
    }
    expect((await ask(address, '/metrics', {}, 'POST')).status).toBe(405);
    expect((await ask(address, '/')).status).toBe(404);

    const end = await serve.stop('SIGTERM');
    expect(end.code, end.stderr).toBe(0);
    expect(end.stdout.trim().split('\n')).toHaveLength(1);
    expect(end.stderr).not.toContain(address.token);
  });

  test('its address stands in a file for this user only, as long as it runs', async () => {
    const folder = makeTemporaryFolder();
    const { serve, address } = await startServe(folder);
    const file = join(folder, 'serve.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...address, pid: serve.pid });
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    await serve.stop('SIGTERM');
    expect(existsSync(file)).toBe(false);
  });

  test('counts what it sends, and names no customer', async () => {
    const folder = makeTemporaryFolder();
    const server = await startRawServer();
    try {
      const { serve, address } = await startServe(folder);
      const files = writeRequestFiles(folder, { requestUrl: `${server.origin}/hook`, name: 'Acme Dental pop-up' });
      expect((await runCli(['send', ...files, '--allow-target', 'loopback'], { folder })).code).toBe(0);
      expect(
        (await runCli(['send', ...files, '--to', 'http://127.0.0.1:1/', '--allow-target', 'loopback'], { folder }))
          .code,
      ).toBe(4);
      const { text } = await ask(address, '/metrics');
      expect(text).toMatch(/^switchhook_deliveries_accepted_total 2$/m);
      expect(text).toMatch(/^switchhook_attempts_total\{result="delivered"\} 1$/m);
      expect(text).toMatch(/^switchhook_attempts_total\{result="unreachable"\} 1$/m);
      expect(text).toMatch(/^switchhook_deliveries_dead_total 1$/m);
      expect(text).not.toMatch(/Acme|127\.0\.0\.1|hook"/);
      await serve.stop('SIGTERM');
    } finally {
      await server.close();
    }
  });

  test('never sends to its own control address', async () => {
    const folder = makeTemporaryFolder();
    const { serve, address } = await startServe(folder);
    const files = writeRequestFiles(folder, { requestUrl: `${address.url}/healthz` });
    const end = await runCli(['send', ...files, '--allow-target', 'loopback', '--json'], { folder });
    expect(end.code, end.stdout).toBe(2);
    expect(end.stdout).toContain('TARGET_CONTROL_PORT');
    await serve.stop('SIGTERM');
  });

  test('a second one on the same data folder is refused, and so is a busy port', async () => {
    const folder = makeTemporaryFolder();
    const { serve, address } = await startServe(folder);
    const second = await runCli(['serve', '--json'], { folder });
    expect([second.code, readJson<{ error: { code: string } }>(second).error.code]).toEqual([5, 'FOLDER_OWNED']);
    const port = new URL(address.url).port;
    const busy = await runCli(['serve', '--port', port, '--json'], { folder: makeTemporaryFolder() });
    expect([busy.code, readJson<{ error: { code: string } }>(busy).error.code]).toEqual([5, 'PORT_BUSY']);
    expect((await ask(address, '/healthz')).status).toBe(200);
    await serve.stop('SIGTERM');
  });

  test('SIGTERM lets what is being sent end, begins nothing more, and says so to whoever asks for its health', async () => {
    const folder = makeTemporaryFolder();
    const { server, reached, answerAll } = await startPatientEndpoint();
    try {
      const outside = await makeOutsideIntegration(folder, { requestUrl: `${server.origin}/hook` });
      const { serve, address } = await startServe(folder);
      const accepting = ['events', 'accept', '-', '--allow-target', 'loopback', '--quiet'];
      const accepted = await runCli(accepting, { folder, input: outside.eventLine().repeat(40) });
      expect(accepted.code, accepted.stderr).toBe(0);
      expect(accepted.stdout.trim().split('\n')).toHaveLength(40);
      // As many as may be under way to one endpoint at once.
      await reached(1);
      serve.child.kill('SIGTERM');
      await serve.waitFor(/Stopping/, 'stderr');
      expect(await ask(address, '/healthz')).toMatchObject({ status: 503, text: expect.stringContaining('"closing"') });
      const begun = server.requests().length;
      answerAll();
      const end = await serve.ended;
      expect(end.code, end.stderr).toBe(0);
      expect(server.requests()).toHaveLength(begun);
      expect(begun).toBeLessThan(40);
      expect(
        readLog(serve)
          .map(({ msg }) => msg)
          .at(-1),
      ).toBe('Closed.');

      // Whoever comes next goes on with the rest.
      const next = startCli(['serve'], { folder });
      await reached(1);
      while (server.requests().length < 40) {
        answerAll();
        await reached(1);
      }
      answerAll();
      await next.waitFor(/"url"/);
      next.child.kill('SIGTERM');
      answerAll();
      expect((await next.ended).code).toBe(0);
      expect(await outcomesOf(folder)).toEqual(Array(40).fill('delivered'));
      expect(server.requests()).toHaveLength(40);
    } finally {
      await server.close();
    }
  });

  test('a second signal leaves at once with 130, and what was being sent is sent again', async () => {
    const folder = makeTemporaryFolder();
    const { server, reached } = await startPatientEndpoint();
    try {
      const outside = await makeOutsideIntegration(folder, { requestUrl: `${server.origin}/hook` });
      const { serve } = await startServe(folder);
      const accepting = ['events', 'accept', '-', '--allow-target', 'loopback', '--deadline', '60s'];
      await runCli(accepting, { folder, input: outside.eventLine() });
      await reached(1);
      serve.child.kill('SIGTERM');
      await serve.waitFor(/Stopping/, 'stderr');
      expect((await serve.stop('SIGTERM')).code).toBe(130);
      const next = startCli(['serve'], { folder });
      await reached(2);
      expect(server.requests()[1]).toContain('Switchhook-Attempt: 2');
      next.child.kill('SIGKILL');
      await next.ended;
    } finally {
      await server.close();
    }
  });

  test('says that the vault is locked, what waits then, and how it stays unlocked', async () => {
    const folder = makeTemporaryFolder();
    const passphrase = 'a long passphrase for the test';
    writeFileSync(join(folder, 'passphrase'), `${passphrase}\n`);
    const environment = { SWITCHHOOK_PASSPHRASE_FILE: join(folder, 'passphrase') };
    expect((await runCli(['vault', 'init', '--quiet'], { folder, environment })).code).toBe(0);
    const tell = async (address: Address) => [
      JSON.parse((await ask(address, '/healthz')).text),
      /^switchhook_vault_locked (\d)$/m.exec((await ask(address, '/metrics')).text)?.[1],
    ];

    const { serve: without, address: first } = await startServe(folder);
    await without.waitFor(
      /The vault is locked: deliveries that need its secrets wait\. Unlock it with: switchhook vault unlock\..*SWITCHHOOK_PASSPHRASE_FILE/,
      'stderr',
    );
    expect(await tell(first)).toEqual([{ status: 'ok', vault: 'locked' }, '1']);
    expect((await without.stop('SIGTERM')).code).toBe(0);

    const { serve, address } = await startServe(folder, { environment });
    await serve.waitFor(
      /no secret was used for 15 minutes\. `switchhook settings set vaultIdleLockMinutes 0`/,
      'stderr',
    );
    await expect.poll(() => tell(address)).toEqual([{ status: 'ok', vault: 'unlocked' }, '0']);
    const engine = await openAsClient(folder);
    await engine.transport.call('vault.lock', {});
    await serve.waitFor(
      /The vault was locked: deliveries that need its secrets wait\..*vaultIdleLockMinutes 0/,
      'stderr',
    );
    expect(await tell(address)).toEqual([{ status: 'ok', vault: 'locked' }, '1']);
    await engine.close();
    const unlocking = await runCli(['vault', 'unlock'], { folder, environment });
    expect(unlocking.code, unlocking.stderr).toBe(0);
    await serve.waitFor(/The vault is unlocked/, 'stderr');
    expect((await serve.stop('SIGTERM')).code).toBe(0);
    const late = await runCli(['vault', 'unlock'], { folder, environment });
    expect([late.code, late.stderr]).toEqual([2, expect.stringContaining('No Switchhook runs with this data folder')]);
  });

  test('writes a log of JSON lines, at the level it is told, in which no secret stands', async () => {
    const folder = makeTemporaryFolder();
    const planted = 'PlantedSecret4711OfTheTest';
    writeFileSync(join(folder, 'passphrase'), 'a long passphrase for the test\n');
    const environment = { SWITCHHOOK_PASSPHRASE_FILE: join(folder, 'passphrase') };
    expect((await runCli(['vault', 'init', '--quiet'], { folder, environment })).code).toBe(0);
    const setting = ['vault', 'set', 'crm', '--for-origin', 'https://crm.example.com'];
    expect((await runCli(setting, { folder, environment, input: planted })).code).toBe(0);

    const { serve } = await startServe(folder, { args: ['--log-level', 'debug'], environment });
    // A call that no contract knows is a mistake of somebody's program, and its name goes to the log.
    const engine = await openAsClient(folder);
    expect(await engine.transport.call(`nothing.${planted}`, {})).toMatchObject({ ok: false });
    await engine.close();
    await serve.waitFor(/"level":"error"/, 'stderr');
    const end = await serve.stop('SIGTERM');
    expect(end.code, end.stderr).toBe(0);
    const log = readLog(serve);
    expect(log.find(({ level }) => level === 'error')?.msg).toContain('nothing.');
    expect(findTraces([{ name: 'log', bytes: Buffer.from(end.stderr + end.stdout) }], [planted])).toEqual([]);

    const quiet = await startServe(folder, { args: ['--log-level', 'error'] });
    expect((await quiet.serve.stop('SIGTERM')).stderr).toBe('');
  });
});
