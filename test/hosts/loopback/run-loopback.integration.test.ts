import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runLoopback } from '../../../electron/hosts/loopback/run-loopback.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import { openPage } from './open-page.ts';
import { makeRendererFolder } from './renderer-folder.ts';

/** Everything written, and the moment a line of it fits. */
function createOutput() {
  let text = '';
  const waiting = new Set<() => void>();
  return {
    write: (more: string) => {
      text += more;
      for (const wake of waiting) wake();
    },
    text: () => text,
    lines: (count: number) =>
      new Promise<string[]>((resolve) => {
        const look = () => {
          if (text.split('\n').length > count) resolve(text.trim().split('\n'));
        };
        waiting.add(look);
        look();
      }),
  };
}

function start(argv: readonly string[], { isTTY = false, rendererFolder = makeRendererFolder() } = {}) {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const [stdout, stderr] = [createOutput(), createOutput()];
  const stop = new AbortController();
  const dataFolder = makeTemporaryFolder();
  const surroundings = {
    environment: { SWITCHHOOK_DATA_DIR: dataFolder },
    platform: 'linux' as const,
    home: '/nowhere',
  };
  const done = runLoopback({ stdin, stdout, stderr, surroundings, rendererFolder, stop: stop.signal }, argv);
  onTestFinished(async () => {
    stop.abort();
    await done;
  });
  return { stdin, stdout, stderr, stop, done, dataFolder };
}

test('prints one address and nothing else on standard output, works until it is stopped, and ends well', async () => {
  const { stdout, stderr, stop, done, dataFolder } = start(['--no-open']);
  const [url = ''] = await stdout.lines(1);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
  const page = openPage(url);
  await page.until('open');
  stop.abort();
  expect(await done).toBe(0);
  await page.until('lost');
  expect(stdout.text()).toBe(`${url}\n`);
  expect(stderr.text()).toMatch(/Ctrl\+C[\s\S]*Stopping\./);
  expect(existsSync(join(dataFolder, 'owner.json'))).toBe(false);
});

test('prints JSON when asked', async () => {
  const { stdout } = start(['--no-open', '--json']);
  const [line = ''] = await stdout.lines(1);
  expect(Object.keys(JSON.parse(line))).toEqual(['url']);
});

test('on a terminal, Enter prints another address and the end of the terminal is the end', async () => {
  const { stdin, stdout, stderr, done } = start(['--no-open'], { isTTY: true });
  await stderr.lines(1);
  expect(stderr.text()).toContain('Enter prints another');
  stdin.write('\n');
  const [first = '', second = ''] = await stdout.lines(2);
  expect(second).not.toBe(first);
  await openPage(second).until('open');
  await openPage(first).until('open');
  stdin.end();
  expect(await done).toBe(0);
});

test('other input neither ends it nor is read', async () => {
  const { stdin, stdout } = start(['--no-open']);
  const [url = ''] = await stdout.lines(1);
  stdin.end('\n');
  await openPage(url).until('open');
  expect(stdin.readableFlowing).toBeNull();
});

test('where no browser can be opened it says so, and the address still works', async () => {
  const { stdout, stderr } = start([]);
  const [url = ''] = await stdout.lines(1);
  await stderr.lines(1);
  expect(stderr.text()).toContain('No browser could be opened here. Open the address above in one.');
  await openPage(url).until('open');
});

describe('what cannot be started', () => {
  test('is told in whole sentences, with exit code 2', async () => {
    const usage = start(['--port', 'x']);
    expect(await usage.done).toBe(2);
    expect(usage.stderr.text()).toBe(
      '--port needs a number from 0 to 65535, not “x”. Nothing was started. See --help.\n',
    );
    const bare = start(['--no-open'], { rendererFolder: makeTemporaryFolder() });
    expect(await bare.done).toBe(2);
    expect(bare.stderr.text()).toContain('npm run build');
    expect(bare.stdout.text() + usage.stdout.text()).toBe('');
  });

  test('is not started when only help or the version is asked for', async () => {
    const help = start(['--help']);
    expect(await help.done).toBe(0);
    expect(help.stdout.text()).toContain('--data-dir <dir>');
    const version = start(['--version']);
    expect(await version.done).toBe(0);
    expect(version.stdout.text()).toMatch(/^\d+\.\d+\.\d+/);
    expect(existsSync(join(version.dataFolder, 'switchhook.db'))).toBe(false);
  });
});
