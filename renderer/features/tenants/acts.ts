// What can be done with an account or a PBX, the same from its pane, its row's menu and the palette.
import { Copy, ListTree, Plus, Power, Webhook } from 'lucide-react';
import type { Account, Pbx } from '../../../shared/tenants/account.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import type { LocationChange } from '../../app/feature/location.ts';
import { navigate, screenChange, useAppState } from '../../app/feature/use-app.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { MenuAction, MenuItem } from '../../ui/menu-items.tsx';
import { useToasts } from '../../ui/toast.tsx';
import type { TreeRow } from './account-tree.ts';
import { integrationsOf } from './selectors.ts';
import type { AccountDetail, AccountsState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & AccountsState;

/** The editor for a new integration of that account or PBX. */
export function newIntegrationIn(owner: Account | Pbx): LocationChange {
  const sel = 'serviceUuid' in owner ? owner.serviceUuid : owner.accountId;
  return { ...screenChange('integrations'), edit: 'new', sel };
}

/** Why there can be no new one; undefined: there can. */
export function whyNoIntegration(owner: Account | Pbx): string | undefined {
  return 'serviceUuid' in owner && !owner.applicationsEnabled ? t('needsApps') : undefined;
}

/** Opens an account from the pane of one of its PBXs. The tree goes along where the reader is on that account. */
export function useOpeningAccount({ accountId }: Pick<Pbx, 'accountId'>): () => void {
  const { active, rowActivated } = useAppState((state: State) => state.accountsView);
  return () => {
    if (active?.accountId === accountId) rowActivated({ ...active, place: { ...active.place, pbxAt: null } });
    navigate({ sel: accountId }, 'replace');
  };
}

/** Opens a PBX from the pane of its account, in the tree too. */
export function useOpeningPbx({ accountId, pbxs }: AccountDetail): (pbx: Pbx) => void {
  const { active, accountExpanded, rowActivated } = useAppState((state: State) => state.accountsView);
  return (pbx) => {
    if (active?.accountId === accountId) {
      const { accountIndex } = active.place;
      accountExpanded({ accountId, accountIndex, pbxCount: pbxs.length });
      rowActivated({ place: { accountIndex, pbxAt: pbxs.indexOf(pbx) }, accountId });
    }
    navigate({ sel: pbx.serviceUuid }, 'replace');
  };
}

export function useCopyUuid(): (pbx: Pbx) => void {
  const toasts = useToasts();
  return ({ serviceUuid }) => {
    if (copyText(serviceUuid)) toasts.show({ text: t('copied.uuid') });
  };
}

/** null: there is no menu open. */
export function useRowMenu(row: TreeRow | null): readonly MenuItem[] {
  const view = useAppState((state: State) => state.accountsView);
  const ownerItems = useOwnerMenu(row === null ? null : row.kind === 'account' ? row.account : row.pbx);
  if (row?.kind !== 'account' || row.account.pbxCount === 0) return ownerItems;
  const { accountId, pbxCount } = row.account;
  const { accountIndex } = row.place;
  const fold: MenuAction = {
    kind: 'action',
    id: 'fold',
    label: t(row.isExpanded ? 'act.collapse' : 'act.expand'),
    icon: ListTree,
    keys: row.isExpanded ? 'ArrowLeft' : 'ArrowRight',
    onSelect: () =>
      row.isExpanded ? view.accountCollapsed(accountId) : view.accountExpanded({ accountId, accountIndex, pbxCount }),
  };
  return [fold, ...ownerItems];
}

export function useOwnerMenu(owner: Account | Pbx | null): readonly MenuItem[] {
  const switchAsked = useAppState((state: State) => state.accountsView.switchAsked);
  const copyUuid = useCopyUuid();
  if (owner === null) return [];
  const show: MenuAction = {
    kind: 'action',
    id: 'show',
    label: t('act.showIntegrations'),
    icon: Webhook,
    keys: 'I',
    onSelect: () => navigate(integrationsOf(owner)),
  };
  const create: MenuAction = {
    kind: 'action',
    id: 'new',
    label: t('act.newIntegration'),
    icon: Plus,
    keys: 'N',
    disabledReason: whyNoIntegration(owner),
    onSelect: () => navigate(newIntegrationIn(owner)),
  };
  if (!('serviceUuid' in owner)) return [show, create];
  const label = t(owner.applicationsEnabled ? 'act.turnOff' : 'act.turnOn');
  return [
    ...[show, create],
    { kind: 'separator', id: 'line' },
    { kind: 'action', id: 'switch', label, icon: Power, onSelect: () => switchAsked(owner) },
    { kind: 'action', id: 'copy', label: t('act.copyUuid'), icon: Copy, onSelect: () => copyUuid(owner) },
  ];
}
