// One row. It is drawn again only when its row, its state or the columns change, and it listens to nothing: the grid listens for all.
// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw a window of its rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and points at rows and cells (aria-activedescendant)

import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { joinClasses } from '../join-classes.ts';
import styles from './data-grid.module.css';
import type { DataGridProps, GridTree } from './grid-model.ts';

/** What all rows share; one object, so that a row can tell at a glance that nothing changed. */
export interface RowView<Row> extends Pick<DataGridProps<Row>, 'columns' | 'rowLabel' | 'texts' | 'tree' | 'rowTone'> {
  readonly gridId: string;
  readonly hasSelection: boolean;
}

export interface GridRowProps<Row> {
  readonly view: RowView<Row>;
  readonly row: Row | undefined;
  readonly index: number;
  /** Pixels from the first row. */
  readonly top: number;
  readonly isActive: boolean;
  /** -1: the row itself is active, not one of its cells. */
  readonly activeColumn: number;
  readonly isSelected: boolean;
}

export function rowId(gridId: string, index: number, column = -1): string {
  return column < 0 ? `${gridId}-${index}` : `${gridId}-${index}-${column}`;
}

export const GridRow = memo(DrawnRow) as typeof DrawnRow;

function DrawnRow<Row>(props: GridRowProps<Row>) {
  const { view, row, index, top, isActive, isSelected } = props;
  const tone = row === undefined ? undefined : view.rowTone?.(row);
  return (
    <div
      role="row"
      id={rowId(view.gridId, index)}
      data-index={index}
      aria-rowindex={index + 2}
      className={joinClasses(
        styles.row,
        isActive && styles.active,
        isSelected && styles.selected,
        tone !== undefined && styles[tone],
      )}
      style={{ transform: `translateY(${top}px)` }}
      {...(view.hasSelection && { 'aria-selected': isSelected })}
      {...(row !== undefined && view.tree !== undefined && treeAttributes(view.tree, row))}
    >
      {row === undefined ? <LoadingCell view={view} /> : <Cells {...props} row={row} />}
    </div>
  );
}

function LoadingCell<Row>({ view }: { readonly view: RowView<Row> }) {
  const span = view.columns.length + (view.hasSelection ? 1 : 0);
  return (
    <div
      role="gridcell"
      aria-colspan={span}
      aria-colindex={1}
      aria-label={view.texts.loadingRow}
      className={styles.loading}
    />
  );
}

function Cells<Row>(props: GridRowProps<Row> & { readonly row: Row }) {
  const { view, row, index, isSelected, activeColumn } = props;
  const lead = view.hasSelection ? 1 : 0;
  return (
    <>
      {view.hasSelection && (
        <div role="gridcell" aria-colindex={1} className={styles.tickCell}>
          <TickBox name={view.texts.selectRow(view.rowLabel(row))} checked={isSelected} />
        </div>
      )}
      {view.columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          id={rowId(view.gridId, index, at)}
          aria-colindex={at + 1 + lead}
          className={joinClasses(
            styles.cell,
            column.align === 'end' && styles.end,
            column.emphasis !== undefined && styles[column.emphasis],
            at === 0 && view.tree !== undefined && styles.treeCell,
            at === activeColumn && styles.activeCell,
          )}
        >
          {at === 0 && view.tree !== undefined && <Twisty tree={view.tree} row={row} />}
          {column.render(row)}
        </div>
      ))}
    </>
  );
}

export interface TickBoxProps {
  readonly name: string;
  readonly checked: boolean | 'mixed';
  /** Only the one in the head is reached with the keyboard; in rows X and Ctrl+Space do the same. */
  readonly tabIndex?: 0 | -1 | undefined;
}

export function TickBox({ name, checked, tabIndex = -1 }: TickBoxProps) {
  return (
    <input
      type="checkbox"
      data-tick
      className={styles.tick}
      tabIndex={tabIndex}
      aria-label={name}
      checked={checked === true}
      ref={(input) => {
        if (input !== null) input.indeterminate = checked === 'mixed';
      }}
      readOnly
    />
  );
}

function Twisty<Row>({ tree, row }: { readonly tree: GridTree<Row>; readonly row: Row }): ReactNode {
  const isExpanded = tree.isExpanded(row);
  const indent = (tree.level(row) - 1) * 20;
  return (
    <span className={styles.twisty} style={{ marginInlineStart: indent }} data-twisty={isExpanded !== undefined}>
      {isExpanded !== undefined && (isExpanded ? <ChevronDown size={14} /> : <ChevronRight size={14} />)}
    </span>
  );
}

function treeAttributes<Row>(tree: GridTree<Row>, row: Row) {
  const isExpanded = tree.isExpanded(row);
  return {
    'aria-level': tree.level(row),
    'aria-setsize': tree.setSize(row),
    'aria-posinset': tree.positionInSet(row),
    ...(isExpanded !== undefined && { 'aria-expanded': isExpanded }),
  };
}
