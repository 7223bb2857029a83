// How far something is: a bar with its words beside it. Nothing turns and nothing blinks.

import { Progress as Base } from '@base-ui/react/progress';
import styles from './progress.module.css';

export interface ProgressProps {
  readonly label: string;
  /** 0 to `max`; null while the end is not known. */
  readonly value: number | null;
  readonly max: number;
  /** Of `value`, how many failed: the red end of the bar. The count stands beside it in words. */
  readonly failed?: number | undefined;
  /** `702 of 1,180 · 2 min left`: what assistive technology reads as the value. */
  readonly text?: string | undefined;
}

export function Progress({ label, value, max, failed = 0, text }: ProgressProps) {
  const share = (part: number) => `${max === 0 ? 0 : (part / max) * 100}%`;
  return (
    <Base.Root
      value={value}
      max={max}
      aria-label={label}
      {...(text !== undefined && { getAriaValueText: () => text })}
      className={styles.root}
    >
      <Base.Track className={styles.track}>
        <span className={styles.done} style={{ width: share((value ?? 0) - failed) }} />
        <span className={styles.failed} style={{ width: share(failed) }} />
      </Base.Track>
    </Base.Root>
  );
}
