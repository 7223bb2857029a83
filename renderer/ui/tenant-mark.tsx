// Which world one works in: LIVE is a filled red mark, a sandbox an outlined quiet one, and the dot in the tenant set's colour.

import type { TenantColor } from './chip.tsx';
import styles from './tenant-mark.module.css';

export interface TenantMarkProps {
  readonly kind: 'live' | 'sandbox';
  /** `LIVE` or `Sandbox`, as the language has it. */
  readonly children: string;
}

export function TenantMark({ kind, children }: TenantMarkProps) {
  return <span className={styles[kind]}>{children}</span>;
}

export interface TenantDotProps {
  readonly color: TenantColor;
}

export function TenantDot({ color }: TenantDotProps) {
  return <span className={styles.dot} style={{ background: `var(--tenant-${color})` }} aria-hidden />;
}
