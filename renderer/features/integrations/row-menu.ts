// What can be done to one integration, as a menu: of the context menu in the list and of the button in the detail pane.
import { CopyPlus, PencilLine, Play, Plus, Radio, Square, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import { nameKeys } from '../../app/feature/commands.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { navigate, useAppStore } from '../../app/feature/use-app.ts';
import type { MenuItem } from '../../ui/menu-items.tsx';
import { keysOf } from './keys.ts';
import { placeOf } from './selectors.ts';
import type { IntegrationsState } from './store.ts';
import { t } from './texts.ts';

export function useRowMenu(row: IntegrationRecord | null): readonly MenuItem[] {
  const store = useAppStore<FrameState & IntegrationsState>();
  return useMemo(() => (row === null ? [] : listActions(row, () => store.getState())), [row, store]);
}

function listActions(row: IntegrationRecord, read: () => IntegrationsState): readonly MenuItem[] {
  const { id, enabled, triggerEvent } = row;
  const action = (name: 'edit' | 'send' | 'duplicate' | 'new' | 'delete') => ({
    ...{ kind: 'action' as const, id: name, label: t(`act.${name}`) },
    ...(keysOf[name] !== undefined && { keys: nameKeys(keysOf[name]).join(' ') }),
  });
  return [
    { ...action('edit'), icon: PencilLine, onSelect: () => navigate({ edit: 'true', sel: id }) },
    {
      ...{ kind: 'action', id: 'switch', label: t(enabled ? 'act.disable' : 'act.enable') },
      ...{ icon: enabled ? Square : Play, keys: nameKeys(enabled ? keysOf.disable : keysOf.enable).join(' ') },
      onSelect: () => read().integrationActs.switchAsked([id], !enabled),
    },
    {
      ...{ ...action('send'), icon: Radio },
      onSelect: () => read().integrationActs.sendAsked({ id, triggerEvent, sample: read().integrationsView.sample }),
    },
    { kind: 'separator', id: 'make' },
    { ...action('duplicate'), icon: CopyPlus, onSelect: () => read().integrationActs.duplicateAsked(id) },
    { ...action('new'), icon: Plus, onSelect: () => navigate({ edit: 'new', sel: placeOf(row) }) },
    { kind: 'separator', id: 'end' },
    {
      ...{ ...action('delete'), icon: Trash2, isDanger: true },
      ...(enabled && { disabledReason: t('delete.enabled') }),
      onSelect: () => read().integrationsView.deleteConsidered(row),
    },
  ];
}
