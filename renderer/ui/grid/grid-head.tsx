// The heads of the columns: they sort, and they change widths by dragging their edge or with Shift and the arrow keys. One stop for
// Tab; arrows go from head to head, down goes to the rows.
// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw a window of its rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and points at rows and cells (aria-activedescendant)

import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { joinClasses } from '../join-classes.ts';
import { VisuallyHidden } from '../visually-hidden.tsx';
import styles from './data-grid.module.css';
import { leastColumnWidth } from './grid-columns.ts';
import type { DataGridProps, GridColumn } from './grid-model.ts';
import { TickBox } from './grid-row.tsx';
import { selectionState } from './grid-selection.ts';

const widthStepPx = 16;

export interface GridHeadProps<Row>
  extends Pick<
    DataGridProps<Row>,
    'columns' | 'texts' | 'selection' | 'rowCount' | 'sort' | 'onSortChange' | 'onWidthChange' | 'tree'
  > {
  readonly gridId: string;
  readonly onLeave: () => void;
}

export function GridHead<Row>(props: GridHeadProps<Row>) {
  const { columns, texts, selection, gridId } = props;
  const [stop, setStop] = useState(0);
  const lead = selection === undefined ? 0 : 1;
  const hintId = `${gridId}-resize`;
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('button, input')];
    const from = stops.indexOf(event.target as HTMLElement);
    const next = from + headSteps(event);
    if (event.key === 'ArrowDown') props.onLeave();
    if (next === from || stops[next] === undefined) return;
    setStop(next);
    stops[next].focus();
  };
  return (
    <div role="rowgroup" data-grid-head className={styles.head} onKeyDown={walk}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        {selection !== undefined && (
          <div role="columnheader" aria-colindex={1} className={styles.tickCell}>
            <TickBox
              name={texts.selectAll}
              checked={selectionState(selection, props.rowCount)}
              tabIndex={stop === 0 ? 0 : -1}
            />
          </div>
        )}
        {columns.map((column, at) => (
          <ColumnHead
            key={column.id}
            {...props}
            column={column}
            at={at}
            tabIndex={stop === at + lead ? 0 : -1}
            hintId={hintId}
          />
        ))}
      </div>
      <VisuallyHidden id={hintId}>{texts.resizeHint}</VisuallyHidden>
    </div>
  );
}

function headSteps({ key, shiftKey }: KeyboardEvent): number {
  if (shiftKey) return 0;
  if (key === 'ArrowRight') return 1;
  return key === 'ArrowLeft' ? -1 : 0;
}

interface ColumnHeadProps<Row> extends GridHeadProps<Row> {
  readonly column: GridColumn<Row>;
  readonly at: number;
  readonly tabIndex: 0 | -1;
  readonly hintId: string;
}

function ColumnHead<Row>(props: ColumnHeadProps<Row>) {
  const { column, at, sort, onSortChange, onWidthChange, tabIndex, hintId } = props;
  const head = useRef<HTMLDivElement>(null);
  const direction = sort?.columnId === column.id ? sort.direction : undefined;
  const isSortable = column.isSortable === true && onSortChange !== undefined;
  const isResizable = column.isResizable !== false && onWidthChange !== undefined;
  const resize = (byPx: number) => {
    const widthPx = (head.current?.offsetWidth ?? column.width) + byPx;
    onWidthChange?.(column.id, Math.max(Math.round(widthPx), leastColumnWidth));
  };
  const pressKey = ({ key, shiftKey }: KeyboardEvent) => {
    if (!isResizable || !shiftKey) return;
    if (key === 'ArrowRight') resize(widthStepPx);
    if (key === 'ArrowLeft') resize(-widthStepPx);
  };
  const sortBy = () =>
    onSortChange?.({ columnId: column.id, direction: direction === 'ascending' ? 'descending' : 'ascending' });
  return (
    <div
      ref={head}
      role="columnheader"
      aria-colindex={at + 1 + (props.selection === undefined ? 0 : 1)}
      className={joinClasses(styles.headCell, column.align === 'end' && styles.end)}
      {...(isSortable && { 'aria-sort': direction ?? ('none' as const) })}
    >
      <button
        type="button"
        className={joinClasses(
          styles.headButton,
          direction !== undefined && styles.sorted,
          at === 0 && props.tree !== undefined && styles.headOfTree,
        )}
        tabIndex={tabIndex}
        onKeyDown={pressKey}
        {...(isSortable ? { onClick: sortBy } : { 'aria-disabled': true })}
        {...(isResizable && { 'aria-describedby': hintId })}
      >
        <span className={styles.headText}>{column.header}</span>
        {direction === 'ascending' && <ArrowUp size={12} strokeWidth={2.2} aria-hidden />}
        {direction === 'descending' && <ArrowDown size={12} strokeWidth={2.2} aria-hidden />}
      </button>
      {isResizable && <WidthHandle onResize={resize} onReset={() => onWidthChange(column.id, undefined)} />}
    </div>
  );
}

interface WidthHandleProps {
  readonly onResize: (byPx: number) => void;
  readonly onReset: () => void;
}

/** For the pointer only: the head button does the same from the keyboard. */
function WidthHandle({ onResize, onReset }: WidthHandleProps) {
  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || event.movementX === 0) return;
    onResize(event.movementX);
  };
  return (
    <span
      className={styles.widthHandle}
      aria-hidden
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={onReset}
    />
  );
}
