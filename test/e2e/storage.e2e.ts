// A data folder that cannot be used: exit 2, one error as JSON, a text that says what was not done, and the files as they were.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { digestFolder } from '../support/folder-digest.ts';
import { startRawServer } from '../support/raw-server.ts';
import { writeRequestFiles } from '../support/request-files.ts';
import { type CliEnd, readJson, runCli, startCli } from '../support/run-cli.ts';
import { fillDisk, mountSmallDisk, remount } from '../support/small-disk.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

interface ErrorAnswer extends Record<string, unknown> {
  readonly error: { readonly code: string; readonly message: string };
}

const stackTrace = /\n\s+at |node:internal|Incident|INTERNAL/;
const notDone = /not (?:opened and not )?changed|nothing was/i;

function expectRefused(end: CliEnd, code: string): void {
  expect(end.code, end.stdout + end.stderr).toBe(2);
  const { error, ...more } = readJson<ErrorAnswer>(end);
  expect(more).toEqual({});
  expect(error.code).toBe(code);
  expect(error.message).toMatch(notDone);
  expect(end.stdout + end.stderr).not.toMatch(stackTrace);
}

/** A folder in use: a database with its sandbox, settings, and one delivery. */
async function makeUsedFolder(folder = makeTemporaryFolder()): Promise<string> {
  const files = writeRequestFiles(folder, { requestUrl: 'http://127.0.0.1:1/' });
  const end = await runCli(['send', ...files, '--allow-target', 'loopback'], { folder });
  expect(end.code, end.stderr).toBe(4);
  return folder;
}

/** Two commands that read and write; each must refuse, and leave every byte. `owner.lock` is made by trying. */
async function expectUntouched(folder: string, code: string): Promise<void> {
  const { [join(folder, 'owner.lock')]: _, ...before } = digestFolder(folder);
  for (const command of [
    ['deliveries', 'list'],
    ['sandbox', 'reset', '--accounts', '3'],
  ]) {
    expectRefused(await runCli([...command, '--json'], { folder }), code);
    const text = await runCli(command, { folder });
    expect(text.code).toBe(2);
    expect(text.stdout).toBe('');
    expect(text.stderr).toMatch(notDone);
    expect(text.stderr).not.toMatch(stackTrace);
  }
  const { [join(folder, 'owner.lock')]: __, ...after } = digestFolder(folder);
  expect(after).toEqual(before);
}

test.runIf(process.platform !== 'win32')(
  'a data folder that others may read holds nothing that they may read',
  async () => {
    const folder = join(makeTemporaryFolder(), 'data');
    mkdirSync(folder, { mode: 0o755 });
    const environment = { SWITCHHOOK_PASSPHRASE_FILE: join(folder, '..', 'passphrase') };
    writeFileSync(environment.SWITCHHOOK_PASSPHRASE_FILE, 'a long passphrase for the test');
    await runCli(['vault', 'init'], { folder, environment });
    await runCli(['settings', 'set', 'theme', 'dark'], { folder });
    const owner = startCli(['listen'], { folder });
    await owner.waitFor(/listens at/);
    const names = readdirSync(folder);
    const expected = ['config.json', 'owner.json', 'owner.lock', 'owner.sock', 'switchhook.db', 'switchhook.db-wal'];
    expect(names).toEqual(expect.arrayContaining([...expected, 'vault.json']));
    expect(names.filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0)).toEqual([]);
  },
);

describe('a data folder that cannot be used', () => {
  test('is a file: nothing is written over it', async () => {
    const folder = makeTemporaryFolder();
    const path = join(folder, 'data');
    writeFileSync(path, 'my notes');
    for (const place of [path, join(path, 'deeper')]) {
      const end = await runCli(['accounts', 'list', '--json', '--data-dir', place], { folder });
      expectRefused(end, 'STORAGE_READ_ONLY');
    }
    expect(readFileSync(path, 'utf8')).toBe('my notes');
  });

  test('holds a database of a newer Switchhook', async () => {
    const folder = await makeUsedFolder();
    const database = new DatabaseSync(join(folder, 'switchhook.db'));
    database.exec('PRAGMA user_version = 9999');
    database.close();
    await expectUntouched(folder, 'DATABASE_NEWER');
  });

  test('holds a database of another program', async () => {
    const folder = makeTemporaryFolder();
    const database = new DatabaseSync(join(folder, 'switchhook.db'));
    database.exec("CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('bread')");
    database.close();
    await expectUntouched(folder, 'DATABASE_FOREIGN');
  });

  test('holds a database whose beginning is overwritten', async () => {
    const folder = await makeUsedFolder();
    const path = join(folder, 'switchhook.db');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill('this is not a database any more ', 0, 4096));
    await expectUntouched(folder, 'STORAGE_DAMAGED');
  });

  test('holds half a database', async () => {
    const folder = await makeUsedFolder();
    const path = join(folder, 'switchhook.db');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, Math.floor(statSync(path).size / 2)));
    for (const command of [['deliveries', 'list'], ['accounts', 'list'], ['integrations', 'list'], ['doctor']]) {
      const end = await runCli([...command, '--json'], { folder });
      expect(end.stdout + end.stderr).not.toMatch(stackTrace);
      if (end.code !== 0) expect(end.stdout).toMatch(/STORAGE_DAMAGED|damaged/);
    }
    const doctor = await runCli(['doctor'], { folder });
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toMatch(/fail +database/);
  });

  test('is on a disk that is read-only: said, and once it can be written all is there', async (context) => {
    const folder = mountSmallDisk('16m', context);
    await makeUsedFolder(folder);
    remount(folder, 'ro');
    await expectUntouched(folder, 'STORAGE_READ_ONLY');
    remount(folder, 'rw');
    const listed = readJson<{ total: number }>(await runCli(['deliveries', 'list', '--json'], { folder }));
    expect(listed.total).toBe(1);
  });

  test('is on a disk that is full: nothing is accepted or sent, and once there is room all works again', async (context) => {
    const folder = mountSmallDisk('8m', context);
    const server = await startRawServer();
    try {
      await makeUsedFolder(folder);
      const files = writeRequestFiles(folder, { requestUrl: `${server.origin}/hook` });
      fillDisk(join(folder, 'ballast'));
      const send = ['send', ...files, '--allow-target', 'loopback', '--json'];
      expectRefused(await runCli(send, { folder }), 'STORAGE_FULL');
      expectRefused(await runCli(['sandbox', 'reset', '--json'], { folder }), 'STORAGE_FULL');
      expect(server.connections()).toBe(0);
      writeFileSync(join(folder, 'ballast'), '');
      const listed = readJson<{ total: number }>(await runCli(['deliveries', 'list', '--json'], { folder }));
      expect(listed.total).toBe(1);
      expect((await runCli(send, { folder })).code).toBe(0);
      expect(server.requests()).toHaveLength(1);
    } finally {
      await server.close();
    }
  });

  test('has no room for its first database: said, and nothing half made stands in the way later', async (context) => {
    const disk = mountSmallDisk('256k', context);
    const folder = join(disk, 'data');
    mkdirSync(folder);
    expectRefused(await runCli(['accounts', 'list', '--json'], { folder }), 'STORAGE_FULL');
    remount(disk, 'size=16m');
    const listed = readJson<{ total: number }>(await runCli(['accounts', 'list', '--json'], { folder }));
    expect(listed.total).toBe(200);
  });
});
