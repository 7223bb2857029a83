// A sentence one should read before going on: what holds, what to mind, what went wrong.

import { CircleX, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import styles from './note.module.css';

export type NoteTone = 'neutral' | 'info' | 'warn' | 'danger';

export interface NoteProps {
  readonly tone?: NoteTone | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly action?: ReactNode;
  /** Read out when it appears, for what happens after the page stood. */
  readonly isAnnounced?: boolean | undefined;
  readonly children: ReactNode;
}

const toneIcons: Readonly<Record<NoteTone, LucideIcon>> = {
  neutral: Info,
  info: Info,
  warn: TriangleAlert,
  danger: CircleX,
};

export function Note({ tone = 'neutral', icon, action, isAnnounced = false, children }: NoteProps) {
  return (
    <div className={joinClasses(styles.note, styles[tone])} {...(isAnnounced && { role: 'alert' })}>
      <Icon icon={icon ?? toneIcons[tone]} size="sm" tone={tone} />
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
