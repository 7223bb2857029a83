// A request that failed: what happened, what was not done, what to do next. The code is there to be quoted, not to be understood.

import { CircleX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { type DefinitionItem, DefinitionList } from './definition-list.tsx';
import styles from './error-panel.module.css';
import { Icon } from './icon.tsx';

export interface ErrorPanelProps {
  readonly title: string;
  readonly icon?: LucideIcon | undefined;
  readonly children: ReactNode;
  readonly facts?: readonly DefinitionItem[] | undefined;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
}

export function ErrorPanel({ title, icon = CircleX, children, facts, note, actions }: ErrorPanelProps) {
  return (
    <div className={styles.panel} role="alert">
      <div className={styles.head}>
        <Icon icon={icon} tone="danger" />
        <h2 className={styles.title}>{title}</h2>
      </div>
      <div className={styles.text}>{children}</div>
      {facts !== undefined && <DefinitionList items={facts} termWidth={84} />}
      {note}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
