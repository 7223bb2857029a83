// Widths of columns as CSS, and rows as text for the clipboard. Pure.

import type { GridColumn } from './grid-model.ts';

const selectColumnWidth = 28;
export const leastColumnWidth = 44;

/** At the start of a row; at its end the scrollbar has its 8 px. */
const rowPadding = 8;

export interface GridTemplate {
  /** For `grid-template-columns`. */
  readonly tracks: string;
  /** Under this the grid scrolls sideways. */
  readonly minWidthPx: number;
}

export interface TemplateSource<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly widths: Readonly<Record<string, number>>;
  readonly hasSelection: boolean;
}

export function layOutColumns<Row>({ columns, widths, hasSelection }: TemplateSource<Row>): GridTemplate {
  const tracks = columns.map((column) => {
    const chosen = widths[column.id];
    if (chosen !== undefined) return `${chosen}px`;
    return column.flex === undefined ? `${column.width}px` : `minmax(${column.width}px, ${column.flex}fr)`;
  });
  const least = columns.map((column) => widths[column.id] ?? column.width);
  const lead = hasSelection ? selectColumnWidth : 0;
  return {
    tracks: (hasSelection ? [`${selectColumnWidth}px`, ...tracks] : tracks).join(' '),
    minWidthPx: least.reduce((sum, width) => sum + width, lead + rowPadding),
  };
}

/** Rows as a spreadsheet takes them, with the heads on top. Tabs and line ends inside a cell become spaces. */
export function formatAsTsv<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const cell = (text: string) => text.replaceAll(/[\t\r\n]+/g, ' ');
  const lines = rows.map((row) => columns.map((column) => cell(column.text(row))).join('\t'));
  return [columns.map((column) => cell(column.header)).join('\t'), ...lines].join('\n');
}
