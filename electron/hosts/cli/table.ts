// Lays rows out as an aligned table that fits the terminal. Pure; texts are neutralised here, so callers pass data as it is.
import { cutEnd, cutMiddle, padTo, showOneLine, widthOf } from './terminal-text.ts';

export interface Column<Row> {
  readonly title: string;
  value(row: Row): string;
  /** How it is shortened when the terminal is narrow; without it the column keeps its width. */
  readonly shrink?: 'end' | 'middle';
}

const gap = '  ';
const narrowest = 8;

/** Lines without line ends, the titles first. `columns` is the terminal's width; Infinity shortens nothing. */
export function layOutTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[], width: number): string[] {
  const cells = rows.map((row) => columns.map((column) => showOneLine(column.value(row))));
  const natural = columns.map((column, index) =>
    Math.max(widthOf(column.title), ...cells.map((line) => widthOf(line[index] ?? ''))),
  );
  const widths = shareWidth(natural, columns, width);
  const write = (texts: readonly string[]) =>
    texts
      .map((text, index) => padTo(cut(text, widths[index] ?? 0, columns[index]?.shrink), widths[index] ?? 0))
      .join(gap)
      .trimEnd();
  return [write(columns.map((column) => column.title.toUpperCase())), ...cells.map(write)];
}

function cut(text: string, width: number, shrink: 'end' | 'middle' | undefined): string {
  return shrink === 'middle' ? cutMiddle(text, width) : cutEnd(text, width);
}

/** Takes what is too much from the widest column that may shrink, column by column, so that short ones stay whole. */
function shareWidth<Row>(natural: readonly number[], columns: readonly Column<Row>[], width: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, one) => sum + one, 0) + gap.length * (widths.length - 1) - width;
  while (excess > 0) {
    const widest = widestThatShrinks(widths, columns);
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

function widestThatShrinks<Row>(widths: readonly number[], columns: readonly Column<Row>[]): number | undefined {
  let widest: number | undefined;
  for (const [index, column] of columns.entries()) {
    const width = widths[index] ?? 0;
    if (column.shrink === undefined || width <= Math.max(narrowest, column.title.length)) continue;
    if (widest === undefined || width > (widths[widest] ?? 0)) widest = index;
  }
  return widest;
}

/** `name   value` lines with the names padded alike; long values are not cut. */
export function layOutPairs(pairs: readonly (readonly [name: string, value: string])[]): string[] {
  const width = Math.max(0, ...pairs.map(([name]) => widthOf(name)));
  return pairs.map(([name, value]) => `${padTo(name, width)}${gap}${showOneLine(value)}`.trimEnd());
}
