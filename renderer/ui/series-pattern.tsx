// The patterns of chart series: solid, diagonal, cross-hatch, vertical stripes, dots, outline. Colours are the tokens' chart colours.

import { useId } from 'react';
import styles from './stacked-bars.module.css';
import type { SeriesName } from './stacked-bars-layout.ts';

/** Inside an svg; each is `url(#<id>-<series>)`. */
export function SwatchPatterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={`${id}-delivered`} className={styles.delivered} width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className={styles.ink} />
      </pattern>
      <pattern id={`${id}-refused`} className={styles.refused} width="6" height="6" patternUnits="userSpaceOnUse">
        <path d="M-1.5 1.5l3-3M-1 7l8-8M4.5 7.5l3-3" className={styles.thick} />
      </pattern>
      <pattern id={`${id}-failing`} className={styles.failing} width="4" height="4" patternUnits="userSpaceOnUse">
        <path d="M-1 5l6-6M-1 -1l6 6" className={styles.line} />
      </pattern>
      <pattern
        id={`${id}-timed-out`}
        className={styles['timed-out']}
        width="3"
        height="4"
        patternUnits="userSpaceOnUse"
      >
        <rect width="1.6" height="4" className={styles.ink} />
      </pattern>
      <pattern
        id={`${id}-unreachable`}
        className={styles.unreachable}
        width="3"
        height="3"
        patternUnits="userSpaceOnUse"
      >
        <circle cx="1.5" cy="1.5" r="0.9" className={styles.ink} />
      </pattern>
      <pattern id={`${id}-waiting`} className={styles.waiting} width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className={styles.hollow} />
      </pattern>
    </defs>
  );
}

export function Swatch({ name }: { readonly name: SeriesName }) {
  const id = useId();
  return (
    <svg width="10" height="10" aria-hidden className={styles.swatch}>
      <SwatchPatterns id={id} />
      <rect x="0.5" y="0.5" width="9" height="9" className={styles[name]} style={{ fill: `url(#${id}-${name})` }} />
    </svg>
  );
}
