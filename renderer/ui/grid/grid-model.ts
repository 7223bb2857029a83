// What a grid is given and what it says back, as types. A grid knows rows by index and by key; it holds no rows itself.

import type { ReactNode } from 'react';
import type { GridSelection } from './grid-selection.ts';

export interface GridColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** Pixels. With `flex` it is the least width, without it the width. */
  readonly width: number;
  /** Share of the width that is left. A column without it keeps its width. */
  readonly flex?: number | undefined;
  readonly align?: 'start' | 'end' | undefined;
  /** How the text of the cell stands; cheaper than an element around it. Content without it. */
  readonly emphasis?: 'strong' | 'supporting' | 'label' | undefined;
  readonly isSortable?: boolean | undefined;
  /** For the screen's list of columns, like `isFirst`: it stays in front. The grid draws the columns it is given. */
  readonly isHideable?: boolean | undefined;
  readonly isFirst?: boolean | undefined;
  readonly isResizable?: boolean | undefined;
  /** Few elements: a grid of forty rows draws each of them forty times. */
  readonly render: (row: Row) => ReactNode;
  /** The whole text of the cell, for copying. */
  readonly text: (row: Row) => string;
}

export interface GridSort {
  readonly columnId: string;
  readonly direction: 'ascending' | 'descending';
}

/** Row heights of the three densities in pixels; `tokens.css` holds the same. */
export const rowHeights = { compact: 24, default: 28, roomy: 36 } as const;

export type GridDensity = keyof typeof rowHeights;

export interface GridTexts {
  /** Name of the tick box in the head. */
  readonly selectAll: string;
  /** Name of a row's tick box: `Select CRM screen-pop, Acme`. */
  readonly selectRow: (rowLabel: string) => string;
  /** Read out with a column head that can be resized: `Shift and arrow keys change the width`. */
  readonly resizeHint: string;
  /** Name of a row that has not arrived yet. */
  readonly loadingRow: string;
}

export interface GridPoint {
  /** Pixels from the left and the top of the window. */
  readonly x: number;
  readonly y: number;
}

/** What makes rows a tree. Levels are counted from 1, positions too. */
export interface GridTree<Row> {
  readonly level: (row: Row) => number;
  /** Undefined: the row has no children. */
  readonly isExpanded: (row: Row) => boolean | undefined;
  readonly setSize: (row: Row) => number;
  readonly positionInSet: (row: Row) => number;
  /** Index of the row above it in the tree, or -1. */
  readonly parentIndex: (row: Row, index: number) => number;
  readonly onExpandedChange: (row: Row, isExpanded: boolean) => void;
}

/** Functions, columns and texts must keep their identity between renders, or every row is drawn anew. */
export interface DataGridProps<Row> {
  /** Names the grid with its count: `Integrations, 1,204 rows`. */
  readonly label: string;
  readonly texts: GridTexts;
  readonly columns: readonly GridColumn<Row>[];
  readonly rowCount: number;
  /** Undefined: the row has not arrived; a bar stands in its place. */
  readonly getRow: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  readonly rowLabel: (row: Row) => string;
  /** The rows that are drawn; `end` is the first one after. The screen fetches what it lacks. */
  readonly onVisibleRange?: ((start: number, end: number) => void) | undefined;
  readonly density?: GridDensity | undefined;

  /** -1: none. */
  readonly activeIndex: number;
  readonly onActiveIndexChange: (index: number) => void;

  readonly sort?: GridSort | undefined;
  readonly onSortChange?: ((sort: GridSort) => void) | undefined;

  /** Left out, rows have no tick box and cannot be selected. */
  readonly selection?: GridSelection | undefined;
  readonly onSelectionChange?: ((selection: GridSelection) => void) | undefined;
  /** Keys of the rows from `start` to before `end`, for ranges over rows that have not arrived. */
  readonly loadKeys?: ((start: number, end: number) => Promise<readonly string[]>) | undefined;

  /** Widths the user has chosen, in pixels by column id. */
  readonly widths?: Readonly<Record<string, number>> | undefined;
  /** Undefined: back to the width the column has by itself. */
  readonly onWidthChange?: ((columnId: string, widthPx: number | undefined) => void) | undefined;

  /** `off`: quiet text. `danger`: the row holds an error. */
  readonly rowTone?: ((row: Row) => 'off' | 'danger' | undefined) | undefined;
  readonly tree?: GridTree<Row> | undefined;

  /** Enter and double click. */
  readonly onOpen?: ((row: Row, index: number) => void) | undefined;
  /** Space. */
  readonly onPeek?: ((row: Row, index: number) => void) | undefined;
  /** Right click, Shift+F10 and the menu key. The row is active then. */
  readonly onContextMenu?: ((row: Row, at: GridPoint) => void) | undefined;
  /** Ctrl+C. */
  readonly onCopy?: (() => void) | undefined;
  /** False: X selects no row, for those who have switched single letters off. */
  readonly hasLetterKeys?: boolean | undefined;
  /** Every key the grid does not use itself, single letters among them. True: it was used. */
  readonly onKey?: ((event: KeyboardEvent, row: Row | undefined) => boolean) | undefined;

  /** In place of the rows when there are none. */
  readonly emptyState?: ReactNode;
}
