// The Deliveries screen: the delivery log of the open tenant set as it grows, and the delivery that is open beside it.
import { useEffect } from 'react';
import { readyValue } from '../../app/feature/loadable.ts';
import { navigate, useAppLocation, useAppState, useFollowingAddress } from '../../app/feature/use-app.ts';
import { useAskedQuery, useTenantSet } from '../../app/feature/use-list.ts';
import { Workspace } from '../../app/feature/workspace.tsx';
import { nothingSelected } from '../../ui/grid/grid-selection.ts';
import { useToasts } from '../../ui/toast.tsx';
import { ActNews } from './act-news.tsx';
import { DeliveriesList } from './deliveries-list.tsx';
import { DeliveryPane } from './delivery-pane.tsx';
import { LogHistogram } from './log-histogram.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { ReplayEdited } from './replay-edited.tsx';
import { ReplayMany } from './replay-many.tsx';
import type { State } from './selectors.ts';
import { t } from './texts.ts';
import { ViewsBar } from './views-bar.tsx';

export function DeliveriesPage() {
  useQuestion();
  useOpenedDelivery();
  useReplayedDelivery();
  useCopyNews();
  const opened = useAppState((state: State) => state.dispatch.opened);
  const detail = opened === null ? null : readyValue(opened.delivery);
  return (
    <>
      <Workspace
        splitterName={t('splitter')}
        detail={<DeliveryPane opened={opened} />}
        detailName={detail?.integrationName ?? t('detail')}
        isWideDetail
      >
        <ViewsBar />
        <LogHistogram />
        <DeliveriesList />
      </Workspace>
      <ActNews />
      <ReplayMany />
      {detail !== null && <ReplayDialog delivery={detail} />}
      {detail !== null && <ReplayEdited delivery={detail} />}
    </>
  );
}

/** Asks the engine whenever the address or the query bar asks something else. */
function useQuestion(): void {
  const { sort } = useAppLocation();
  const query = useAskedQuery('deliveries');
  const tenantSet = useTenantSet()?.id ?? null;
  const selectionChanged = useAppState((state: State) => state.dispatchView.selectionChanged);
  const listAsked = useAppState((state: State) => state.dispatch.listAsked);
  useEffect(() => {
    if (tenantSet !== null && listAsked({ tenantSet, query, sort })) selectionChanged(nothingSelected);
  }, [tenantSet, query, sort, listAsked, selectionChanged]);
}

/** The address names the delivery in the detail pane. The active row names the next one, and an address from elsewhere the active row. */
function useOpenedDelivery(): void {
  const { sel } = useAppLocation();
  const deliveryOpened = useAppState((state: State) => state.dispatch.deliveryOpened);
  const activeId = useAppState((state: State) => state.dispatchView.activeId);
  const addressRead = useAppState((state: State) => state.dispatchView.addressRead);
  useFollowingAddress(activeId === null || activeId === sel ? null : { sel: activeId }, 'replace');
  useEffect(() => {
    deliveryOpened(sel);
    addressRead(sel);
  }, [sel, deliveryOpened, addressRead]);
}

/** A replay that became a delivery of its own is shown, so that its result is. */
function useReplayedDelivery(): void {
  const replayedAs = useAppState((state: State) => state.dispatch.replayedAs);
  const replayShown = useAppState((state: State) => state.dispatch.replayShown);
  useEffect(() => {
    if (replayedAs === null) return;
    navigate({ sel: replayedAs });
    replayShown();
  }, [replayedAs, replayShown]);
}

function useCopyNews(): void {
  const copied = useAppState((state: State) => state.dispatchView.copied);
  const copyNewsShown = useAppState((state: State) => state.dispatchView.copyNewsShown);
  const { show } = useToasts();
  useEffect(() => {
    if (copied === null) return;
    show({ text: t('copy.done', { what: t(`copy.${copied}Name`) }) });
    copyNewsShown();
  }, [copied, show, copyNewsShown]);
}
