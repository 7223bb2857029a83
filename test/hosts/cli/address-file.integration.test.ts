// `serve.json`: where a running `serve` answers, as long as it runs, and what becomes of it on a disk that can no longer be written.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishAddress } from '../../../electron/hosts/cli/serve/address-file.ts';
import { mountSmallDisk, remount } from '../../support/small-disk.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';

const address = { url: 'http://127.0.0.1:9464', token: 'a fictitious token', pid: 4711 };
const later = { ...address, pid: 4712 };

test('the file is taken away by the process that wrote it, and by no other', async () => {
  const folder = makeTemporaryFolder();
  const withdraw = await publishAddress(folder, address);
  const withdrawLater = await publishAddress(folder, later);
  expect(await withdraw()).toBe(true);
  expect(JSON.parse(readFileSync(join(folder, 'serve.json'), 'utf8'))).toEqual(later);
  expect(await withdrawLater()).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test('a disk that became read-only keeps it, which is told and stops nothing', async (context) => {
  const folder = mountSmallDisk('1m', context);
  const withdraw = await publishAddress(folder, address);
  remount(folder, 'ro');
  expect(await withdraw()).toBe(false);
});
