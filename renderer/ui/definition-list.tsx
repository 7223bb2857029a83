// Terms and what they are, in two columns.

import type { CSSProperties, ReactNode } from 'react';
import styles from './definition-list.module.css';
import { joinClasses } from './join-classes.ts';

export interface DefinitionItem {
  readonly term: string;
  readonly value: ReactNode;
  readonly isMono?: boolean | undefined;
}

export interface DefinitionListProps {
  readonly items: readonly DefinitionItem[];
  /** Width of the first column in pixels. */
  readonly termWidth?: number | undefined;
}

export function DefinitionList({ items, termWidth = 116 }: DefinitionListProps) {
  const columns: CSSProperties & Record<'--term-width', string> = { '--term-width': `${termWidth}px` };
  return (
    <dl className={styles.list} style={columns}>
      {items.map((item) => (
        <div key={item.term} className={styles.item}>
          <dt className={styles.term}>{item.term}</dt>
          <dd className={joinClasses(styles.value, item.isMono === true && styles.mono)}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
