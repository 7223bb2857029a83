// Four pixels in the tenant set's colour down the whole window. The name beside its dot says the same in words.

import { selectTenantSet } from '../feature/select-tenant-set.ts';
import { useAppLocation, useAppState } from '../feature/use-app.ts';
import type { AppState } from '../store.ts';
import styles from './tenant-bar.module.css';
import { tenantColor } from './tenant-switcher.tsx';

export function TenantBar() {
  const { set: name } = useAppLocation();
  const set = useAppState((state: AppState) => selectTenantSet(state.tenants, name));
  if (set === null) return null;
  return <div className={styles.bar} style={{ background: `var(--tenant-${tenantColor(set)})` }} aria-hidden />;
}
