// Whatever is given wrongly: the exit code for it, one error as JSON and nothing else, a text that says what was not done, no stack
// trace, and a data folder that is as it was.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { digestFolder } from '../support/folder-digest.ts';
import { smallIntegration, writeRequestFiles } from '../support/request-files.ts';
import { type CliEnd, readJson, runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { type WrongInput, wrongInputs } from './wrong-inputs.ts';

interface ErrorAnswer extends Record<string, unknown> {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly problems?: readonly { code: string; path: string; message: string }[];
  };
}

const notDone = /\b(?:nothing|no \w+) (?:was|were)\b|was not /i;
const stackTrace = /\n\s+at |node:internal|Incident|INTERNAL/;

/** One data folder and one folder of files for all of them: none of them may change anything. */
const place = mkdtempSync(join(tmpdir(), 'switchhook-wrong-'));
const folder = join(place, 'data');
afterAll(() => rmSync(place, { recursive: true, force: true }));

function writeFiles(): void {
  writeRequestFiles(place);
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(place, name), content);
  const { requestUrl, ...rest } = smallIntegration;
  write('unknown-key.json', JSON.stringify({ ...rest, requestUr: requestUrl }));
  write('broken.yaml', 'name: x\nmethod: POST\n  format: JSON\n');
  write('loose.json', '{ "name": "x", }');
  write(
    'number.yaml',
    'trigger: inbound-call-answered\noccurredAt: 2026-11-23T10:41:07+11:00\nvalues:\n  source-number: 0491570156\n',
  );
  write('list.json', '[1, 2]');
  mkdirSync(join(place, 'folder'));
  write('binary.json', Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x80, 0x7d]));
  write('empty.json', '');
  write('blank.yaml', ' \n\n');
  write('huge.json', `{"name":"${'x'.repeat(10_000_000)}"}`);
  const levels = Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`);
  write('bomb.yaml', ['a0: &a0 lol', ...levels].join('\n'));
  write(
    'secret.json',
    JSON.stringify({ ...smallIntegration, authentication: { type: 'token', token: { secret: 'crm' } } }),
  );
  write('held.json', JSON.stringify({ ...smallIntegration, authentication: { type: 'token', token: { set: true } } }));
}

/** The id of an integration of the sandbox, in a data folder that is in use already. */
async function findSandboxId(): Promise<string> {
  const list = ['integrations', 'list', '--query', 'event:inbound-call-answered enabled:true', '--limit', '1'];
  const found = await runCli([...list, '--json'], { folder });
  return readJson<{ items: { id: string }[] }>(found).items[0]?.id ?? '';
}

let preparing: Promise<string> | undefined;
function prepare(): Promise<string> {
  preparing ??= (async () => {
    mkdirSync(folder);
    writeFiles();
    return findSandboxId();
  })();
  return preparing;
}

async function run({ args, input = '' }: WrongInput, ...more: string[]): Promise<CliEnd> {
  const sandboxId = await prepare();
  return runCli([...args.map((arg) => (arg === 'SANDBOX' ? sandboxId : arg)), ...more], { folder, cwd: place, input });
}

function expectError(end: CliEnd, { exit, code, says }: Pick<WrongInput, 'exit' | 'code' | 'says'>): void {
  expect(end.code, end.stdout + end.stderr).toBe(exit);
  const { error, ...more } = readJson<ErrorAnswer>(end);
  expect(more).toEqual({});
  expect(error.code).toBe(code);
  expect(Object.keys(error).filter((key) => !['code', 'message', 'problems'].includes(key))).toEqual([]);
  expect(error.message).toMatch(notDone);
  expect(error.message).toMatch(/[.?)]$/);
  if (says !== undefined) expect(error.message).toMatch(says);
  expect(end.stdout + end.stderr).not.toMatch(stackTrace);
}

describe('wrong input', () => {
  test.each(wrongInputs)('$what: exit $exit, $code', async (one) => {
    await prepare();
    const before = digestFolder(folder);
    expectError(await run(one, '--json'), one);
    expect(digestFolder(folder)).toEqual(before);
  });

  // The text is made of the same error in the same way; once for each kind is enough.
  const kinds = wrongInputs.filter(({ code }, index) => wrongInputs.findIndex((one) => one.code === code) === index);

  test('is told on standard error without --json, with the same exit code and nothing on standard output', async () => {
    await prepare();
    const before = digestFolder(folder);
    const tell = async (one: WrongInput) => {
      const text = await run(one);
      expect([text.code, text.stdout], one.what).toEqual([one.exit, '']);
      expect(text.stderr, one.what).toMatch(notDone);
      if (one.says !== undefined) expect(text.stderr, one.what).toMatch(one.says);
      expect(text.stderr, one.what).not.toMatch(stackTrace);
    };
    const lanes = [0, 1].map((lane) => kinds.filter((_, index) => index % 2 === lane));
    await Promise.all(
      lanes.map(async (lane) => {
        for (const one of lane) await tell(one);
      }),
    );
    expect(digestFolder(folder)).toEqual(before);
  });

  test('a query is shown with a caret under what is wrong in it', async () => {
    await prepare();
    const end = await runCli(['integrations', 'list', '--query', 'method:GET metod:GET'], { folder });
    expect(end.stderr).toMatch(/\n {2}method:GET metod:GET\n {13}\^ /);
  });

  test('a busy port: exit 5, RECEIVER_PORT_BUSY', async () => {
    await prepare();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const end = await runCli(['listen', '--port', String(port), '--json'], { folder });
    await new Promise((resolve) => server.close(resolve));
    expectError(end, { exit: 5, code: 'RECEIVER_PORT_BUSY', says: new RegExp(String(port)) });
  });

  test('an endpoint that cannot be reached: exit 4, and the log keeps it as not sent', async () => {
    const own = makeTemporaryFolder();
    const urls = { 'http://127.0.0.1:1/': /CONNECT_REFUSED/, 'http://nowhere.invalid/': /DNS_FAILED|DNS_TIMEOUT/ };
    for (const [requestUrl, code] of Object.entries(urls)) {
      const files = writeRequestFiles(own, { requestUrl });
      const more = ['--allow-target', 'loopback', '--deadline', '3s'];
      const end = await runCli(['send', ...files, ...more, '--json'], { folder: own });
      expect(end.code, end.stdout + end.stderr).toBe(4);
      const summary = readJson<{ attempts: { error: { code: string; message: string } }[] }>(end);
      expect(summary).toMatchObject({ outcome: 'dead', result: 'unreachable' });
      expect(summary.attempts[0]?.error.code).toMatch(code);
      expect(summary.attempts[0]?.error.message).toMatch(/nothing was sent|not resolved/i);
    }
  });

  test('a wrong passphrase, or none: exit 3; a passphrase file that is not there: exit 2', async () => {
    const own = makeTemporaryFolder();
    writeFileSync(join(own, 'right'), 'a long passphrase for the test\n');
    writeFileSync(join(own, 'wrong'), 'another passphrase for the test\n');
    const using = (file: string | null) =>
      runCli(['vault', 'set', 'crm', '--json'], {
        folder: own,
        input: 'value-4711',
        ...(file === null ? {} : { environment: { SWITCHHOOK_PASSPHRASE_FILE: join(own, file) } }),
      });
    const init = { folder: own, environment: { SWITCHHOOK_PASSPHRASE_FILE: join(own, 'right') } };
    expect((await runCli(['vault', 'init'], init)).code).toBe(0);
    const before = digestFolder(own);
    expectError(await using('wrong'), { exit: 3, code: 'VAULT_PASSPHRASE' });
    expectError(await using(null), { exit: 3, code: 'VAULT_LOCKED' });
    expectError(await using('absent'), { exit: 2, code: 'FILE_MISSING' });
    expect(digestFolder(own)).toEqual(before);
  });
});
