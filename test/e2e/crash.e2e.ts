// The short crash sweep: the engine ends itself at every named step of its journal, once, and the oracle of test/crash finds nothing lost.
// `npm run crash` does the same many times over, and much worse.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const program = join(import.meta.dirname, '../crash/main.ts');

interface Report {
  readonly scenarios: readonly {
    readonly name: string;
    readonly accepted: number;
    readonly lost: number;
    readonly pending: number;
    readonly integrity: string;
    readonly broken: readonly string[];
  }[];
}

// Two dozen starts of the engine from its sources.
test('kill -9 at every named step: nothing accepted is lost, nothing else is sent, and the next process goes on', async () => {
  const child = spawn(process.execPath, [program, '--short', '--json', '--seed', '7'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const { scenarios } = JSON.parse(output) as Report;
  expect(scenarios.flatMap(({ broken }) => broken)).toEqual([]);
  expect(scenarios.map(({ lost, pending, integrity }) => ({ lost, pending, integrity }))).toEqual(
    scenarios.map(() => ({ lost: 0, pending: 0, integrity: 'ok' })),
  );
  // A sweep that accepts nothing would lose nothing either.
  expect(scenarios.map(({ accepted }) => accepted > 10)).toEqual(scenarios.map(() => true));
  expect(code).toBe(0);
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

test.runIf(canMount)('Ctrl+C takes away the disk that the suite had mounted', async () => {
  const folder = makeTemporaryFolder();
  const listMounts = () =>
    readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .filter((line) => line.includes(folder));
  const child = spawn(process.execPath, [program, '--only', 'disks', '--rounds', '20'], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: folder },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await expect.poll(listMounts).toHaveLength(1);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([130, null]);
  expect(listMounts()).toEqual([]);
});
