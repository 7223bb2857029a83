// The bar over the list: the usual views, or, while rows are selected, what can be done with them.
import { Play, Square } from 'lucide-react';
import { ColumnsButton } from '../../app/feature/columns-button.tsx';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { StalePill } from '../../app/feature/list-place.tsx';
import { SelectionBar } from '../../app/feature/selection-bar.tsx';
import { navigate, useAppState, useAppStore } from '../../app/feature/use-app.ts';
import { useAskedQuery } from '../../app/feature/use-list.ts';
import { Button } from '../../ui/button.tsx';
import { Spring, ViewBar, ViewButton } from '../../ui/sheet.tsx';
import { actLimit } from './acts-store.ts';
import { switchChosen } from './commands.ts';
import { selectListing } from './selectors.ts';
import type { IntegrationsState } from './store.ts';
import { t } from './texts.ts';
import { useIntegrationColumns } from './use-integration-columns.ts';
import styles from './views-bar.module.css';

type State = FrameState & IntegrationsState;

const views = [
  ['view.all', ''],
  ['view.off', 'enabled:false'],
  ['view.problems', 'has:problem'],
  ['view.drafts', 'has:draft'],
] as const;

export function ViewsBar() {
  const selected = useAppState((state: State) => selectListing(state).selected);
  return selected > 0 ? <IntegrationSelectionBar selected={selected} /> : <Views />;
}

function Views() {
  const query = useAskedQuery('integrations');
  const chosen = useIntegrationColumns();
  return (
    <ViewBar label={t('views')}>
      {views.map(([name, q]) => (
        <ViewButton key={name} isCurrent={query.trim() === q} onClick={() => navigate({ q, sel: null })}>
          {t(name)}
        </ViewButton>
      ))}
      <Spring />
      <Stale />
      <ColumnsButton chosen={chosen} />
    </ViewBar>
  );
}

function Stale() {
  const acts = useAppState((state: State) => state.integrations);
  return <StalePill subject="integrations" list={acts.list} acts={acts} />;
}

function IntegrationSelectionBar({ selected }: { readonly selected: number }) {
  const { selection, selectionChanged } = useAppState((state: State) => state.integrationsView);
  const matching = useAppState((state: State) => state.integrations.list.matching ?? 0);
  const remaining = useAppState((state: State) => state.integrationActs.remaining);
  return (
    <SelectionBar
      label={t('selection')}
      selection={selection}
      selected={selected}
      matching={matching}
      mostSelectable={actLimit}
      onSelectionChange={selectionChanged}
    >
      {remaining > 0 && <span className={styles.remaining}>{t('remaining', { count: formatNumber(remaining) })}</span>}
      <SwitchButton enabled selected={selected} />
      <SwitchButton enabled={false} selected={selected} />
    </SelectionBar>
  );
}

function SwitchButton({ enabled, selected }: { readonly enabled: boolean; readonly selected: number }) {
  const store = useAppStore<State>();
  const isBusy = useAppState((state: State) => state.integrationActs.remaining > 0);
  const tooMany = selected > actLimit ? t('tooMany', { limit: formatNumber(actLimit) }) : undefined;
  return (
    <Button
      variant="quiet"
      size="small"
      icon={enabled ? Play : Square}
      keys={enabled ? 'E' : 'D'}
      disabledReason={isBusy ? t('busy') : tooMany}
      onClick={() => switchChosen(store.getState(), enabled)}
    >
      {t(enabled ? 'act.enable' : 'act.disable')}
    </Button>
  );
}
