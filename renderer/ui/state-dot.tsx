// A state as a word with its mark: the dot of what is on or off, or an icon with a word for results. Colour only repeats the word.

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import styles from './state-dot.module.css';
import type { Tone } from './tone.ts';

export interface StateDotProps {
  /** Filled when on, hollow when off. */
  readonly isOn: boolean;
  readonly children: ReactNode;
}

export function StateDot({ isOn, children }: StateDotProps) {
  return <span className={joinClasses(styles.state, isOn ? styles.on : styles.off)}>{children}</span>;
}

export interface StatusTextProps {
  readonly icon: LucideIcon;
  readonly tone?: Tone | undefined;
  /** Beside the word and quieter: a status code, a duration. */
  readonly detail?: string | undefined;
  readonly children: ReactNode;
}

export function StatusText({ icon, tone = 'neutral', detail, children }: StatusTextProps) {
  return (
    <span className={joinClasses(styles.status, styles[tone])}>
      <Icon icon={icon} size="sm" tone={tone === 'neutral' ? undefined : tone} />
      {children}
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </span>
  );
}
