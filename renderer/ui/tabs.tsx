// Tabs of a pane. The panel of the chosen tab is given as a function, so that only it is built.

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { Counter } from './badge.tsx';
import { joinClasses } from './join-classes.ts';
import styles from './tabs.module.css';
import waiting from './waiting.module.css';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Already formatted. */
  readonly count?: string | undefined;
  readonly countTone?: 'neutral' | 'danger' | 'warn' | undefined;
  /** The count is being read again: the old one keeps its place and is not shown. */
  readonly isCountOld?: boolean | undefined;
  readonly render: () => ReactNode;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** A count is about to come that would push the others aside: they wait for it, a second at most. */
  readonly isWaiting?: boolean | undefined;
}

export function Tabs<Id extends string>({ label, items, value, onChange, isWaiting = false }: TabsProps<Id>) {
  return (
    <Base.Root className={styles.root} value={value} onValueChange={(id: Id) => onChange(id)}>
      <Base.List className={joinClasses(styles.list, isWaiting && waiting.waiting)} aria-label={label}>
        {items.map((item) => (
          <Base.Tab key={item.id} value={item.id} className={styles.tab}>
            {item.label}
            {item.count !== undefined && (
              <span className={item.isCountOld === true ? styles.old : undefined}>
                <Counter tone={item.countTone}>{item.count}</Counter>
              </span>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.id} value={item.id} className={styles.panel}>
          {item.id === value && item.render()}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
