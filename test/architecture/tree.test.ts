import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { budgets, entries, longFiles } from '../../build/budgets.ts';
import { listFiles, projectRoot, readText } from './read-tree.ts';

const files = listFiles();
const sources = files.filter((path) => /^(shared|electron|renderer|build|test)\/.*\.(ts|tsx|mjs)$/.test(path));

function countLines(path: string): number {
  return readText(path).split('\n').length - 1;
}

test('no file is longer than its budget, and no reason outlives its file', () => {
  const tooLong = sources.filter((path) => countLines(path) > budgets.hardFileLines);
  expect(tooLong).toEqual(Object.keys(longFiles));
});

test('entries stay small', () => {
  expect(entries.filter((path) => countLines(path) > budgets.entryLines)).toEqual([]);
});

test('file names say what is inside, in kebab case', () => {
  const forbidden = /(^|[-.])(utils?|helpers?|common|misc|managers?|v2)([-.]|$)|^(data|info)\./;
  const bad = sources.filter((path) => {
    const name = path.split('/').at(-1) ?? '';
    // `common-errors` are the errors all calls have in common.
    return (
      !/^[a-z0-9]+([-.][a-z0-9]+)*\.(ts|tsx|mjs)$/.test(name) || (forbidden.test(name) && name !== 'common-errors.ts')
    );
  });
  expect(bad).toEqual([]);
});

test('every test file stands where its source stands', () => {
  const misplaced = files
    .filter((path) => /^test\/.*\.(test|e2e)\.tsx?$/.test(path))
    .filter((path) => !/^test\/(shared|engine|renderer|hosts|e2e|architecture|bench|crash)\//.test(path));
  expect(misplaced).toEqual([]);
});

test('every name in any optionalDependencies of the lock has an entry of its own', () => {
  const lock = JSON.parse(readText('package-lock.json')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const names = new Set(Object.keys(lock.packages).map((path) => path.split('node_modules/').at(-1)));
  const missing = Object.values(lock.packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}).filter((name) => !names.has(name)),
  );
  expect(missing).toEqual([]);
});

test('README shows every picture that is kept and no other, and together they stay small', () => {
  const kept = files.filter((path) => path.startsWith('docs/pictures/'));
  const shown = readText('README.md').match(/docs\/pictures\/[\w-]+\.png/g) ?? [];
  expect(kept).toEqual([...shown].sort());
  const bytes = kept.map((path) => statSync(join(projectRoot, path)).size).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeLessThan(1_500_000);
});

test('every version is exact', () => {
  const manifest = JSON.parse(readText('package.json')) as Record<string, Record<string, string>>;
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) =>
    Object.entries(manifest[group] ?? {}),
  );
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
