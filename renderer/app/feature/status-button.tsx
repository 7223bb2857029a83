// An entry of the status bar that leads somewhere.
import type { LucideIcon } from 'lucide-react';
import { Icon } from '../../ui/icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import styles from './status-button.module.css';

export interface StatusButtonProps {
  readonly icon: LucideIcon;
  readonly tone?: 'warn' | 'danger' | undefined;
  /** The whole of what the entry says shortly. */
  readonly title?: string | undefined;
  readonly onClick: () => void;
  readonly children: string;
}

export function StatusButton({ icon, tone, title, onClick, children }: StatusButtonProps) {
  return (
    <button
      type="button"
      className={joinClasses(styles.item, tone !== undefined && styles[tone])}
      title={title}
      onClick={onClick}
    >
      <Icon icon={icon} size="xs" tone={tone} />
      <span className={styles.text}>{children}</span>
    </button>
  );
}
