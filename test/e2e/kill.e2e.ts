// `kill -9` at the worst moments: what was accepted is not lost, what was there stays, and the next command works.
import { watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { type Behaviour, emptyAnswer, startRawServer } from '../support/raw-server.ts';
import { writeRequestFiles } from '../support/request-files.ts';
import { type CliProcess, readJson, runCli, startCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const silence: Behaviour = () => {};

/** An endpoint that says nothing to the first request and tells that it came, and answers those that follow. */
async function startSilentEndpoint() {
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  let behave: Behaviour = (socket) => {
    behave = emptyAnswer;
    silence(socket);
    resolve();
  };
  const server = await startRawServer({ behaviour: (socket) => behave(socket) });
  return { server, reached };
}

/** That the attempt began is in the database, a moment after its request has left. */
async function attemptIsMarked(folder: string): Promise<void> {
  const database = new DatabaseSync(join(folder, 'switchhook.db'), { readOnly: true });
  try {
    await expect.poll(() => database.prepare('SELECT started_count AS n FROM deliveries').all()).toEqual([{ n: 1 }]);
  } finally {
    database.close();
  }
}

function sendTo(folder: string, requestUrl: string): string[] {
  return ['send', ...writeRequestFiles(folder, { requestUrl }), '--allow-target', 'loopback', '--json'];
}

interface Listed {
  readonly total: number;
  readonly items: readonly { id: string; outcome: string }[];
}

interface Detail {
  readonly id: string;
  readonly outcome: string;
  readonly attempts: readonly { number: number; kind: string; result: string; error: { code: string } | null }[];
}

function checkIntegrity(folder: string): unknown {
  const database = new DatabaseSync(join(folder, 'switchhook.db'), { readOnly: true });
  try {
    return database.prepare('PRAGMA integrity_check').get();
  } finally {
    database.close();
  }
}

const headerOf = (request: string | undefined, name: string) =>
  new RegExp(`\r\n${name}: ([^\r]*)\r\n`, 'i').exec(request ?? '')?.[1];

async function expectResumed(folder: string, requests: () => string[]): Promise<void> {
  expect(checkIntegrity(folder)).toEqual({ integrity_check: 'ok' });
  const listed = readJson<Listed>(await runCli(['deliveries', 'list', '--json'], { folder }));
  expect(listed.total).toBe(1);
  const id = listed.items[0]?.id ?? '';
  const detail = readJson<Detail>(await runCli(['deliveries', 'show', id, '--json'], { folder }));
  expect(detail.outcome).toBe('delivered');
  expect(detail.attempts.map(({ number, kind, error }) => [number, kind, error?.code])).toEqual([
    [1, 'first', 'ATTEMPT_INTERRUPTED'],
    [2, 'retry', undefined],
  ]);
  const [first, second, ...more] = requests();
  expect(more).toEqual([]);
  expect([first, second].map((request) => headerOf(request, 'switchhook-delivery'))).toEqual([id, id]);
  expect([first, second].map((request) => headerOf(request, 'switchhook-attempt'))).toEqual(['1', '2']);
  expect(second?.split('\r\n\r\n')[1]).toBe(first?.split('\r\n\r\n')[1]);
}

describe('kill -9 loses nothing that was accepted', () => {
  test('of a send that waits for an answer: the next command sends it again and says that there were two attempts', async () => {
    const folder = makeTemporaryFolder();
    const { server, reached } = await startSilentEndpoint();
    try {
      const sending = startCli(sendTo(folder, `${server.origin}/hook`), { folder });
      await reached;
      await attemptIsMarked(folder);
      expect((await sending.stop('SIGKILL')).signal).toBe('SIGKILL');
      await expectResumed(folder, server.requests);
    } finally {
      await server.close();
    }
  });

  test('of the owner: the send that waits through it says what is unknown, and the next command goes on', async () => {
    const folder = makeTemporaryFolder();
    const { server, reached } = await startSilentEndpoint();
    try {
      const owner = startCli(['listen', '--json'], { folder });
      await owner.waitFor(/"url"/);
      const sending = startCli(sendTo(folder, `${server.origin}/hook`), { folder });
      await reached;
      await attemptIsMarked(folder);
      await owner.stop('SIGKILL');
      const end = await sending.ended;
      expect(end.code).toBe(4);
      const { error } = readJson<{ error: { code: string; message: string } }>(end);
      expect(error.code).toBe('CONNECTION_LOST');
      expect(error.message).toMatch(/unknown/);
      expect(end.stderr).not.toMatch(/\n {4}at /);
      await expectResumed(folder, server.requests);
    } finally {
      await server.close();
    }
  });
});

/** Kills the process at the `count`th change of a file of the folder that matches; without one it ends by itself. */
function killAtChange(
  folder: string,
  { process, pattern, count }: { process: CliProcess; pattern: RegExp; count: number },
) {
  let left = count;
  const watcher = watch(folder, (_kind, name) => {
    if (!pattern.test(name ?? '')) return;
    left -= 1;
    if (left === 0) process.child.kill('SIGKILL');
  });
  return process.ended.finally(() => watcher.close());
}

describe('kill -9 leaves what was there', () => {
  test('of a sandbox reset: the old customers stay, and the next reset works', async () => {
    const folder = makeTemporaryFolder();
    expect((await runCli(['sandbox', 'reset', '--accounts', '7', '--quiet'], { folder })).code).toBe(0);
    const reset = startCli(['sandbox', 'reset', '--accounts', '2000'], { folder });
    const end = await killAtChange(folder, { process: reset, pattern: /-wal$/, count: 3 });
    expect(end.signal).toBe('SIGKILL');

    const accounts = readJson<{ total: number }>(await runCli(['accounts', 'list', '--json'], { folder }));
    expect(accounts.total).toBe(7);
    expect(checkIntegrity(folder)).toEqual({ integrity_check: 'ok' });
    const again = await runCli(['sandbox', 'reset', '--accounts', '9', '--json'], { folder });
    expect(readJson(again)).toMatchObject({ counts: { accounts: 9 } });
  });

  test('of vault set: the vault opens, and what it held and what was not stored can be told apart', async () => {
    const folder = makeTemporaryFolder();
    writeFileSync(join(folder, 'passphrase'), 'a long passphrase for the test');
    const options = { folder, environment: { SWITCHHOOK_PASSPHRASE_FILE: join(folder, 'passphrase') } };
    expect((await runCli(['vault', 'init', '--quiet'], options)).code).toBe(0);
    expect((await runCli(['vault', 'set', 'before'], { ...options, input: 'kept-value-4711' })).code).toBe(0);
    const killed: string[] = [];
    for (const count of [1, 3]) {
      const setting = startCli(['vault', 'set', `at-${count}`], { ...options, input: 'value-of-a-kill' });
      const end = await killAtChange(folder, { process: setting, pattern: /^\.?vault/, count });
      if (end.signal === 'SIGKILL') killed.push(`at-${count}`);
    }
    expect(killed).toContain('at-1');

    const after = await runCli(['vault', 'set', 'after'], { ...options, input: 'value-after-the-kill' });
    expect(after.code, after.stderr).toBe(0);
    const listed = readJson<{ name: string; last4?: string }[]>(await runCli(['vault', 'list', '--json'], options));
    const names = listed.map(({ name }) => name);
    expect(names).toContain('before');
    expect(names).toContain('after');
    const files = writeRequestFiles(folder, { authentication: { type: 'token', token: { secret: 'before' } } });
    const shown = await runCli(['preview', ...files, '--reveal', '--json'], options);
    expect(shown.stdout).toContain('kept-value-4711');
  });
});
