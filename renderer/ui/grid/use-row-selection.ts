// Ranges and toggles over the selection model: what Shift, Ctrl+A and the tick boxes do. A range starts at its anchor and is laid
// over what was selected before it began, so going back with Shift held gives rows up again.

import { useRef } from 'react';
import type { DataGridProps } from './grid-model.ts';
import {
  allMatchingSelected,
  type GridSelection,
  isSelected,
  nothingSelected,
  setSelected,
  toggleSelected,
} from './grid-selection.ts';

export interface RowSelection {
  readonly toggle: (index: number) => void;
  readonly extendTo: (index: number) => void;
  /** The next range starts anew, at the row that is active then. */
  readonly endRange: () => void;
  /** First the rows in view, then, when they are selected already, all that match. */
  readonly selectAll: (start: number, end: number) => void;
  readonly toggleEverything: (isNowSelected: boolean) => void;
}

interface Range {
  readonly anchor: number;
  readonly before: GridSelection;
}

export function useRowSelection<Row>(props: DataGridProps<Row>): RowSelection {
  const range = useRef<Range | undefined>(undefined);
  const { selection, onSelectionChange, activeIndex } = props;
  const keysOf = (start: number, end: number) => listLoadedKeys(props, start, end);

  const extendTo = async (index: number) => {
    if (selection === undefined) return;
    range.current ??= { anchor: Math.max(activeIndex, 0), before: selection };
    const current = range.current;
    const start = Math.min(current.anchor, index);
    const end = Math.max(current.anchor, index) + 1;
    const loaded = keysOf(start, end);
    onSelectionChange?.(setSelected(current.before, loaded, true));
    if (loaded.length === end - start || props.loadKeys === undefined) return;
    const marker: Range = { ...current };
    range.current = marker;
    const keys = await props.loadKeys(start, end);
    if (range.current === marker) onSelectionChange?.(setSelected(current.before, keys, true));
  };

  return {
    extendTo: (index) => void extendTo(index),
    endRange: () => {
      range.current = undefined;
    },
    toggle: (index) => {
      const row = props.getRow(index);
      range.current = undefined;
      if (row !== undefined && selection !== undefined)
        onSelectionChange?.(toggleSelected(selection, props.rowKey(row)));
    },
    selectAll: (start, end) => {
      if (selection === undefined) return;
      range.current = undefined;
      const keys = keysOf(start, end);
      const isViewSelected = keys.every((key) => isSelected(selection, key));
      onSelectionChange?.(isViewSelected ? allMatchingSelected : setSelected(selection, keys, true));
    },
    toggleEverything: (isNowSelected) => {
      range.current = undefined;
      onSelectionChange?.(isNowSelected ? allMatchingSelected : nothingSelected);
    },
  };
}

function listLoadedKeys<Row>({ getRow, rowKey }: DataGridProps<Row>, start: number, end: number): string[] {
  const keys: string[] = [];
  for (let index = start; index < end; index++) {
    const row = getRow(index);
    if (row !== undefined) keys.push(rowKey(row));
  }
  return keys;
}
