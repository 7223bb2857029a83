// What a person meets first: the demo, the version, and the help, from the built program and through npm.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { readJson, runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const projectRoot = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };

describe('the first minute', () => {
  test('demo shows the main job, finds preview and capture equal, and leaves nothing behind', async () => {
    const folder = makeTemporaryFolder();
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    const environment = { TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    const [json, text] = await Promise.all([
      runCli(['demo', '--json'], { folder, environment }),
      runCli(['demo'], { folder, environment }),
    ]);
    expect(json.code, json.stdout + json.stderr).toBe(0);
    expect(readJson(json)).toMatchObject({
      ok: true,
      comparison: { equal: true },
      failed: { outcome: 'dead', result: 'failing' },
      replayed: { outcome: 'delivered' },
    });
    expect(text.code, text.stderr).toBe(0);
    expect(text.stdout).toContain('Equal, byte for byte.');
    expect(readdirSync(temporary)).toEqual([]);
    // It works in a folder of its own: the data folder of the person who tries it is not even made.
    expect(readdirSync(folder)).toEqual(['tmp']);
  });

  test('demo in a data folder that is named works there, and again', async () => {
    const folder = makeTemporaryFolder();
    for (const deliveries of [2, 4]) {
      const end = await runCli(['demo', '--json', '--data-dir', folder], { folder });
      expect(end.code, end.stdout + end.stderr).toBe(0);
      const log = readJson<{ total: number }>(await runCli(['deliveries', 'list', '--json'], { folder }));
      expect(log.total).toBe(deliveries);
    }
  });

  test('npm run -s switchhook -- --version tells the version and nothing else', () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const done = spawnSync(npm, ['run', '-s', 'switchhook', '--', '--version'], {
      cwd: projectRoot,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    expect([done.status, done.stdout.trim(), done.stderr]).toEqual([0, version, '']);
  });

  test('help is there for every command, on standard output, with exit 0', async () => {
    const folder = makeTemporaryFolder();
    const help = await runCli(['--help'], { folder });
    expect(help.code).toBe(0);
    const commands = [...help.stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name);
    expect(commands.length).toBeGreaterThan(10);
    const ends = await Promise.all(commands.slice(0, 6).map((name) => runCli([name, '--help'], { folder })));
    for (const end of ends)
      expect([end.code, end.stderr, end.stdout.slice(0, 17)]).toEqual([0, '', 'Usage: switchhook']);
    expect(readdirSync(folder)).toEqual([]);
  });
});
