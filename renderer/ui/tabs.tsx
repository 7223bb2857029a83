// Tabs of a pane. The panel of the chosen tab is given as a function, so that only it is built.

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { Counter } from './badge.tsx';
import styles from './tabs.module.css';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Already formatted. */
  readonly count?: string | undefined;
  readonly countTone?: 'neutral' | 'danger' | 'warn' | undefined;
  readonly render: () => ReactNode;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

export function Tabs<Id extends string>({ label, items, value, onChange }: TabsProps<Id>) {
  return (
    <Base.Root className={styles.root} value={value} onValueChange={(id: Id) => onChange(id)}>
      <Base.List className={styles.list} aria-label={label}>
        {items.map((item) => (
          <Base.Tab key={item.id} value={item.id} className={styles.tab}>
            {item.label}
            {item.count !== undefined && <Counter tone={item.countTone}>{item.count}</Counter>}
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
