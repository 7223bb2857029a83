import { expect, test } from 'vitest';
import { type Column, layOutPairs, layOutTable } from '../../../electron/hosts/cli/table.ts';
import { widthOf } from '../../../electron/hosts/cli/terminal-text.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

const columns: readonly Column<Row>[] = [
  { title: 'Id', value: ({ id }) => id },
  { title: 'Name', value: ({ name }) => name, shrink: 'end' },
  { title: 'URL', value: ({ url }) => url, shrink: 'middle' },
];
const rows: readonly Row[] = [
  { id: 'int_1', name: 'CRM screen-pop', url: 'https://crm.acme.example.com/calls/answered' },
  { id: 'int_20', name: '日本', url: 'https://a.test/' },
];

test('columns stand under their titles', () => {
  expect(layOutTable(rows, columns, Number.POSITIVE_INFINITY)).toEqual([
    'ID      NAME            URL',
    'int_1   CRM screen-pop  https://crm.acme.example.com/calls/answered',
    'int_20  日本            https://a.test/',
  ]);
});

test('a table fits the terminal, and ids are never cut', () => {
  for (const width of [40, 50, 60]) {
    const lines = layOutTable(rows, columns, width);
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
    expect(lines[2]).toMatch(/^int_20 /);
  }
});

test('on a terminal too narrow for anything the ids are still whole', () => {
  expect(layOutTable(rows, columns, 5)[1]).toMatch(/^int_1 {3}CRM scr… {2}http/);
});

test('a table without rows is its titles', () => {
  expect(layOutTable([], columns, 80)).toEqual(['ID  NAME  URL']);
});

test('a name with a line end or an escape stays on its line', () => {
  const [, line] = layOutTable([{ id: 'int_1', name: 'a\n\u001b[31mb', url: '' }], columns, 80);
  expect(line).toBe('int_1  a\\n\\x1b[31mb');
});

test('pairs have their values in one column', () => {
  expect(
    layOutPairs([
      ['Id', 'int_1'],
      ['Request URL', 'https://a.test/'],
      ['Tags', ''],
    ]),
  ).toEqual(['Id           int_1', 'Request URL  https://a.test/', 'Tags']);
});
