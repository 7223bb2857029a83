// Secrets planted wherever one can be given, sent, and echoed back in every spelling; then all that was kept or printed is searched.
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startRawServer } from '../support/raw-server.ts';
import { writeRequestFiles } from '../support/request-files.ts';
import { type CliProcess, readJson, runCli, startCli } from '../support/run-cli.ts';
import { findTraces, type Haystack, readFolder } from '../support/secret-traces.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

/** What is searched for; letters and digits only. */
const cores = {
  passphrase: 'CanaryPassphrase8Qm2Zt7Vx',
  vaultPassword: 'CanaryVaultPassword3Kp9Wd',
  vaultHeader: 'CanaryVaultHeader6Rn4Yb1',
  vaultToken: 'CanaryVaultToken2Hs8Jc5',
  filePassword: 'CanaryFilePassword7Lf3Gx',
  fileToken: 'CanaryFileToken9Tv1Mq6',
  moved: 'CanaryMovedIntoVault5Bz2',
};

/** With what percent, JSON and base64 spell differently. The last four characters may be shown and are no part of the core. */
const plant = (core: string) => `p"+/\\%& ${core}~=end4`;

/** What was heard, said back in every spelling. */
function writeEcho(socket: Socket, request: string, status: number): void {
  const credentials = /\r\nauthorization: (?:Basic|Bearer) ([^\r]*)/i.exec(request)?.[1] ?? '';
  const pair = Buffer.from(credentials, 'base64').toString();
  const secrets = Object.values(cores)
    .map(plant)
    .filter((secret) => request.includes(secret) || pair.includes(secret));
  const body = [
    ...[request, credentials, pair, ...secrets].flatMap((text) => [
      text,
      JSON.stringify(text),
      encodeURIComponent(text),
      String(new URLSearchParams({ text })),
    ]),
    ...secrets.flatMap((text) => ['', 'x', 'xy'].map((before) => Buffer.from(before + text).toString('base64'))),
  ];
  const bytes = Buffer.from(body.join('\n'));
  socket.write(`HTTP/1.1 ${status} Echo\r\nX-Echo: ${credentials}\r\nContent-Length: ${bytes.length}\r\n\r\n`);
  socket.write(bytes);
}

/** All that the commands on one data folder printed. */
class Scene {
  readonly #files = makeTemporaryFolder();
  readonly folder = join(this.#files, 'data');
  readonly printed: Haystack[] = [];

  constructor() {
    mkdirSync(this.folder, { mode: 0o700 });
    writeFileSync(join(this.#files, 'passphrase'), plant(cores.passphrase));
  }

  /** The files hold secrets, so they are not in the data folder. */
  write(name: string, changes: object): string[] {
    return writeRequestFiles(this.#files, changes, name);
  }

  get #options() {
    const environment = { SWITCHHOOK_PASSPHRASE_FILE: join(this.#files, 'passphrase') };
    return { folder: this.folder, cwd: this.#files, environment };
  }

  start(...args: string[]): CliProcess {
    const process = startCli(args, this.#options);
    void process.ended.then(({ stdout, stderr }) => this.#keep(args, stdout + stderr));
    return process;
  }

  async run(args: readonly string[], input = '') {
    const end = await runCli(args, { ...this.#options, input });
    this.#keep(args, end.stdout + end.stderr);
    return end;
  }

  #keep(args: readonly string[], text: string): void {
    this.printed.push({ name: `output of ${args.join(' ')}`, bytes: Buffer.from(text) });
  }

  findTraces(): string[] {
    return findTraces([...this.printed, ...readFolder(this.folder)], Object.values(cores));
  }
}

async function setSecrets(scene: Scene, origins: readonly string[]): Promise<void> {
  expect((await scene.run(['vault', 'init'])).code).toBe(0);
  const bound = origins.flatMap((origin) => ['--for-origin', origin]);
  const secrets = {
    'vault-password': cores.vaultPassword,
    'vault-header': cores.vaultHeader,
    'vault-token': cores.vaultToken,
  };
  for (const [name, core] of Object.entries(secrets)) {
    const end = await scene.run(['vault', 'set', name, ...bound, '--json'], `${plant(core)}\n`);
    expect(end.code, end.stdout + end.stderr).toBe(0);
  }
}

const vaultBasic = {
  authentication: { type: 'basic', username: 'acme', password: { secret: 'vault-password' } },
  headers: [{ name: 'X-Api-Key', value: { secret: 'vault-header' } }],
};
const vaultToken = { authentication: { type: 'token', token: { secret: 'vault-token' } } };
const fileBasic = { authentication: { type: 'basic', username: 'acme', password: plant(cores.filePassword) } };
const fileToken = { authentication: { type: 'token', token: plant(cores.fileToken) } };

interface Sent extends Record<string, unknown> {
  readonly deliveryId: string;
  readonly outcome: string;
}

/** To the receiver, to an endpoint that echoes, and to one that is not there. Answers the ids of what was accepted. */
async function sendEverywhere(scene: Scene, echo: string): Promise<string[]> {
  const ids: string[] = [];
  const kinds = { vaultBasic, vaultToken, fileBasic, fileToken };
  const send = async (name: string, changes: object, more: readonly string[]) => {
    const end = await scene.run(['send', ...scene.write(name, changes), ...more, '--verbose', '--json']);
    expect([0, 1, 4], end.stdout + end.stderr).toContain(end.code);
    ids.push(readJson<Sent>(end).deliveryId);
  };
  for (const [name, changes] of Object.entries(kinds)) {
    await Promise.all([
      send(`${name}-receiver`, changes, ['--to', 'receiver', '--with-auth']),
      send(`${name}-echo`, { ...changes, requestUrl: `${echo}/hook?key=1` }, ['--allow-target', 'loopback']),
    ]);
  }
  const absent = ['--to', 'http://127.0.0.1:1/', '--with-auth', '--allow-target', 'loopback'];
  await send('absent', vaultBasic, absent);
  return ids;
}

async function lookEverywhere(scene: Scene, ids: readonly string[]): Promise<void> {
  const files = scene.write('look', { ...vaultBasic });
  const create = ['integrations', 'create', 'moved.json', '--account', 'Acme Dental', '--pbx', 'Head Office', '--json'];
  scene.write('moved', { authentication: { type: 'token', token: plant(cores.moved) } });
  const created = await scene.run(create);
  expect(created.code, created.stdout + created.stderr).toBe(0);
  const { id } = readJson<{ id: string } & Record<string, unknown>>(created);
  const looks = [
    ...['http', 'json', 'curl', 'har'].map((format) => ['preview', ...files, '--as', format]),
    ...ids.flatMap((id) => [
      ['deliveries', 'show', id],
      ['deliveries', 'show', id, '--json'],
    ]),
    ['deliveries', 'list', '--json'],
    ['integrations', 'show', id],
    ['integrations', 'edit', id, '--set', 'name=Renamed', '--draft', '--json'],
    ['vault', 'list', '--json'],
    ['vault', 'status'],
    ['doctor', '--json'],
  ];
  for (let from = 0; from < looks.length; from += 3) {
    await Promise.all(looks.slice(from, from + 3).map((args) => scene.run(args)));
  }
}

describe('planted secrets', () => {
  test('are found by the search in every form it is there for', () => {
    const secret = plant(cores.moved);
    const base64 = ['', 'x', 'xy'].map((before) => Buffer.from(before + secret).toString('base64'));
    const forms = [secret, JSON.stringify(secret), encodeURIComponent(secret), ...base64];
    const kept = base64.flatMap((form) =>
      ['', 'x', 'xy'].map((before) => Buffer.from(before + form).toString('base64')),
    );
    for (const form of [...forms, ...kept]) {
      expect(findTraces([{ name: form, bytes: Buffer.from(form) }], [cores.moved]), form).not.toEqual([]);
    }
  });

  test('are in no file and no output, after sending, failing, replaying, listing and kill -9 of the owner', async () => {
    const scene = new Scene();
    const { promise: hangs, resolve } = Promise.withResolvers<void>();
    const server = await startRawServer({
      behaviour: (socket) => {
        const request = server.requests().at(-1) ?? '';
        if (request.includes('/silent')) resolve();
        else writeEcho(socket, request, server.requests().length % 2 === 0 ? 200 : 500);
      },
    });
    try {
      await setSecrets(scene, ['https://crm.example.com', server.origin]);
      const owner = scene.start('listen', '--json', '--verbose', '--answer', '500', '--answer', '204');
      await owner.waitFor(/"url"/);
      const ids = await sendEverywhere(scene, server.origin);
      const heard = server.requests().join('\n');
      expect(heard, 'the token was really sent').toContain(plant(cores.vaultToken));
      expect(heard).toContain(Buffer.from(`acme:${plant(cores.filePassword)}`).toString('base64'));
      const captured = owner.stdout().match(/"authorization",/gi) ?? [];
      expect(captured, 'the receiver got authentication').toHaveLength(4);

      const [first = '', ...others] = ids;
      const replayed = await scene.run(['deliveries', 'replay', first, '--to', 'receiver', '--with-auth', '--json']);
      expect(replayed.code, replayed.stdout + replayed.stderr).toBe(0);
      await lookEverywhere(scene, [first, ...others]);

      const silent = scene.write('silent', { ...vaultBasic, requestUrl: `${server.origin}/silent` });
      const waiting = scene.start('send', ...silent, '--allow-target', 'loopback', '--json', '--deadline', '1m');
      await hangs;
      await owner.stop('SIGKILL');
      await waiting.ended;
      expect(readFolder(scene.folder).map(({ name }) => name)).toContain(join(scene.folder, 'switchhook.db-wal'));
      expect(scene.findTraces()).toEqual([]);
      // Without the passphrase at hand the interrupted delivery waits, and nothing of it shows.
      expect((await scene.run(['deliveries', 'list', '--verbose'])).code).toBe(0);
      expect(scene.findTraces()).toEqual([]);
    } finally {
      await server.close();
    }
  });

  test('are in no part either, when an answer is cut in the middle of one', async () => {
    const scene = new Scene();
    const secret = 'CanaryCutInTheMiddle1Wq8Ds3Fv6';
    const keptBytes = 65_536;
    const server = await startRawServer({
      behaviour: (socket) => {
        const body = `${'x'.repeat(keptBytes - secret.length + 1)}${secret}${'y'.repeat(1000)}`;
        socket.write(`HTTP/1.1 500 Echo\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      },
    });
    try {
      const changes = { requestUrl: server.origin, authentication: { type: 'token', token: secret } };
      const sent = await scene.run(['send', ...scene.write('cut', changes), '--allow-target', 'loopback', '--json']);
      expect(readJson(sent)).toMatchObject({ result: 'failing', attempts: [{ status: 500 }] });
      await scene.run(['deliveries', 'show', readJson<Sent>(sent).deliveryId]);
      const half = secret.slice(0, secret.length / 2);
      expect(findTraces([...scene.printed, ...readFolder(scene.folder)], [half])).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
