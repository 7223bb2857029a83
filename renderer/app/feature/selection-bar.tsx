// In the place of a list's views while rows are selected: how many, the way to all that match and to none, and between them what the
// screen can do with them.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { TickBox } from '../../ui/grid/grid-row.tsx';
import {
  allMatchingSelected,
  type GridSelection,
  nothingSelected,
  selectionState,
} from '../../ui/grid/grid-selection.ts';
import { Spring, ViewBar } from '../../ui/sheet.tsx';
import { t } from '../texts.ts';
import { formatNumber } from './format.ts';
import styles from './selection-bar.module.css';

export interface SelectionBarProps {
  readonly label: string;
  readonly selection: GridSelection;
  readonly selected: number;
  readonly matching: number;
  /** Absent: however many match. */
  readonly mostSelectable?: number;
  readonly onSelectionChange: (selection: GridSelection) => void;
  readonly children: ReactNode;
}

export function SelectionBar(props: SelectionBarProps) {
  const { label, selection, selected, matching, mostSelectable = matching, onSelectionChange, children } = props;
  const clear = () => onSelectionChange(nothingSelected);
  return (
    <ViewBar label={label} isBulk>
      <span className={styles.tick} onClickCapture={clear}>
        <TickBox name={t('selection.clear')} checked={selectionState(selection, matching)} tabIndex={0} />
      </span>
      <span className={styles.count}>{t('status.selected', { count: formatNumber(selected) })}</span>
      {selected < matching && matching <= mostSelectable && (
        <Button variant="link" size="small" onClick={() => onSelectionChange(allMatchingSelected)}>
          {t('selection.matching', { count: formatNumber(matching) })}
        </Button>
      )}
      <Spring />
      {children}
      <IconButton icon={X} size="small" name={t('selection.clear')} keys="Esc" onClick={clear} />
    </ViewBar>
  );
}
