// In the place of the views while rows are selected: what can be done with them.
import { ArchiveRestore, ChevronDown, Download, RotateCcw, X } from 'lucide-react';
import { formatNumber } from '../../app/feature/format.ts';
import { useAppState, useAppStore } from '../../app/feature/use-app.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TickBox } from '../../ui/grid/grid-row.tsx';
import { allMatchingSelected, nothingSelected, selectionState } from '../../ui/grid/grid-selection.ts';
import { Menu } from '../../ui/menu.tsx';
import { Spring, ViewBar } from '../../ui/sheet.tsx';
import styles from './selection-bar.module.css';
import { replaySelected, type State, selectChosen } from './selectors.ts';
import { t } from './texts.ts';

const exportKinds = ['har', 'ndjson'] as const;

export function SelectionBar({ selected }: { readonly selected: number }) {
  const store = useAppStore<State>();
  const { selection, selectionChanged } = useAppState((state: State) => state.dispatchView);
  const matching = useAppState((state: State) => state.dispatch.list.matching ?? 0);
  const isExporting = useAppState((state: State) => state.dispatchActs.isExporting);
  const clear = () => selectionChanged(nothingSelected);
  const onChosen = (
    act: (acts: State['dispatchActs'], chosen: NonNullable<ReturnType<typeof selectChosen>>) => void,
  ) => {
    const state = store.getState();
    const chosen = selectChosen(state);
    if (chosen !== null) act(state.dispatchActs, chosen);
  };
  return (
    <ViewBar label={t('selection')} isBulk>
      <span className={styles.tick} onClickCapture={clear}>
        <TickBox name={t('clearSelection')} checked={selectionState(selection, matching)} tabIndex={0} />
      </span>
      <span className={styles.count}>{t('selected', { count: formatNumber(selected) })}</span>
      {selected < matching && (
        <Button variant="link" size="small" onClick={() => selectionChanged(allMatchingSelected)}>
          {t('selectMatching', { count: formatNumber(matching) })}
        </Button>
      )}
      <Spring />
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
      <Button variant="quiet" size="small" onClick={() => onChosen((acts, chosen) => acts.discardAsked(chosen))}>
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
      <IconButton icon={X} size="small" name={t('clearSelection')} keys="Esc" onClick={clear} />
    </ViewBar>
  );
}
