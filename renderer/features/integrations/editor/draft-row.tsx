// What header and field rows have in common: the handle to drag by, Alt and arrows to move, the row's menu.
import { ArrowDown, ArrowUp, Ellipsis, GripVertical, Trash2 } from 'lucide-react';
import type { DragEvent, KeyboardEvent, ReactNode } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { Menu } from '../../../ui/menu.tsx';
import type { MenuItem } from '../../../ui/menu-items.tsx';
import type { RowList } from './draft-rows.ts';
import styles from './editor.module.css';
import { t } from './texts.ts';
import { useEditor } from './use-editor.ts';

export interface DraftRowProps {
  readonly list: RowList;
  readonly index: number;
  readonly count: number;
  /** The row as a person calls it: its key or header name. */
  readonly name: string;
  readonly isWrong: boolean;
  readonly extraItems?: readonly MenuItem[];
  readonly children: ReactNode;
}

const dragType = (list: RowList) => `application/x-switchhook-${list.toLowerCase()}`;

export function DraftRow(props: DraftRowProps) {
  const { list, index, count, isWrong, children } = props;
  const name = props.name === '' ? t('row.name', { number: String(index + 1) }) : props.name;
  const rowMoved = useEditor((editor) => editor.rowMoved);
  const rowFocused = useEditor((editor) => editor.rowFocused);
  const move = (to: number) => {
    if (to < 0 || to >= count) return;
    const focused = document.activeElement;
    rowMoved(list, index, to);
    // The element moves with its row; the browser lets go of the focus when it does.
    requestAnimationFrame(() => {
      if (focused instanceof HTMLElement) focused.focus();
      rowFocused({ list, index: to });
    });
  };
  const press = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    move(index + (event.key === 'ArrowUp' ? -1 : 1));
  };
  const drop = (event: DragEvent) => {
    const from = event.dataTransfer.getData(dragType(list));
    if (from === '') return;
    event.preventDefault();
    rowMoved(list, Number(from), index);
  };
  return (
    <li
      className={joinClasses(styles.row, styles[list], isWrong && styles.wrong)}
      data-path={`${list}.${index}`}
      onKeyDownCapture={press}
      onFocus={() => rowFocused({ list, index })}
      onBlur={() => rowFocused(null)}
      onDragOver={(event) => event.dataTransfer.types.includes(dragType(list)) && event.preventDefault()}
      onDrop={drop}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; Alt and the arrow keys do the same by keyboard */}
      <span
        className={styles.grip}
        draggable
        title={t('row.move')}
        onDragStart={(event) => event.dataTransfer.setData(dragType(list), String(index))}
      >
        <Icon icon={GripVertical} size="sm" />
      </span>
      {children}
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} name={t('row.menu', { name })} size="small" />}
        items={useRowItems(props, move)}
      />
    </li>
  );
}

function useRowItems({ list, index, count, extraItems = [] }: DraftRowProps, move: (to: number) => void): MenuItem[] {
  const rowRemoved = useEditor((editor) => editor.rowRemoved);
  return [
    ...extraItems,
    {
      ...{ kind: 'action', id: 'up', label: t('row.up'), icon: ArrowUp, keys: ['Alt', 'ArrowUp'] },
      disabledReason: index === 0 ? t('row.first') : undefined,
      onSelect: () => move(index - 1),
    },
    {
      ...{ kind: 'action', id: 'down', label: t('row.down'), icon: ArrowDown, keys: ['Alt', 'ArrowDown'] },
      disabledReason: index === count - 1 ? t('row.last') : undefined,
      onSelect: () => move(index + 1),
    },
    { kind: 'separator', id: 'before-remove' },
    {
      ...{ kind: 'action', id: 'remove', label: t('row.remove'), icon: Trash2, isDanger: true },
      onSelect: () => rowRemoved(list, index),
    },
  ];
}
