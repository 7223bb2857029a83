// Grey bars of the size of what comes, so that nothing moves when it is there. Invisible for the first 150 ms.

import type { CSSProperties } from 'react';
import styles from './skeleton.module.css';

export interface SkeletonProps {
  /** Any CSS length. */
  readonly width: string;
  readonly height?: number | undefined;
}

function Skeleton({ width, height = 10 }: SkeletonProps) {
  const size: CSSProperties = { width, height };
  return <span className={styles.bar} style={size} aria-hidden />;
}

const rowCount = 60;

/** Rows of a list that is still read, as many as fit and as high as those that come: the density is known before the settings are. Says nothing: whoever shows it tells what is read. */
export function SkeletonRows() {
  return (
    <div className={styles.rows} aria-hidden>
      {Array.from({ length: rowCount }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are the same and never move
        <div key={row} className={styles.row} style={{ height: 'var(--row)' }}>
          <Skeleton width="72px" />
          <Skeleton width={lineWidths[row % lineWidths.length] ?? '60%'} />
        </div>
      ))}
    </div>
  );
}

export interface SkeletonLinesProps {
  /** Read out while it loads. */
  readonly label: string;
  readonly lines: number;
}

const lineWidths = ['72%', '54%', '86%', '40%', '64%'];

export function SkeletonLines({ label, lines }: SkeletonLinesProps) {
  return (
    <div role="status" aria-label={label} className={styles.lines}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are the same and never move
        <Skeleton key={line} width={lineWidths[line % lineWidths.length] ?? '60%'} />
      ))}
    </div>
  );
}
