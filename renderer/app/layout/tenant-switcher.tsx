// Which tenant set is open: its colour, name and mark. LIVE is loud, Sandbox is quiet; neither is ever off the screen.
import { Check, ChevronsUpDown } from 'lucide-react';
import type { TenantSet } from '../../../shared/tenants/tenant-set.ts';
import type { TenantColor } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuItem } from '../../ui/menu-items.tsx';
import { TenantDot, TenantMark } from '../../ui/tenant-mark.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { readyValue } from '../feature/loadable.ts';
import { selectTenantSet } from '../feature/select-tenant-set.ts';
import { navigate, useAppLocation, useAppState } from '../feature/use-app.ts';
import type { AppState } from '../store.ts';
import { t } from '../texts.ts';
import styles from './top-bar.module.css';

export function TenantSwitcher() {
  const { set: name } = useAppLocation();
  const tenants = useAppState((state: AppState) => state.tenants);
  const set = selectTenantSet(tenants, name);
  const items = (readyValue(tenants.sets) ?? []).map(
    (known): MenuItem => ({
      kind: 'action',
      id: known.id,
      label: known.name,
      mark: <TenantDot color={tenantColor(known)} />,
      trailing: (
        <>
          <SetMark set={known} />
          <span className={styles.current}>{known.id === set?.id && <Icon icon={Check} size="sm" />}</span>
        </>
      ),
      onSelect: () => navigate({ set: known.id, sel: null, path: [] }),
    }),
  );
  return (
    <Menu
      trigger={
        <button type="button" className={styles.tenant}>
          <VisuallyHidden>{t('tenant.prefix')}</VisuallyHidden>
          {set !== null && <TenantDot color={tenantColor(set)} />}
          {set?.name ?? '…'}
          {set !== null && <SetMark set={set} />}
          <Icon icon={ChevronsUpDown} size="sm" className={styles.chevron} />
        </button>
      }
      items={[{ kind: 'heading', id: 'heading', label: t('tenant.choose') }, ...items]}
    />
  );
}

function SetMark({ set }: { readonly set: TenantSet }) {
  if (set.live) return <TenantMark kind="live">{t('tenant.live')}</TenantMark>;
  return set.connector === 'sandbox' ? <TenantMark kind="sandbox">{t('tenant.sandbox')}</TenantMark> : null;
}

export function tenantColor({ colour }: TenantSet): TenantColor {
  return (((colour - 1) % 8) + 1) as TenantColor;
}
