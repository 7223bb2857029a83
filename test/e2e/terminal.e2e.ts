// The command line among other programs and people: closed pipes, Ctrl+C, quiet, and data that would take over the terminal.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { emptyAnswer, startRawServer } from '../support/raw-server.ts';
import { smallEvent, smallIntegration, writeRequestFiles } from '../support/request-files.ts';
import { cliBundle, readJson, runCli, startCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

interface ErrorAnswer extends Record<string, unknown> {
  readonly error: { readonly code: string; readonly message: string };
}

/** Tab and line feed are all that may reach a terminal raw; CR stands before LF on one. */
const rawControl = new RegExp(
  `[${String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069`}]|\r(?!\n)`,
);

/** An endpoint that answers when it is told to. */
async function startPatientEndpoint() {
  const { promise: reached, resolve } = Promise.withResolvers<() => void>();
  const server = await startRawServer({ behaviour: (socket) => resolve(() => emptyAnswer(socket)) });
  return { server, reached };
}

async function outcomeOf(folder: string, id: string) {
  return readJson<{ outcome: string }>(await runCli(['deliveries', 'show', id, '--json'], { folder })).outcome;
}

describe('pipes', () => {
  test('whoever reads may leave early: the command ends quietly', async () => {
    const folder = makeTemporaryFolder();
    const list = startCli(['integrations', 'list', '--limit', '500', '--json'], { folder });
    list.child.stdout.once('data', () => list.child.stdout.destroy());
    const end = await list.ended;
    expect([end.code, end.stderr]).toEqual([0, '']);

    // A stream finds out at the next thing it has to say.
    const receiver = startCli(['listen', '--json', '--quiet'], { folder });
    const [, url = ''] = await receiver.waitFor(/"url":"([^"]+)"/);
    receiver.child.stdout.destroy();
    await fetch(url);
    const ended = await receiver.ended;
    expect([ended.code, ended.stderr]).toEqual([0, '']);
  });

  test.runIf(process.platform !== 'win32')('works with standard streams closed', () => {
    const folder = makeTemporaryFolder();
    const run = (closed: string) =>
      spawnSync('sh', ['-c', `"$0" "$1" accounts list --limit 1 --json ${closed}`, process.execPath, cliBundle], {
        env: { SWITCHHOOK_DATA_DIR: folder, HOME: folder },
        encoding: 'utf8',
      });
    expect(JSON.parse(run('<&-').stdout).items).toHaveLength(1);
    expect(JSON.parse(run('2>&-').stdout).items).toHaveLength(1);
    expect(run('<&- >&- 2>&-').status).toBe(0);
  });

  test.runIf(existsSync('/dev/full'))('says so in a sentence when the answer cannot be written', () => {
    const folder = makeTemporaryFolder();
    const done = spawnSync('sh', ['-c', '"$0" "$1" settings list > /dev/full', process.execPath, cliBundle], {
      env: { SWITCHHOOK_DATA_DIR: folder, HOME: folder },
      encoding: 'utf8',
    });
    expect(done.status).not.toBe(0);
    expect(done.stderr).toMatch(/standard output/i);
    expect(done.stderr).not.toMatch(/\n\s+at |node:internal/);
  });

  test('--quiet says nothing beside the answer, and still says what went wrong', async () => {
    const folder = makeTemporaryFolder();
    const list = await runCli(['accounts', 'list', '--limit', '2', '--quiet'], { folder });
    expect([list.code, list.stderr]).toEqual([0, '']);
    expect(list.stdout.trim().split('\n')).toHaveLength(3);
    const refused = await runCli(['accounts', 'show', 'acc_nowhere', '--quiet'], { folder });
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/Nothing was/);
  });
});

describe('Ctrl+C', () => {
  test('ends a send after the attempt under way: 130, and it says what became of the delivery', async () => {
    const folder = makeTemporaryFolder();
    const { server, reached } = await startPatientEndpoint();
    try {
      const files = writeRequestFiles(folder, { requestUrl: `${server.origin}/hook` });
      const sending = startCli(['send', ...files, '--allow-target', 'loopback', '--json'], { folder });
      const letAnswer = await reached;
      sending.child.kill('SIGINT');
      await sending.waitFor(/Stopping/, 'stderr');
      letAnswer();
      const end = await sending.ended;
      expect(end.code, end.stdout + end.stderr).toBe(130);
      const { error } = readJson<ErrorAnswer>(end);
      expect(error.code).toBe('INTERRUPTED');
      const [id = ''] = /dlv_\w+/.exec(error.message) ?? [];
      expect(await outcomeOf(folder, id)).toBe('delivered');
      expect(server.requests()).toHaveLength(1);
    } finally {
      await server.close();
    }
  });

  test('twice leaves at once: 130, and the next command goes on with the delivery', async () => {
    const folder = makeTemporaryFolder();
    const { promise: reached, resolve } = Promise.withResolvers<void>();
    // Nothing is said to the first attempt, and the second one is answered.
    const server = await startRawServer({
      behaviour: (socket) => (server.requests().length === 1 ? resolve() : emptyAnswer(socket)),
    });
    try {
      const files = writeRequestFiles(folder, { requestUrl: `${server.origin}/hook` });
      const sending = startCli(['send', ...files, '--allow-target', 'loopback', '--deadline', '5m'], { folder });
      await reached;
      sending.child.kill('SIGINT');
      await sending.waitFor(/once more leaves at once/, 'stderr');
      sending.child.kill('SIGINT');
      expect((await sending.ended).code).toBe(130);
      const list = readJson<{ items: { id: string }[] }>(await runCli(['deliveries', 'list', '--json'], { folder }));
      const [delivery] = list.items;
      expect(list.items).toHaveLength(1);
      expect(await outcomeOf(folder, delivery?.id ?? '')).toBe('delivered');
      expect(server.requests()).toHaveLength(2);
    } finally {
      await server.close();
    }
  });

  test('is the normal end of listen, and ends a send that waits for another process at once', async () => {
    const folder = makeTemporaryFolder();
    const { server, reached } = await startPatientEndpoint();
    try {
      const owner = startCli(['listen'], { folder });
      await owner.waitFor(/listens at/);
      const files = writeRequestFiles(folder, { requestUrl: `${server.origin}/hook` });
      const sending = startCli(['send', ...files, '--allow-target', 'loopback'], { folder });
      const letAnswer = await reached;
      const end = await sending.stop('SIGINT');
      expect(end.code).toBe(130);
      const [id = ''] = /dlv_\w+/.exec(end.stderr) ?? [];
      letAnswer();
      const stopped = await owner.stop('SIGINT');
      expect(stopped.code, stopped.stderr).toBe(0);
      expect(await outcomeOf(folder, id)).toBe('delivered');
    } finally {
      await server.close();
    }
  });

  test('while a file is read from standard input: 130, and nothing was done', async () => {
    const folder = makeTemporaryFolder();
    const args = ['preview', '--integration', '-', '--event', 'inbound-call-answered', '--json'];
    const reading = startCli(args, { folder, input: 'open' });
    // It listens to signals before it reads; the first byte it takes shows that it is there.
    await new Promise((resolve) => reading.child.stdin.write(Buffer.alloc(600_000, 32), resolve));
    const end = await reading.stop('SIGINT');
    expect(end.code).toBe(130);
    expect(readJson<ErrorAnswer>(end).error).toMatchObject({ code: 'INTERRUPTED' });
    expect(end.stdout).toMatch(/Nothing was done/);
  });
});

const hostile = '\u001b[31mred\u001b]0;title\u0007\u009b2J\u202egnp\u0000\r\u2028';

describe('data that would take over the terminal', () => {
  test('is shown as text: names, answers, captures, files, arguments', async () => {
    const folder = makeTemporaryFolder();
    const reply = `HTTP/1.1 500 Oops\r\nX-Bad: \u001b[31m\r\nContent-Length: ${Buffer.byteLength(hostile)}\r\n\r\n`;
    const server = await startRawServer({ behaviour: (socket) => socket.write(reply + hostile) });
    try {
      const files = writeRequestFiles(folder, { name: hostile, requestUrl: `${server.origin}/hook` });
      const sent = await runCli(['send', ...files, '--allow-target', 'loopback', '--verbose'], { folder });
      expect(sent.code, sent.stderr).toBe(1);
      const [id = ''] = /dlv_\w+/.exec(sent.stdout) ?? [];
      const ends = [
        sent,
        await runCli(['deliveries', 'list'], { folder }),
        await runCli(['deliveries', 'show', id], { folder }),
        await runCli(['send', '--integration', `${hostile.replaceAll('\0', '')}.json`, '--event', 'x'], { folder }),
        await runCli([`--${hostile.replaceAll('\0', '')}`], { folder }),
        await runCli(['accounts', 'list', '--query', `"${hostile.replaceAll('\0', '')}`], { folder }),
      ];
      for (const { stdout, stderr } of ends) expect(stdout + stderr).not.toMatch(rawControl);
      expect(ends[2]?.stdout).toContain('\\x1b[31mred');
    } finally {
      await server.close();
    }
  });

  test('is shown as text by listen', async () => {
    const folder = makeTemporaryFolder();
    const receiver = startCli(['listen'], { folder });
    const [, url = ''] = await receiver.waitFor(/listens at (\S+)/);
    await fetch(url, { method: 'POST', body: hostile, headers: { 'X-Bad': '\u009b2J' } });
    await receiver.waitFor(/red/);
    const end = await receiver.stop('SIGINT');
    expect(end.stdout + end.stderr).not.toMatch(rawControl);
  });

  test('is no raw control in JSON either, and the JSON says the same', async () => {
    const folder = makeTemporaryFolder();
    writeFileSync(join(folder, 'crm.json'), JSON.stringify(smallIntegration));
    writeFileSync(join(folder, 'call.json'), JSON.stringify({ ...smallEvent, values: { 'source-number': hostile } }));
    const end = await runCli(['preview', '--integration', 'crm.json', '--event', 'call.json', '--json'], { folder });
    expect(end.code, end.stdout).toBe(0);
    expect(JSON.parse(readJson<{ body: string }>(end).body)).toEqual({ from: hostile });
    expect(end.stdout).not.toMatch(rawControl);
  });

  test.runIf(existsSync('/usr/bin/script'))('is shown as text on a terminal where a pipe would get it raw', () => {
    const folder = makeTemporaryFolder();
    writeFileSync(join(folder, 'crm.json'), JSON.stringify(smallIntegration));
    writeFileSync(join(folder, 'call.json'), JSON.stringify({ ...smallEvent, values: { 'source-number': hostile } }));
    const command = `"${process.execPath}" "${cliBundle}" preview --integration crm.json --event call.json`;
    const onTerminal = ['-c', 'exec script -qec "$0" /dev/null', command];
    for (const colour of [{}, { FORCE_COLOR: '1' }, { NO_COLOR: '1' }]) {
      const shown = spawnSync('sh', onTerminal, {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, TERM: 'xterm-256color', ...colour },
        encoding: 'utf8',
      });
      expect(shown.status, shown.stdout).toBe(0);
      expect(shown.stdout).toContain('"from"');
      expect(shown.stdout).not.toMatch(rawControl);
    }
  });
});
