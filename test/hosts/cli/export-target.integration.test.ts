import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openExportTarget } from '../../../electron/hosts/cli/export-target.ts';
import { Output } from '../../../electron/hosts/cli/output.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';

const nowhere = { write: () => true };
const output = new Output({ json: false, quiet: true }, { stdout: nowhere, stderr: nowhere });

test('a disk that takes a part of what is written is no end of an export', async (context) => {
  const disk = mountSmallDisk('64k', context);
  const path = join(disk, 'export.ndjson');
  const target = await openExportTarget(path, output);
  await expect(target.write('{"id":"dlv_1"}\n'.repeat(10_000))).rejects.toMatchObject({
    error: { code: 'FILE_UNWRITABLE' },
  });
  await target.abandon();
  expect(readdirSync(disk)).toEqual([]);
});
