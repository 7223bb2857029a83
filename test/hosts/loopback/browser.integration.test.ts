import { existsSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBrowser } from '../../../electron/hosts/loopback/browser.ts';
import { createHandClock } from '../../renderer/client/hand-clock.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';

const url = 'http://127.0.0.1:4711/#token=secret-token';

/** A system whose `xdg-open` writes down what it was told, and then does what the test says. */
function createSystem(then = 'exit 0') {
  const folder = makeTemporaryFolder();
  const told = join(folder, 'told.txt');
  const script = `#!/bin/sh\nprintf '%s\\n' "$#" "$1" > "${told}.new"\nmv "${told}.new" "${told}"\n${then}\n`;
  writeFileSync(join(folder, 'xdg-open'), script, { mode: 0o755 });
  const clock = createHandClock();
  const { promise: failed, resolve } = Promise.withResolvers<void>();
  let withdrawn = 0;
  const open = async (environment: Record<string, string>) => {
    const remove = await openBrowser({
      link: { url, withdraw: () => void withdrawn++ },
      surroundings: { environment, platform: 'linux', home: folder },
      clock,
      onFailed: resolve,
    });
    onTestFinished(remove);
    return remove;
  };
  const readTold = async () => {
    const { promise: isTold, resolve: look } = Promise.withResolvers<void>();
    // Watched before it is looked for: it may come in between.
    const watcher = watch(folder, () => existsSync(told) && look());
    if (existsSync(told)) look();
    await isTold;
    watcher.close();
    return readFileSync(told, 'utf8').trim().split('\n');
  };
  return { open, clock, failed, readTold, environment: { DISPLAY: ':9', PATH: folder }, withdrawn: () => withdrawn };
}

const withPath = (environment: Record<string, string>) => ({
  ...environment,
  PATH: `${environment.PATH}:/usr/bin:/bin`,
});

test('tells the opener a file that only we can read, and not the token', async () => {
  const { open, readTold, environment, withdrawn } = createSystem();
  const remove = await open(withPath(environment));
  const [count, path = ''] = await readTold();
  expect(count).toBe('1');
  expect(path).not.toContain('secret-token');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(readFileSync(path, 'utf8')).toContain(`content="0;url=${url}"`);
  expect(withdrawn()).toBe(0);
  await remove();
  expect(existsSync(dirname(path))).toBe(false);
  expect(withdrawn()).toBe(1);
});

test('the file does not outlive its minute, and an unused link goes with it', async () => {
  const { open, readTold, clock, environment, withdrawn } = createSystem();
  await open(withPath(environment));
  const [, path = ''] = await readTold();
  clock.pass(59_999);
  expect(withdrawn()).toBe(0);
  clock.pass(1);
  expect(withdrawn()).toBe(1);
  expect(clock.delays()).toEqual([]);
  expect(path).not.toBe('');
});

test('says when the opener fails, is missing, or there is no screen', async () => {
  const failing = createSystem('exit 3');
  await failing.open(withPath(failing.environment));
  await failing.failed;
  const missing = createSystem();
  await missing.open({ ...missing.environment, PATH: makeTemporaryFolder() });
  await missing.failed;
  const blind = createSystem();
  await blind.open({ PATH: blind.environment.PATH });
  await blind.failed;
  expect(blind.withdrawn()).toBeGreaterThan(0);
});
