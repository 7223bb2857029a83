// What a text of the wire stands in: it scrolls by itself, and by keyboard.
import type { ReactNode } from 'react';
import { joinClasses } from './join-classes.ts';
import styles from './text-frame.module.css';

export interface TextFrameProps {
  readonly label: string;
  /** `inset`: on the grey of a pane. `outlined`: white in a hairline. `bare`: neither. */
  readonly surface: 'inset' | 'outlined' | 'bare';
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function TextFrame({ label, surface, className, children }: TextFrameProps) {
  const isBare = surface === 'bare';
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={joinClasses(styles.frame, !isBare && styles[surface], className)}
    >
      {children}
    </section>
  );
}
