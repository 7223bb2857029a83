import { expect, test } from 'vitest';
import { boundaries } from '../../build/boundaries.ts';
import { listFiles, readText } from './read-tree.ts';

const architecture = readText('ARCHITECTURE.md');
const mapDepth = 3;

function foldersOfTree(): string[] {
  const folders = new Set<string>();
  for (const path of listFiles()) {
    const parts = path.split('/').slice(0, -1);
    if (parts[0]?.startsWith('.')) continue;
    for (let depth = 1; depth <= Math.min(parts.length, mapDepth); depth++)
      folders.add(parts.slice(0, depth).join('/'));
  }
  return [...folders].sort();
}

/** Lines of the section as `- \`folder/\`: what it is`. */
function foldersOfMap(): string[] {
  const section = architecture.split('## Map')[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^ *- `([^`]+)\/`: \S.*$/gm)].map((match) => match[1] ?? '').sort();
}

test('ARCHITECTURE.md lists every folder to depth three once, with a line', () => {
  expect(foldersOfMap()).toEqual(foldersOfTree());
});

test("ARCHITECTURE.md's import table is the one of build/boundaries.ts", () => {
  const rows = boundaries.map(({ folder, mayImport, packages, node }) => {
    const from = mayImport.length === 0 ? '–' : mayImport.map((path) => `\`${path}\``).join(' ');
    const listed = packages.length === 0 ? '–' : packages.join(', ');
    return `| \`${folder}\` | ${from} | ${listed} | ${node ? 'yes' : 'no'} |`;
  });
  const missing = rows.filter((row) => !architecture.includes(`${row}\n`));
  expect(missing).toEqual([]);
  const tableRows = architecture.match(/^\| `(shared|electron|build|test|renderer)[^\n]*\|$/gm) ?? [];
  expect(tableRows.length).toBe(rows.length);
});
