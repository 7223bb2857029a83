// The bar over the log: its views with what they hold, the window of time, and how many came while the reader was further down.
import { ArrowUp, RotateCcw } from 'lucide-react';
import { type MouseEvent, useState } from 'react';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { ColumnsButton } from '../../app/feature/columns-button.tsx';
import { formatNumber } from '../../app/feature/format.ts';
import { StalePill } from '../../app/feature/list-place.tsx';
import { currentLocation, navigate, useAppState, useAppStore, useQueryText } from '../../app/feature/use-app.ts';
import { useAskedQuery } from '../../app/feature/use-list.ts';
import { Counter } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Spring, ViewBar, ViewButton } from '../../ui/sheet.tsx';
import { chooseView, splitView, type ViewId, viewIds } from './log-query.ts';
import { DeliverySelectionBar } from './selection-bar.tsx';
import { type State, selectListing, selectMatching, selectViewCount } from './selectors.ts';
import { t } from './texts.ts';
import { TimeWindowMenu } from './time-window.tsx';
import { useDeliveryColumns } from './use-delivery-columns.ts';

export function ViewsBar() {
  const selected = useAppState((state: State) => selectListing(state).selected);
  return selected > 0 ? <DeliverySelectionBar selected={selected} /> : <Views />;
}

function Views() {
  const { view } = splitView(useAskedQuery('deliveries').trim());
  const acts = useAppState((state: State) => state.dispatch);
  const chosen = useDeliveryColumns();
  return (
    <ViewBar label={t('views')} isWaiting={useIsUncounted()}>
      {viewIds.map((id) => (
        <ViewButton
          key={id}
          isCurrent={view === id}
          onClick={() => navigate({ q: chooseView(currentLocation().q, id) })}
        >
          {t(`view.${id}`)}
          <ViewCount view={id} />
        </ViewButton>
      ))}
      <Spring />
      <StalePill subject="deliveries" list={acts.list} acts={acts} />
      <Fresh />
      <TimeWindowMenu />
      <ReplayMatching />
      <ColumnsButton chosen={chosen} />
    </ViewBar>
  );
}

/** Until the first counts have come; those after them take their places. */
function useIsUncounted(): boolean {
  const isUncounted = useAppState(
    (state: State) => state.dispatch.totals === null || selectListing(state).matching === null,
  );
  const [wasCounted, setWasCounted] = useState(false);
  if (!isUncounted && !wasCounted) setWasCounted(true);
  return !wasCounted;
}

function ReplayMatching() {
  const store = useAppStore<State>();
  const matching = useAppState((state: State) => selectListing(state).matching ?? 0);
  const ask = () => {
    const { dispatch, dispatchView } = store.getState();
    const { question } = dispatch.list;
    if (question !== null) dispatchView.replayManyAskedFor(selectMatching(question, new Set()));
  };
  const isUnderstood = parseQuery(useQueryText(), 'deliveries').ok;
  if (matching === 0) return null;
  return (
    <Button
      size="small"
      icon={RotateCcw}
      disabledReason={isUnderstood ? undefined : t('many.queryWrong')}
      onClick={ask}
    >
      {t('many.ask', { count: formatNumber(matching) })}
    </Button>
  );
}

function ViewCount({ view }: { readonly view: ViewId }) {
  const count = useAppState((state: State) => selectViewCount(state.dispatch.totals, view));
  if (count === null || count === 0) return null;
  return <Counter tone={view === 'failed' ? 'danger' : 'neutral'}>{formatNumber(count)}</Counter>;
}

/** Further down the list stays still and says how many came. */
function Fresh() {
  const isFollowing = useAppState((state: State) => state.dispatch.isFollowing);
  const freshCount = useAppState((state: State) => state.dispatch.freshCount);
  if (isFollowing || freshCount === 0) return null;
  const goToTop = ({ currentTarget }: MouseEvent) => {
    currentTarget.closest('section')?.querySelector('[role="grid"]')?.scrollTo({ top: 0 });
    navigate({ sort: null }, 'replace');
  };
  return (
    <Button variant="quiet" size="small" icon={ArrowUp} onClick={goToTop}>
      {t('fresh', { count: formatNumber(freshCount) })}
    </Button>
  );
}
