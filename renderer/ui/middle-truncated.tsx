// A text cut in its middle when it does not fit: the start gives way, the last characters stay. Copying and assistive technology get
// the whole text; so does the eye, on hover and on focus. Inside the grid the row carries the focus, so none is taken here.

import type { CSSProperties } from 'react';
import { splitForCut } from './cut-middle.ts';
import { joinClasses } from './join-classes.ts';
import styles from './middle-truncated.module.css';
import { Tooltip } from './tooltip.tsx';

export interface MiddleTruncatedProps {
  readonly text: string;
  readonly isMono?: boolean | undefined;
  /** Takes focus and shows the whole text on hover and focus. Off in grid cells: there it shows in the focused cell. */
  readonly isRevealing?: boolean | undefined;
}

export function MiddleTruncated({ text, isMono = false, isRevealing = false }: MiddleTruncatedProps) {
  const [start, end] = splitForCut(text);
  const className = joinClasses(styles.text, isMono && styles.mono, isRevealing && styles.revealing);
  const parts =
    end === '' ? (
      <span className={styles.start}>{start}</span>
    ) : (
      <>
        <span className={styles.whole}>{text}</span>
        <span className={styles.start} aria-hidden>
          {start}
        </span>
        <span className={styles.end} aria-hidden>
          {end}
        </span>
      </>
    );
  const style: CSSProperties & Record<'--end-length', number> = { '--end-length': [...end].length };
  if (!isRevealing) {
    return (
      <span className={className} style={style}>
        {parts}
      </span>
    );
  }
  return (
    <Tooltip text={text}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the whole text must show on focus too, not on hover only */}
      <span className={className} style={style} tabIndex={0}>
        {parts}
      </span>
    </Tooltip>
  );
}
