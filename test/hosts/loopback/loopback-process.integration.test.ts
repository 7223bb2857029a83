import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import { openPage } from './open-page.ts';
import { makeRendererFolder } from './renderer-folder.ts';

const childPath = join(import.meta.dirname, 'loopback-child.ts');

interface StartedProcess {
  readonly child: ChildProcess;
  readonly url: string;
  readonly ended: Promise<unknown[]>;
}

async function startProcess(
  dataFolder: string,
  port = '0',
  input: 'ignore' | 'ipc' = 'ignore',
): Promise<StartedProcess> {
  const stdio: StdioOptions = input === 'ipc' ? ['ignore', 'pipe', 'ignore', 'ipc'] : ['ignore', 'pipe', 'ignore'];
  const options = ['--no-open', '--port', port, '--data-dir', dataFolder];
  const child = spawn(process.execPath, [childPath, makeRendererFolder(), ...options], { stdio });
  const ended = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('The process has no output.');
  const [url] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, url: String(url), ended };
}

test('a killed host leaves its page waiting, and one started again on its port asks for a new link', async () => {
  const dataFolder = makeTemporaryFolder();
  const first = await startProcess(dataFolder);
  const page = openPage(first.url);
  await page.until('open');
  first.child.kill('SIGKILL');
  await first.ended;
  await page.until('lost');
  const second = await startProcess(dataFolder, new URL(first.url).port);
  await page.until('refused');
  page.paste(second.url);
  expect(await page.until('open')).toMatchObject({ epoch: 1 });
  second.child.kill('SIGTERM');
  expect(await second.ended).toEqual([0, null]);
});

test('it ends with its terminal, and with the process that started it over a channel', async () => {
  const [hungUp, started] = await Promise.all([
    startProcess(makeTemporaryFolder()),
    startProcess(makeTemporaryFolder(), '0', 'ipc'),
  ]);
  hungUp.child.kill('SIGHUP');
  started.child.disconnect();
  expect(await Promise.all([hungUp.ended, started.ended])).toEqual([
    [0, null],
    [0, null],
  ]);
});
