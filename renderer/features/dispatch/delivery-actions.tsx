// The acts on the delivery that is open, for its menu and the row's: the same ones, with the keys of their commands.
import {
  ArchiveRestore,
  ArchiveX,
  CircleMinus,
  ClipboardCopy,
  FileJson,
  PencilLine,
  RotateCcw,
  SlidersHorizontal,
  Terminal,
  Webhook,
} from 'lucide-react';
import type { Delivery, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { Shell } from '../../../shared/request/quote-word.ts';
import { navigate, screenChange, useAppState, useAppStore } from '../../app/feature/use-app.ts';
import type { MenuItem } from '../../ui/menu-items.tsx';
import { copyAsCurl, copyAsHar, copyDiagnostic } from './copy-delivery.ts';
import { askReplay, type State, selectOpened } from './selectors.ts';
import { t } from './texts.ts';
import type { DispatchView } from './view.ts';

/** What its outcome lets one do. */
function standingActions({ id, outcome }: Delivery, read: () => State): readonly MenuItem[] {
  const selection = { ids: [id] };
  if (outcome === 'pending') {
    const cancel = () => read().dispatchActs.cancelAsked(selection);
    return [{ kind: 'action', id: 'cancel', label: t('menu.cancel'), icon: CircleMinus, onSelect: cancel }];
  }
  if (outcome !== 'dead') return [];
  return [
    {
      ...{ kind: 'action', id: 'requeue', label: t('dead.requeue'), icon: ArchiveRestore },
      onSelect: () => read().dispatchActs.requeueAsked(selection),
    },
    {
      ...{ kind: 'action', id: 'discard', label: t('dead.discard'), icon: ArchiveX },
      onSelect: () => read().dispatchActs.discardAsked(selection),
    },
  ];
}

/** Secrets stay masked in all of them. */
function listCopies(delivery: DeliveryDetail, read: () => DispatchView): readonly MenuItem[] {
  const curl = (shell: Shell): MenuItem => ({
    kind: 'action',
    id: `curl-${shell}`,
    label: t(`copy.curl.${shell}`),
    icon: Terminal,
    ...(shell === 'bash' && { keys: 'Alt C' }),
    onSelect: () => copyAsCurl(delivery, read(), shell),
  });
  return [
    ...(['bash', 'powershell', 'cmd'] as const).map(curl),
    { kind: 'action', id: 'har', label: t('copy.har'), icon: FileJson, onSelect: () => copyAsHar(delivery, read()) },
    {
      ...{ kind: 'action', id: 'diagnostic', label: t('copy.diagnostic'), icon: ClipboardCopy },
      onSelect: () => copyDiagnostic(delivery, read()),
    },
  ];
}

export function useCopyActions(delivery: DeliveryDetail): readonly MenuItem[] {
  const store = useAppStore<State>();
  return listCopies(delivery, () => store.getState().dispatchView);
}

export function useDeliveryActions(): readonly MenuItem[] {
  const store = useAppStore<State>();
  const delivery = useAppState(selectOpened);
  if (delivery === null) return [];
  const { tenantSet, integrationId } = delivery;
  const isPending = delivery.outcome === 'pending';
  const inSet = tenantSet === null ? {} : { set: tenantSet };
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
      id: 'edited',
      label: t('edited.ask'),
      icon: PencilLine,
      ...(isPending && { disabledReason: t('replay.pending') }),
      onSelect: () => store.getState().dispatchView.editingBegun(),
    },
    ...standingActions(delivery, store.getState),
    { kind: 'separator', id: 'copies' },
    ...listCopies(delivery, () => store.getState().dispatchView),
  ];
  const showEndpoint: MenuItem = {
    kind: 'action',
    id: 'endpoint',
    label: t('menu.endpoint'),
    icon: SlidersHorizontal,
    onSelect: () => navigate({ ...screenChange('settings'), path: ['endpoints', delivery.endpoint], ...inSet }),
  };
  if (integrationId === null) return [...actions, { kind: 'separator', id: 'separator' }, showEndpoint];
  const show = () =>
    navigate({
      ...screenChange('integrations'),
      q: `id:${integrationId}`,
      sel: integrationId,
      ...inSet,
    });
  return [
    ...actions,
    { kind: 'separator', id: 'separator' },
    { kind: 'action', id: 'integration', label: t('menu.integration'), icon: Webhook, onSelect: show },
    showEndpoint,
  ];
}
