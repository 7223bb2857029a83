// Clicks on rows, listened for once on the grid. A press makes the row active and keeps the focus on the grid.

import type { MouseEvent, RefObject } from 'react';
import type { DataGridProps } from './grid-model.ts';
import type { RowSelection } from './use-row-selection.ts';

export interface GridPointer<Row> {
  readonly props: DataGridProps<Row>;
  readonly rows: RowSelection;
  readonly root: RefObject<HTMLDivElement | null>;
  readonly setActiveColumn: (column: number) => void;
}

type GridMouseEvent = MouseEvent<HTMLDivElement>;

export interface GridPointerHandlers {
  readonly onMouseDown: (event: GridMouseEvent) => void;
  readonly onClick: (event: GridMouseEvent) => void;
  readonly onDoubleClick: (event: GridMouseEvent) => void;
  readonly onContextMenu: (event: GridMouseEvent) => void;
}

export function useGridPointer<Row>(grid: GridPointer<Row>): GridPointerHandlers {
  const { props, rows, root, setActiveColumn } = grid;
  const press = (event: GridMouseEvent) => {
    const index = rowIndexAt(event);
    if (index === undefined || isOwnControl(event)) return;
    event.preventDefault();
    root.current?.focus({ preventScroll: true });
    setActiveColumn(-1);
    if (event.shiftKey) rows.extendTo(index);
    else if (event.ctrlKey || event.metaKey) rows.toggle(index);
    else rows.endRange();
    props.onActiveIndexChange(index);
  };
  const click = (event: GridMouseEvent) => {
    const index = rowIndexAt(event);
    const hasModifier = event.shiftKey || event.ctrlKey || event.metaKey;
    if (hits(event, '[data-tick]')) {
      if (index === undefined) rows.toggleEverything((event.target as HTMLInputElement).checked);
      else if (!hasModifier) rows.toggle(index);
    } else if (index !== undefined && hits(event, '[data-twisty="true"]')) {
      const row = props.getRow(index);
      if (row !== undefined) props.tree?.onExpandedChange(row, props.tree.isExpanded(row) !== true);
    }
  };
  return {
    onMouseDown: press,
    onClick: click,
    onDoubleClick: (event) => {
      if (!hits(event, '[data-tick], [data-twisty]')) withRow(props, event, props.onOpen);
    },
    onContextMenu: (event) => {
      const at = { x: event.clientX, y: event.clientY };
      if (withRow(props, event, props.onContextMenu && ((row) => props.onContextMenu?.(row, at))))
        event.preventDefault();
    },
  };
}

function hits(event: GridMouseEvent, selector: string): boolean {
  return event.target instanceof Element && event.target.closest(selector) !== null;
}

/** A link or button in a cell keeps its own press. */
function isOwnControl(event: GridMouseEvent): boolean {
  return hits(event, 'a, button, input:not([data-tick])');
}

function rowIndexAt(event: GridMouseEvent): number | undefined {
  if (!(event.target instanceof Element)) return undefined;
  const index = event.target.closest<HTMLElement>('[data-index]')?.dataset.index;
  return index === undefined ? undefined : Number(index);
}

function withRow<Row>(
  props: DataGridProps<Row>,
  event: GridMouseEvent,
  act: ((row: Row, index: number) => void) | undefined,
): boolean {
  const index = rowIndexAt(event);
  const row = index === undefined ? undefined : props.getRow(index);
  if (index === undefined || row === undefined || act === undefined) return false;
  act(row, index);
  return true;
}
