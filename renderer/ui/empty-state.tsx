// What stands where nothing is: why, one thing to do, and perhaps another. Never a blank grid.

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import { Icon } from './icon.tsx';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** Between the title and the sentence: the parts of a query that match nothing. */
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

export function EmptyState({ icon, title, aside, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <IconTile icon={icon} />
      <h2 className={styles.title}>{title}</h2>
      {aside !== undefined && <div className={styles.row}>{aside}</div>}
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

export interface IconTileProps {
  readonly icon: LucideIcon;
  /** 32 px beside a line of text, 44 px over a title. */
  readonly size?: 'small' | 'medium' | undefined;
  readonly isFilled?: boolean | undefined;
}

export function IconTile({ icon, size = 'medium', isFilled = false }: IconTileProps) {
  return (
    <span className={styles.tile} data-size={size} data-filled={isFilled}>
      <Icon icon={icon} size={size === 'small' ? 'md' : 'lg'} />
    </span>
  );
}
