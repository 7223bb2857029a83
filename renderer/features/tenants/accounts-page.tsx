// The Accounts screen: every account of the open tenant set with its PBXs under it, and the one that is open beside them.
import { ChevronsDownUp } from 'lucide-react';
import { useEffect } from 'react';
import { ColumnsButton } from '../../app/feature/columns-button.tsx';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { StalePill } from '../../app/feature/list-place.tsx';
import { navigate, useAppLocation, useAppState } from '../../app/feature/use-app.ts';
import { useAskedQuery, useTenantSet } from '../../app/feature/use-list.ts';
import { Workspace } from '../../app/feature/workspace.tsx';
import { Counter } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Spring, ViewBar, ViewButton } from '../../ui/sheet.tsx';
import { AccountsTree } from './accounts-tree.tsx';
import { ApplicationsDialog } from './applications-dialog.tsx';
import { DetailPane } from './detail-pane.tsx';
import { selectOpened } from './selectors.ts';
import type { AccountsState } from './store.ts';
import { t } from './texts.ts';
import { useAccountColumns } from './use-account-columns.ts';
import { viewNames, viewQueries } from './views.ts';

type State = FrameState & AccountsState;

export function AccountsPage() {
  useQuestion();
  const opened = useAppState((state: State) => selectOpened(state));
  const name = opened?.kind === 'pbx' ? opened.pbx.friendlyName : opened?.account.name;
  return (
    <Workspace splitterName={t('splitter')} detail={<DetailPane />} detailName={name ?? t('detail')}>
      <Views />
      <AccountsTree />
      <ApplicationsDialog />
    </Workspace>
  );
}

/** Asks the engine whenever the address or the query bar asks something else. */
function useQuestion(): void {
  const { sort } = useAppLocation();
  const query = useAskedQuery('accounts');
  const tenantSet = useTenantSet()?.id ?? null;
  const listAsked = useAppState((state: State) => state.accounts.listAsked);
  const questionChanged = useAppState((state: State) => state.accountsView.questionChanged);
  useEffect(() => {
    if (tenantSet !== null && listAsked({ tenantSet, query, sort })) questionChanged();
  }, [tenantSet, query, sort, listAsked, questionChanged]);
}

function Views() {
  const query = useAskedQuery('accounts');
  const acts = useAppState((state: State) => state.accounts);
  const appsOffCount = acts.appsOffCount ?? 0;
  const hasExpanded = useAppState((state: State) => state.accountsView.expanded.length > 0);
  const chosen = useAccountColumns();
  const allCollapsed = useAppState((state: State) => state.accountsView.allCollapsed);
  return (
    <ViewBar label={t('views')}>
      {viewNames.map((name) => (
        <ViewButton
          key={name}
          isCurrent={query.trim() === viewQueries[name]}
          onClick={() => navigate({ q: viewQueries[name], sel: null })}
        >
          {t(name)}
          {name === 'view.appsOff' && appsOffCount > 0 && <Counter tone="warn">{formatNumber(appsOffCount)}</Counter>}
        </ViewButton>
      ))}
      <Spring />
      <StalePill subject="accounts" list={acts.list} acts={acts} />
      {hasExpanded && (
        <Button variant="quiet" size="small" icon={ChevronsDownUp} onClick={allCollapsed}>
          {t('view.collapse')}
        </Button>
      )}
      <ColumnsButton chosen={chosen} />
    </ViewBar>
  );
}
