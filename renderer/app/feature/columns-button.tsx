// The button in the view bar that opens the list of columns: which are shown, and in which order. By pointer with the tick and the
// handle, by keyboard with Space, the arrow keys and Alt. Widths are changed at the heads.
import { ArrowDown, ArrowUp, Columns3, GripVertical } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Icon } from '../../ui/icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { LiveRegion } from '../../ui/live-region.tsx';
import { Popover } from '../../ui/popover.tsx';
import { t } from '../texts.ts';
import { hideColumn, type ListColumn, moveColumn, orderColumns, showColumn, stepFrom } from './columns.ts';
import styles from './columns-button.module.css';
import type { ChosenColumns } from './use-columns.ts';

export interface ColumnsButtonProps {
  readonly chosen: ChosenColumns<ListColumn>;
}

export function ColumnsButton({ chosen }: ColumnsButtonProps) {
  const trigger = (
    <Button variant="quiet" size="small" icon={Columns3}>
      {t('columns')}
    </Button>
  );
  return (
    <Popover trigger={trigger} title={t('columns')} align="end">
      <ColumnList chosen={chosen} />
    </Popover>
  );
}

function ColumnList({ chosen }: ColumnsButtonProps) {
  const { all, shown, choose } = chosen;
  const [news, setNews] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const move = (id: string, to: string | undefined) => {
    if (to === undefined) return;
    const next = moveColumn(shown, { id, to }, all);
    choose(next);
    const name = all.find((column) => column.id === id)?.header ?? '';
    const place = next.findIndex((column) => column.id === id) + 1;
    setNews(t('columns.moved', { name, place: String(place), count: String(next.length) }));
    // The element moves with its row, and the browser lets go of the focus when it does.
    requestAnimationFrame(() => findTick(list.current, id)?.focus());
  };
  const walk = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : null;
    const id = row?.dataset.column;
    if (id === undefined) return;
    event.preventDefault();
    const by = event.key === 'ArrowUp' ? -1 : 1;
    const order = orderColumns(shown, all);
    if (event.altKey) move(id, stepFrom(shown, { id, by }, all));
    else findTick(list.current, order[order.indexOf(id) + by] ?? id)?.focus();
  };
  return (
    <>
      <ul ref={list} className={styles.list} onKeyDown={walk}>
        {orderColumns(shown, all).map((id) => (
          <ColumnRow key={id} chosen={chosen} id={id} onMove={move} />
        ))}
      </ul>
      <p className={styles.hint}>{t('columns.hint')}</p>
      <Button
        variant="link"
        size="small"
        className={styles.usual}
        onClick={chosen.chooseUsual}
        disabledReason={chosen.isUsual ? t('columns.areUsual') : undefined}
      >
        {t('columns.usual')}
      </Button>
      <LiveRegion message={news} />
    </>
  );
}

function findTick(list: HTMLUListElement | null, id: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-column="${id}"] [role="checkbox"]`) ?? null;
}

interface ColumnRowProps extends ColumnsButtonProps {
  readonly id: string;
  readonly onMove: (id: string, to: string | undefined) => void;
}

const dragType = 'application/x-switchhook-column';

function ColumnRow({ chosen, id, onMove }: ColumnRowProps) {
  const { all, shown, choose } = chosen;
  const column = all.find((one) => one.id === id);
  if (column === undefined) return null;
  const { header, isHideable, isFirst } = column;
  const isShown = shown.some((one) => one.id === id);
  const isMovable = isShown && isFirst !== true;
  const drop = (event: DragEvent) => {
    const from = event.dataTransfer.getData(dragType);
    if (from === '' || from === id) return;
    event.preventDefault();
    onMove(from, id);
  };
  return (
    <li
      className={styles.row}
      data-column={id}
      onDragOver={(event) => event.dataTransfer.types.includes(dragType) && event.preventDefault()}
      onDrop={drop}
    >
      {/* For the pointer only: the buttons, and Alt with the arrow keys, do the same. */}
      <span
        className={joinClasses(styles.grip, !isMovable && styles.fixed)}
        draggable={isMovable}
        aria-hidden
        onDragStart={(event) => event.dataTransfer.setData(dragType, id)}
      >
        <Icon icon={GripVertical} size="sm" />
      </span>
      <Checkbox
        checked={isShown}
        isDisabled={isHideable === false}
        onChange={(isNowShown) => choose(isNowShown ? showColumn(shown, id, all) : hideColumn(shown, id))}
      >
        {header}
      </Checkbox>
      <span className={styles.steps}>
        {([-1, 1] as const).map((by) => {
          const to = stepFrom(shown, { id, by }, all);
          if (to === undefined) return <span key={by} className={styles.noStep} />;
          const name = t(by < 0 ? 'columns.up' : 'columns.down', { name: header });
          const icon = by < 0 ? ArrowUp : ArrowDown;
          return (
            <IconButton key={by} icon={icon} size="small" tabIndex={-1} name={name} onClick={() => onMove(id, to)} />
          );
        })}
      </span>
    </li>
  );
}
