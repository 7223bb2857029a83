import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import {
  checkDatabases,
  checkDataFolder,
  checkLoopback,
  checkNode,
  checkTimeZones,
} from '../../../electron/hosts/cli/doctor-checks.ts';

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'switchhook-doctor-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('an old Node fails and says which one is needed', () => {
  const old = checkNode({ ...process.versions, node: '20.11.0' });
  expect([old.state, old.remedy]).toEqual(['fail', 'Install Node 24 or newer.']);
  expect(checkNode({ ...process.versions, node: '24.0.0' }).state).toBe('ok');
});

test('this computer has time zones and a loopback address', async () => {
  expect(checkTimeZones().state).toBe('ok');
  expect((await checkLoopback()).state).toBe('ok');
});

test('a folder that others may read is warned about', async () => {
  const folder = await makeFolder();
  expect((await checkDataFolder(folder)).state).toBe('ok');
  await chmod(folder, 0o755);
  expect((await checkDataFolder(folder)).state).toBe('warn');
});

test('a folder that is not there yet is no failure, and is not made', async () => {
  const path = join(await makeFolder(), 'deep', 'data');
  expect((await checkDataFolder(path)).state).toBe('ok');
  await expect(stat(path)).rejects.toThrow();
});

test('a file in the place of the folder fails', async () => {
  const path = join(await makeFolder(), 'data');
  await writeFile(path, '');
  expect((await checkDataFolder(path)).state).toBe('fail');
});

test('a sound database passes and a damaged one fails', async () => {
  const folder = await makeFolder();
  await mkdir(join(folder, 'sub'));
  const database = new DatabaseSync(join(folder, 'sound.db'));
  database.exec('CREATE TABLE one (value TEXT)');
  database.close();
  expect((await checkDatabases(folder)).map(({ state }) => state)).toEqual(['ok']);
  await writeFile(join(folder, 'zzz.db'), 'this is no database, whatever its name says '.repeat(200));
  expect((await checkDatabases(folder)).map(({ state }) => state)).toEqual(['ok', 'fail']);
});
