// Does what the keys ask for. Keys pressed in a head or in a field inside a cell are not the grid's.

import type { KeyboardEvent, RefObject } from 'react';
import { findMoveTarget, type GridIntent, readIntent } from './grid-keys.ts';
import type { DataGridProps } from './grid-model.ts';
import { rowId } from './grid-row.tsx';
import type { RowSelection } from './use-row-selection.ts';

export interface GridKeyboard<Row> {
  readonly props: DataGridProps<Row>;
  readonly rows: RowSelection;
  readonly root: RefObject<HTMLDivElement | null>;
  readonly activeColumn: number;
  readonly setActiveColumn: (column: number) => void;
  readonly rowHeightPx: number;
  readonly gridId: string;
}

export function useGridKeyboard<Row>(grid: GridKeyboard<Row>): (event: KeyboardEvent<HTMLDivElement>) => void {
  const { props } = grid;
  return (event) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing || !isForRows(event.target)) return;
    const intent = readIntent(event, props.hasLetterKeys !== false);
    const row = props.activeIndex < 0 ? undefined : props.getRow(props.activeIndex);
    const isUsed = intent === undefined ? props.onKey?.(event.nativeEvent, row) === true : follow(grid, intent);
    if (isUsed) event.preventDefault();
  };
}

function isForRows(target: EventTarget): boolean {
  return (
    target instanceof Element && target.closest('[data-grid-head], input:not([data-tick]), textarea, select') === null
  );
}

/** Answers whether the key was used: Space without a peek scrolls as ever, Ctrl+C without a copy copies what is marked. */
function follow<Row>(grid: GridKeyboard<Row>, intent: GridIntent): boolean {
  const { props, rows } = grid;
  switch (intent.kind) {
    case 'move':
      return moveTo(grid, targetOf(grid, intent.to), intent.isExtending);
    case 'sideways':
      return moveSideways(grid, intent.by);
    case 'edge':
      return moveToEdge(grid, intent.edge);
    case 'open':
      return withActiveRow(props, props.onOpen);
    case 'peek':
      return withActiveRow(props, props.onPeek);
    case 'contextMenu':
      return withActiveRow(props, props.onContextMenu && ((row) => props.onContextMenu?.(row, menuPoint(grid))));
    case 'toggle':
      rows.toggle(props.activeIndex);
      return props.selection !== undefined;
    case 'selectAll':
      rows.selectAll(...visibleRange(grid));
      return props.selection !== undefined;
    case 'copy':
      if (props.onCopy === undefined || getSelection()?.isCollapsed === false) return false;
      props.onCopy();
      return true;
  }
}

function withActiveRow<Row>(props: DataGridProps<Row>, act: ((row: Row, index: number) => void) | undefined): boolean {
  const row = props.activeIndex < 0 ? undefined : props.getRow(props.activeIndex);
  if (act === undefined || row === undefined) return false;
  act(row, props.activeIndex);
  return true;
}

function targetOf<Row>(grid: GridKeyboard<Row>, to: Extract<GridIntent, { kind: 'move' }>['to']): number {
  const { activeIndex, rowCount } = grid.props;
  return findMoveTarget({ from: activeIndex, to, rowCount, pageRows: Math.max(rowsPerPage(grid) - 1, 1) });
}

function moveTo<Row>({ props, rows }: GridKeyboard<Row>, index: number, isExtending: boolean): boolean {
  if (index < 0) return true;
  if (isExtending) rows.extendTo(index);
  else rows.endRange();
  props.onActiveIndexChange(index);
  return true;
}

function moveSideways<Row>(grid: GridKeyboard<Row>, by: -1 | 1): boolean {
  const { props, activeColumn } = grid;
  const row = props.activeIndex < 0 ? undefined : props.getRow(props.activeIndex);
  if (row === undefined) return true;
  if (activeColumn < 0 && walkTree(grid, row, by)) return true;
  showColumn(grid, Math.min(Math.max(activeColumn + by, -1), props.columns.length - 1));
  return true;
}

/** Right opens a row, Left closes it or goes to the row above it in the tree. */
function walkTree<Row>(grid: GridKeyboard<Row>, row: Row, by: -1 | 1): boolean {
  const { tree, activeIndex } = grid.props;
  if (tree === undefined) return false;
  const isExpanded = tree.isExpanded(row);
  if (by === 1) {
    if (isExpanded !== false) return false;
    tree.onExpandedChange(row, true);
    return true;
  }
  if (isExpanded === true) tree.onExpandedChange(row, false);
  else moveTo(grid, tree.parentIndex(row, activeIndex), false);
  return true;
}

function moveToEdge<Row>(grid: GridKeyboard<Row>, edge: 'first' | 'last'): boolean {
  if (grid.activeColumn < 0) return moveTo(grid, targetOf(grid, edge), false);
  showColumn(grid, edge === 'first' ? 0 : grid.props.columns.length - 1);
  return true;
}

function showColumn<Row>({ props, gridId, setActiveColumn }: GridKeyboard<Row>, column: number): void {
  setActiveColumn(column);
  document
    .getElementById(rowId(gridId, props.activeIndex, column))
    ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function rowsPerPage<Row>({ root, rowHeightPx }: GridKeyboard<Row>): number {
  return Math.floor(((root.current?.clientHeight ?? 0) - rowHeightPx) / rowHeightPx);
}

/** The rows one sees whole, not those drawn beyond the edges. */
function visibleRange<Row>(grid: GridKeyboard<Row>): [start: number, end: number] {
  const start = Math.ceil((grid.root.current?.scrollTop ?? 0) / grid.rowHeightPx);
  return [start, Math.min(start + rowsPerPage(grid), grid.props.rowCount)];
}

function menuPoint<Row>({ gridId, props, root }: GridKeyboard<Row>): { x: number; y: number } {
  const row = document.getElementById(rowId(gridId, props.activeIndex)) ?? root.current;
  const box = row?.getBoundingClientRect();
  return { x: (box?.left ?? 0) + 40, y: box?.bottom ?? 0 };
}
