import { expect, test } from 'vitest';
import { formatAsTsv, layOutColumns } from '../../../../renderer/ui/grid/grid-columns.ts';
import type { GridColumn } from '../../../../renderer/ui/grid/grid-model.ts';

interface Named {
  readonly name: string;
}

const columns: readonly GridColumn<Named>[] = [
  { id: 'name', header: 'Name', width: 132, flex: 1, render: (row) => row.name, text: (row) => row.name },
  { id: 'size', header: 'Size', width: 64, render: () => '1', text: () => '1' },
];

test('a column with a share grows from its least width, one without keeps its width', () => {
  expect(layOutColumns({ columns, widths: {}, hasSelection: true }).tracks).toBe('28px minmax(132px, 1fr) 64px');
});

test('a width the user has chosen holds against the share', () => {
  expect(layOutColumns({ columns, widths: { name: 200 }, hasSelection: false })).toEqual({
    tracks: '200px 64px',
    minWidthPx: 272,
  });
});

test('rows are copied with their heads, and no cell breaks the table', () => {
  expect(formatAsTsv(columns, [{ name: 'CRM\tscreen\r\npop' }, { name: 'Plain' }])).toBe(
    'Name\tSize\nCRM screen pop\t1\nPlain\t1',
  );
});
