// The Deliveries screen: the delivery log of the open tenant set as it grows, and the delivery that is open beside it.
import { ArrowUp } from 'lucide-react';
import { type MouseEvent, useEffect } from 'react';
import { ColumnsButton } from '../../app/feature/columns-button.tsx';
import { formatNumber } from '../../app/feature/format.ts';
import { StalePill } from '../../app/feature/list-place.tsx';
import { readyValue } from '../../app/feature/loadable.ts';
import { navigate, useAppLocation, useAppState, useFollowingAddress } from '../../app/feature/use-app.ts';
import { useAskedQuery, useTenantSet } from '../../app/feature/use-list.ts';
import { Workspace } from '../../app/feature/workspace.tsx';
import { Button } from '../../ui/button.tsx';
import { Spring, ViewBar, ViewButton } from '../../ui/sheet.tsx';
import { StateDot } from '../../ui/state-dot.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { DeliveriesList } from './deliveries-list.tsx';
import styles from './deliveries-page.module.css';
import { DeliveryPane } from './delivery-pane.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import type { State } from './selectors.ts';
import { t } from './texts.ts';
import { useDeliveryColumns } from './use-delivery-columns.ts';

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
        <Views />
        <DeliveriesList />
      </Workspace>
      {detail !== null && <ReplayDialog delivery={detail} />}
    </>
  );
}

/** Asks the engine whenever the address or the query bar asks something else. */
function useQuestion(): void {
  const { sort } = useAppLocation();
  const query = useAskedQuery('deliveries');
  const tenantSet = useTenantSet()?.id ?? null;
  const listAsked = useAppState((state: State) => state.dispatch.listAsked);
  useEffect(() => {
    if (tenantSet !== null) listAsked({ tenantSet, query, sort });
  }, [tenantSet, query, sort, listAsked]);
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

const views = [
  ['view.all', ''],
  ['view.failed', 'result:* -result:delivered'],
  ['view.dead', 'outcome:dead'],
  ['view.replays', 'replay:*'],
] as const;

function Views() {
  const query = useAskedQuery('deliveries');
  const acts = useAppState((state: State) => state.dispatch);
  const chosen = useDeliveryColumns();
  return (
    <ViewBar label={t('views')}>
      {views.map(([name, q]) => (
        <ViewButton key={name} isCurrent={query.trim() === q} onClick={() => navigate({ q })}>
          {t(name)}
        </ViewButton>
      ))}
      <Spring />
      <StalePill subject="deliveries" list={acts.list} acts={acts} />
      <Newest />
      <ColumnsButton chosen={chosen} />
    </ViewBar>
  );
}

/** Whether the list moves by itself; further down it stays still and says how many came. */
function Newest() {
  const isFollowing = useAppState((state: State) => state.dispatch.isFollowing);
  const freshCount = useAppState((state: State) => state.dispatch.freshCount);
  if (isFollowing) {
    return (
      <span className={styles.following}>
        <StateDot isOn>{t('following')}</StateDot>
      </span>
    );
  }
  if (freshCount === 0) return null;
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
