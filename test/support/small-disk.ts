// A file system of a few megabytes, for what happens when it is full. Only root may mount one: without that a test is skipped.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { onTestFinished, type TestContext } from 'vitest';
import { makeTemporaryFolder } from './temporary-folder.ts';

export function mountSmallDisk(size: string, context: TestContext): string {
  const folder = makeTemporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  if (mounted.status !== 0) context.skip('only root may mount a small disk, and this user is not');
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  return folder;
}

export function remount(folder: string, options: string): void {
  const done = spawnSync('mount', ['-o', `remount,${options}`, folder]);
  if (done.status !== 0) throw new Error(String(done.stderr));
}

/** Writes until nothing more fits. */
export function fillDisk(path: string): void {
  for (const size of [65_536, 1024, 1]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOSPC') throw cause;
    }
  }
}
