import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLogFile } from '../../../electron/hosts/desktop/log-file.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';

test('each line is a whole object, for its owner only, and debugging is left out', () => {
  const folder = makeTemporaryFolder();
  const log = openLogFile(folder);
  log('debug', 'too much');
  log('error', 'line one\nline two', { incident: 'abc' });
  log('info', 'second');
  const path = join(folder, 'log.jsonl');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'error', message: 'line one\nline two', incident: 'abc' },
    { level: 'info', message: 'second' },
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a file that has grown is put aside when the log is opened, and one before it is dropped', () => {
  const folder = makeTemporaryFolder();
  const path = join(folder, 'log.jsonl');
  writeFileSync(join(folder, 'previous-log.jsonl'), 'older');
  writeFileSync(path, 'x'.repeat(4 * 1024 * 1024 + 1));
  openLogFile(folder)('info', 'after');
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2);
  expect(statSync(join(folder, 'previous-log.jsonl')).size).toBe(4 * 1024 * 1024 + 1);
});

test('a file that grows while it is open is put aside too', () => {
  const folder = makeTemporaryFolder();
  const log = openLogFile(folder);
  const text = 'x'.repeat(1024 * 1024);
  for (let line = 1; line <= 10; line += 1) log('error', text, { line });
  const linesOf = (name: string) =>
    readFileSync(join(folder, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).line);
  expect(linesOf('previous-log.jsonl')).toEqual([5, 6, 7, 8]);
  expect(linesOf('log.jsonl')).toEqual([9, 10]);
});

test('a folder that cannot be written stops nothing', () => {
  const folder = join(makeTemporaryFolder(), 'not-there');
  openLogFile(folder)('error', 'unheard');
  expect(existsSync(folder)).toBe(false);
});
