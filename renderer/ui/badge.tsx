// Small words and numbers beside a name: badge, counter, and the numbered circle that marks an assumption.

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { Icon } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import type { Tone } from './tone.ts';

export interface BadgeProps {
  readonly tone?: Tone | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly isOutlined?: boolean | undefined;
  readonly children: ReactNode;
}

export function Badge({ tone = 'neutral', icon, isOutlined = false, children }: BadgeProps) {
  return (
    <span className={joinClasses(styles.badge, styles[tone], isOutlined && styles.outlined)}>
      {icon && <Icon icon={icon} size="xs" />}
      {children}
    </span>
  );
}

export interface CounterProps {
  readonly tone?: 'neutral' | 'danger' | 'warn' | undefined;
  /** Already formatted for the reader's language. */
  readonly children: string;
}

export function Counter({ tone = 'neutral', children }: CounterProps) {
  return <span className={joinClasses(styles.counter, styles[tone])}>{children}</span>;
}

export interface AssumptionMarkProps {
  /** The same number stands in the bytes and in the list below them. */
  readonly number: number;
  /** `Assumption 1`; without it the mark is decoration beside a text that says the same. */
  readonly name?: string | undefined;
}

export function AssumptionMark({ number, name }: AssumptionMarkProps) {
  return (
    <span
      className={styles.mark}
      {...(name === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
    >
      {number}
    </span>
  );
}
