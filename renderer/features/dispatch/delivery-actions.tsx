// The acts on the delivery that is open, for its menu and the row's: the same ones, with the keys of their commands.
import { ClipboardCopy, RotateCcw, Terminal, Webhook } from 'lucide-react';
import { navigate, screenChange, useAppState, useAppStore } from '../../app/feature/use-app.ts';
import type { MenuItem } from '../../ui/menu-items.tsx';
import { copyAsCurl, copyDiagnostic } from './copy-delivery.ts';
import { askReplay, type State, selectOpened } from './selectors.ts';
import { t } from './texts.ts';

export function useDeliveryActions(): readonly MenuItem[] {
  const store = useAppStore<State>();
  const delivery = useAppState(selectOpened);
  if (delivery === null) return [];
  const { tenantSet, integrationId } = delivery;
  const isPending = delivery.outcome === 'pending';
  const actions: readonly MenuItem[] = [
    {
      kind: 'action',
      id: 'replay',
      label: t('replay.act'),
      icon: RotateCcw,
      keys: 'R',
      ...(isPending && { disabledReason: t('replay.pending') }),
      onSelect: () => askReplay(store.getState()),
    },
    {
      kind: 'action',
      id: 'curl',
      label: t('copy.curl'),
      icon: Terminal,
      keys: 'Alt C',
      onSelect: () => copyAsCurl(delivery, store.getState().dispatchView),
    },
    {
      kind: 'action',
      id: 'diagnostic',
      label: t('copy.diagnostic'),
      icon: ClipboardCopy,
      onSelect: () => copyDiagnostic(delivery, store.getState().dispatchView),
    },
  ];
  if (integrationId === null) return actions;
  const show = () =>
    navigate({
      ...screenChange('integrations'),
      q: `id:${integrationId}`,
      sel: integrationId,
      ...(tenantSet !== null && { set: tenantSet }),
    });
  return [
    ...actions,
    { kind: 'separator', id: 'separator' },
    { kind: 'action', id: 'integration', label: t('menu.integration'), icon: Webhook, onSelect: show },
  ];
}
