import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const script = `
  await import(${JSON.stringify(new URL('../../../electron/hosts/machine/ports.ts', import.meta.url).href)});
  const { readdirSync, readFileSync } = await import('node:fs');
  const { lookup } = await import('node:dns/promises');
  await lookup('127.0.0.1');
  await lookup('localhost').catch(() => {});
  const names = readdirSync('/proc/self/task').map((id) => readFileSync('/proc/self/task/' + id + '/comm', 'utf8').trim());
  console.log(names.filter((name) => name === 'libuv-worker').length);
`;

// Where the system tells a process of its threads.
it.runIf(process.platform === 'linux')('a host has threads enough for name servers that say nothing', async () => {
  const { UV_THREADPOOL_SIZE: _own, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
  expect(Number(stdout)).toBe(16);
});
