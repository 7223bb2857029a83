// The files of the project as git sees them, for the tests that hold the tree against its own rules.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Tracked and new files, without what .gitignore leaves out. Paths with forward slashes from the project's root. */
export function listFiles(): string[] {
  const printed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: projectRoot,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(printed.split('\0').filter((path) => path !== ''))].sort();
}

export function readText(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}
