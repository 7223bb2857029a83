// The sheets content lies on, and the parts of one: head, view bar, sections, foot. A sheet never lies on a sheet.

import type { ReactNode, Ref } from 'react';
import { joinClasses } from './join-classes.ts';
import styles from './sheet.module.css';
import waiting from './waiting.module.css';

export interface SheetProps {
  /** Makes the sheet a named region. */
  readonly label?: string | undefined;
  readonly ref?: Ref<HTMLElement> | undefined;
  /** -1: can take focus when the regions are walked with F6. */
  readonly tabIndex?: -1 | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Sheet({ label, ref, tabIndex, className, children }: SheetProps) {
  return (
    <section
      ref={ref}
      aria-label={label}
      className={joinClasses(styles.sheet, className)}
      {...(tabIndex !== undefined && { tabIndex })}
    >
      {children}
    </section>
  );
}

export interface PaneHeadProps {
  readonly title: string;
  /** Beside the title, before the actions: badges. */
  readonly mark?: ReactNode;
  readonly actions?: ReactNode;
  /** The line under the title. */
  readonly children?: ReactNode;
}

export function PaneHead({ title, mark, actions, children }: PaneHeadProps) {
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <h2 className={styles.title}>{title}</h2>
        {mark}
        <span className={styles.spring} />
        {actions}
      </div>
      {children !== undefined && <div className={styles.headDetail}>{children}</div>}
    </header>
  );
}

export interface PaneFootProps {
  readonly children: ReactNode;
}

/** A `Spring` between its children pushes what follows to the right. */
export function PaneFoot({ children }: PaneFootProps) {
  return <footer className={styles.foot}>{children}</footer>;
}

export function Spring() {
  return <span className={styles.spring} aria-hidden />;
}

export interface PaneSectionProps {
  readonly title?: string | undefined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function PaneSection({ title, actions, children }: PaneSectionProps) {
  return (
    <div className={styles.section}>
      {title !== undefined && (
        <div className={styles.sectionHead}>
          <h3 className={styles.sectionTitle}>{title}</h3>
          {actions}
        </div>
      )}
      {children}
    </div>
  );
}

export interface ViewBarProps {
  readonly label: string;
  /** With a selection the bar becomes the bulk bar, so nothing moves. */
  readonly isBulk?: boolean | undefined;
  /** Counts are about to come that would push the others aside: the bar waits for them, a second at most. */
  readonly isWaiting?: boolean | undefined;
  readonly children: ReactNode;
}

export function ViewBar({ label, isBulk = false, isWaiting = false, children }: ViewBarProps) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      className={joinClasses(styles.viewBar, isBulk && styles.bulk, isWaiting && waiting.waiting)}
    >
      {children}
    </div>
  );
}

export interface ViewButtonProps {
  readonly isCurrent: boolean;
  readonly onClick: () => void;
  /** A name, and a Counter beside it where it has one. */
  readonly children: ReactNode;
}

export function ViewButton({ isCurrent, onClick, children }: ViewButtonProps) {
  return (
    <button type="button" className={styles.view} aria-pressed={isCurrent} onClick={onClick}>
      {children}
    </button>
  );
}
