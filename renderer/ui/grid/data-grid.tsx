// The grid: any number of rows, of which only those in view are drawn. Focus stays on the grid itself and points at the active row
// (aria-activedescendant), so the keyboard works on when that row has been scrolled away.
// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw a window of its rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and points at rows and cells (aria-activedescendant)
// biome-ignore-all lint/a11y/noStaticElementInteractions: the element is a grid or a treegrid
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: the element is a grid or a treegrid

import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import { joinClasses } from '../join-classes.ts';
import styles from './data-grid.module.css';
import { layOutColumns } from './grid-columns.ts';
import { GridHead } from './grid-head.tsx';
import { type DataGridProps, rowHeights } from './grid-model.ts';
import { GridRow, type RowView, rowId } from './grid-row.tsx';
import { isSelected } from './grid-selection.ts';
import { useGridKeyboard } from './use-grid-keyboard.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { useRowSelection } from './use-row-selection.ts';

const headHeightPx = 28;
const overscanRows = 3;
const noWidths = {};

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, rowCount, selection, density = 'default', activeIndex, emptyState } = props;
  const gridId = useId();
  const root = useRef<HTMLDivElement>(null);
  const [activeColumn, setActiveColumn] = useState(-1);
  const rowHeightPx = rowHeights[density];
  const { items, slotCount, start, end, heightPx } = useRowWindow({ props, root, rowHeightPx });

  const view = useRowView(props, gridId);
  const rows = useRowSelection(props);
  const keyboard = useGridKeyboard({ props, rows, root, activeColumn, setActiveColumn, rowHeightPx, gridId });
  const pointer = useGridPointer({ props, rows, root, setActiveColumn });

  const activeId = activeIndex >= start && activeIndex < end ? rowId(gridId, activeIndex, activeColumn) : undefined;
  const hasEmptyState = rowCount === 0 && emptyState !== undefined;
  return (
    <div className={styles.frame}>
      <div
        {...pointer}
        onKeyDown={keyboard}
        ref={root}
        role={props.tree === undefined ? 'grid' : 'treegrid'}
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length + (selection === undefined ? 0 : 1)}
        aria-readonly
        aria-activedescendant={activeId}
        className={joinClasses(styles.root, hasEmptyState && styles.headOnly)}
        style={useRootStyle(props, rowHeightPx)}
        {...(selection !== undefined && { 'aria-multiselectable': true })}
      >
        <GridHead {...props} gridId={gridId} onLeave={() => root.current?.focus()} />
        <div role="rowgroup" className={styles.body} style={{ height: heightPx }}>
          {items.map((item) => {
            const row = props.getRow(item.index);
            const isActive = item.index === activeIndex;
            return (
              <GridRow
                key={item.index % slotCount}
                view={view}
                row={row}
                index={item.index}
                top={item.start - headHeightPx}
                isActive={isActive}
                activeColumn={isActive ? activeColumn : -1}
                isSelected={row !== undefined && selection !== undefined && isSelected(selection, props.rowKey(row))}
              />
            );
          })}
        </div>
      </div>
      {hasEmptyState && emptyState}
    </div>
  );
}

interface RowWindowSource<Row> {
  readonly props: DataGridProps<Row>;
  readonly root: RefObject<HTMLDivElement | null>;
  readonly rowHeightPx: number;
}

/** The rows to draw: those in view and a few beyond. Keeps the active row in view when it changes, and tells the screen. */
function useRowWindow<Row>({ props, root, rowHeightPx }: RowWindowSource<Row>) {
  const { activeIndex, onVisibleRange } = props;
  const virtualizer = useVirtualizer({
    count: props.rowCount,
    getScrollElement: () => root.current,
    estimateSize: () => rowHeightPx,
    overscan: overscanRows,
    scrollMargin: headHeightPx,
    scrollPaddingStart: headHeightPx,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const start = items[0]?.index ?? 0;
  const end = (items.at(-1)?.index ?? -1) + 1;
  // As many as are ever drawn at once: a row that comes takes the elements of one that left, so that a jump makes none and drops none.
  const fittingRows = Math.ceil((virtualizer.scrollRect?.height ?? 0) / rowHeightPx);
  const slotCount = Math.max(items.length, fittingRows + 2 * overscanRows + 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row height makes all measures void
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeightPx]);
  useEffect(() => onVisibleRange?.(start, end), [onVisibleRange, start, end]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another active row moves the reader, not another density
  useEffect(() => {
    if (root.current !== null && activeIndex >= 0) showRow(root.current, activeIndex, rowHeightPx);
  }, [root, activeIndex]);
  return { items, slotCount, start, end, heightPx: virtualizer.getTotalSize() };
}

/** Rows have one height, so where one stands is known without asking the page, which would lay it out anew. */
function showRow(root: HTMLDivElement, index: number, rowHeightPx: number): void {
  const top = index * rowHeightPx;
  const least = top + rowHeightPx + headHeightPx - root.clientHeight;
  if (top < root.scrollTop) root.scrollTop = top;
  else if (least > root.scrollTop) root.scrollTop = least;
}

function useRowView<Row>(props: DataGridProps<Row>, gridId: string): RowView<Row> {
  const { columns, rowLabel, texts, tree, rowTone } = props;
  const hasSelection = props.selection !== undefined;
  return useMemo(
    () => ({ columns, rowLabel, texts, tree, rowTone, gridId, hasSelection }),
    [columns, rowLabel, texts, tree, rowTone, gridId, hasSelection],
  );
}

function useRootStyle<Row>(props: DataGridProps<Row>, rowHeightPx: number): CSSProperties {
  const { columns, widths = noWidths, tree } = props;
  const hasSelection = props.selection !== undefined;
  return useMemo(() => {
    const { tracks, minWidthPx } = layOutColumns({ columns, widths, hasSelection });
    return {
      '--tracks': tracks,
      '--least': `${minWidthPx}px`,
      '--row': `${rowHeightPx}px`,
      '--lead': hasSelection || tree !== undefined ? '4px' : '8px',
    };
  }, [columns, widths, hasSelection, tree, rowHeightPx]) as CSSProperties;
}
