// What can be done with selected deliveries, in the place of the views.
import { ArchiveRestore, ArchiveX, ChevronDown, Download, RotateCcw } from 'lucide-react';
import { SelectionBar } from '../../app/feature/selection-bar.tsx';
import { useAppState, useAppStore } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { replaySelected, type State, selectChosen } from './selectors.ts';
import { t } from './texts.ts';

const exportKinds = ['har', 'ndjson'] as const;

export function DeliverySelectionBar({ selected }: { readonly selected: number }) {
  const store = useAppStore<State>();
  const { selection, selectionChanged } = useAppState((state: State) => state.dispatchView);
  const matching = useAppState((state: State) => state.dispatch.list.matching ?? 0);
  const isExporting = useAppState((state: State) => state.dispatchActs.isExporting);
  const onChosen = (
    act: (acts: State['dispatchActs'], chosen: NonNullable<ReturnType<typeof selectChosen>>) => void,
  ) => {
    const state = store.getState();
    const chosen = selectChosen(state);
    if (chosen !== null) act(state.dispatchActs, chosen);
  };
  return (
    <SelectionBar
      label={t('selection')}
      selection={selection}
      selected={selected}
      matching={matching}
      onSelectionChange={selectionChanged}
    >
      <Button variant="quiet" size="small" icon={RotateCcw} keys="R" onClick={() => replaySelected(store.getState())}>
        {t('replay.ask')}
      </Button>
      <Button
        variant="quiet"
        size="small"
        icon={ArchiveRestore}
        onClick={() => onChosen((acts, chosen) => acts.requeueAsked(chosen))}
      >
        {t('dead.requeue')}
      </Button>
      <Button
        variant="quiet"
        size="small"
        icon={ArchiveX}
        onClick={() => onChosen((acts, chosen) => acts.discardAsked(chosen))}
      >
        {t('dead.discard')}
      </Button>
      <Menu
        align="end"
        trigger={
          <Button
            variant="quiet"
            size="small"
            icon={Download}
            trailingIcon={ChevronDown}
            disabledReason={isExporting ? t('export.busy') : undefined}
          >
            {t('export.ask')}
          </Button>
        }
        items={exportKinds.map((kind) => ({
          kind: 'action',
          id: kind,
          label: t(`export.${kind}`),
          ...(isExporting && { disabledReason: t('export.busy') }),
          onSelect: () => onChosen((acts, chosen) => acts.exportAsked(chosen, kind)),
        }))}
      />
    </SelectionBar>
  );
}
