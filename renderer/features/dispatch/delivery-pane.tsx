// The detail pane of one delivery: its attempts, the request as built, what came back, and the replay.
import { Copy, Ellipsis, RotateCcw, Send } from 'lucide-react';
import { findTrigger } from '../../../shared/catalog/trigger-events.ts';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { formatNumber } from '../../app/feature/format.ts';
import { navigate, useAppLocation, useAppState, useAppStore } from '../../app/feature/use-app.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Menu } from '../../ui/menu.tsx';
import { PaneHead } from '../../ui/sheet.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { type TabItem, Tabs } from '../../ui/tabs.tsx';
import { AttemptsTab } from './attempts-tab.tsx';
import { placeOf } from './columns.tsx';
import { useCopyActions, useDeliveryActions } from './delivery-actions.tsx';
import styles from './delivery-pane.module.css';
import { DiffTab } from './diff-tab.tsx';
import { ReplayFoot } from './replay-foot.tsx';
import { RequestTab } from './request-tab.tsx';
import { ResponseTab } from './response-tab.tsx';
import { askReplay, type State, selectListing } from './selectors.ts';
import type { OpenedDelivery } from './store.ts';
import { t } from './texts.ts';

export function DeliveryPane({ opened }: { readonly opened: OpenedDelivery | null }) {
  if (opened === null) {
    return (
      <EmptyState icon={Send} title={t('none.title')}>
        {t('none.text')}
      </EmptyState>
    );
  }
  switch (opened.delivery.status) {
    case 'loading':
      return <SkeletonLines label={t('loading')} lines={6} />;
    case 'failed':
      return <ErrorPanel title={t('open.failed')}>{opened.delivery.error.message}</ErrorPanel>;
    case 'ready':
      return <Opened delivery={opened.delivery.value} />;
  }
}

function Opened({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { trigger, integrationName, replayOf } = delivery;
  return (
    <>
      <PaneHead
        title={findTrigger(trigger)?.label ?? trigger}
        mark={replayOf !== null && <Badge>{t('badge.replay')}</Badge>}
        actions={<HeadActions delivery={delivery} />}
      >
        <span className={styles.sub}>{integrationName}</span>
        <span className={styles.dot}>·</span>
        <span className={styles.sub}>{placeOf(delivery)}</span>
      </PaneHead>
      <Parts delivery={delivery} />
      <ReplayFoot delivery={delivery} />
    </>
  );
}

function HeadActions({ delivery }: { readonly delivery: DeliveryDetail }) {
  const store = useAppStore<State>();
  const items = useDeliveryActions();
  const isPending = delivery.outcome === 'pending';
  // With rows selected the key acts on those.
  const hasSelection = useAppState((state: State) => selectListing(state).selected > 0);
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton icon={Copy} size="small" name={t('copy.name')} />}
        items={useCopyActions(delivery)}
      />
      <Menu align="end" trigger={<IconButton icon={Ellipsis} size="small" name={t('more')} />} items={items} />
      <Button
        variant="primary"
        size="small"
        icon={RotateCcw}
        {...(hasSelection ? {} : { keys: 'R', 'aria-keyshortcuts': 'R' })}
        onClick={() => askReplay(store.getState())}
        {...(isPending && { disabledReason: t('replay.pending') })}
      >
        {t('replay.act')}
      </Button>
    </>
  );
}

type TabId = 'attempts' | 'request' | 'response' | 'diff';

function Parts({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { tab } = useAppLocation();
  const held = useAppState((state: State) => state.dispatch.opened?.held ?? null);
  const items: readonly TabItem<TabId>[] = [
    {
      id: 'attempts',
      label: t('tab.attempts'),
      count: formatNumber(delivery.attempts.length),
      render: () => <AttemptsTab delivery={delivery} held={held} />,
    },
    { id: 'request', label: t('tab.request'), render: () => <RequestTab delivery={delivery} /> },
    { id: 'response', label: t('tab.response'), render: () => <ResponseTab delivery={delivery} /> },
    { id: 'diff', label: t('tab.diff'), render: () => <DiffTab key={delivery.id} delivery={delivery} /> },
  ];
  const open = items.find(({ id }) => id === tab)?.id ?? 'attempts';
  return (
    <Tabs
      label={t('tabs')}
      items={items}
      value={open}
      onChange={(id) => navigate({ tab: id === 'attempts' ? null : id }, 'replace')}
    />
  );
}
