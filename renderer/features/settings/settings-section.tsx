// One group of settings under its heading, set apart by space.
import type { ReactNode } from 'react';
import styles from './settings.module.css';

export interface SettingsSectionProps {
  readonly title: string;
  /** What the group is about. */
  readonly text?: string;
  readonly mark?: ReactNode;
  readonly children?: ReactNode;
}

export function SettingsSection({ title, text, mark, children }: SettingsSectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.heading}>
        <h2>{title}</h2>
        {mark}
      </div>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {children}
    </section>
  );
}
