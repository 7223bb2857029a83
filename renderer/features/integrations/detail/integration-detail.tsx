// The detail pane of one integration: what it is, the request it makes, its last deliveries and its history.
import { Ellipsis, Radio, Terminal, Webhook } from 'lucide-react';
import { useState } from 'react';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import { formatNumber } from '../../../app/feature/format.ts';
import type { FrameState } from '../../../app/feature/frame-state.ts';
import { type Loadable, readyValue } from '../../../app/feature/loadable.ts';
import { navigate, useAppLocation, useAppState } from '../../../app/feature/use-app.ts';
import { useTenantSet } from '../../../app/feature/use-list.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { PaneFoot, PaneHead, Spring } from '../../../ui/sheet.tsx';
import { SkeletonLines } from '../../../ui/skeleton.tsx';
import { StateDot } from '../../../ui/state-dot.tsx';
import { type TabItem, Tabs } from '../../../ui/tabs.tsx';
import { useRowMenu } from '../row-menu.ts';
import type { IntegrationsState } from '../store.ts';
import { t } from '../texts.ts';
import { DeliveriesTab } from './deliveries-tab.tsx';
import styles from './detail.module.css';
import { HistoryTab } from './history-tab.tsx';
import { PreviewTab } from './preview-tab.tsx';
import { SummaryTab } from './summary-tab.tsx';
import { useCopyAsCurl, useDetail } from './use-detail.ts';

type State = FrameState & IntegrationsState;

export function IntegrationDetailPane({ opened }: { readonly opened: Loadable<IntegrationRecord> | null }) {
  if (opened === null) {
    return (
      <EmptyState icon={Webhook} title={t('none.title')}>
        {t('none.text')}
      </EmptyState>
    );
  }
  switch (opened.status) {
    case 'loading':
      return <SkeletonLines label={t('loading')} lines={6} />;
    case 'failed':
      return (
        <ErrorPanel
          title={t('failed.one')}
          facts={[{ term: t('failed.code'), value: opened.error.code, isMono: true }]}
        >
          {opened.error.message}
        </ErrorPanel>
      );
    case 'ready':
      return <Detail integration={opened.value} />;
  }
}

const tabIds = ['summary', 'preview', 'deliveries', 'history'] as const;
type TabId = (typeof tabIds)[number];

function Detail({ integration }: { readonly integration: IntegrationRecord }) {
  const { tab } = useAppLocation();
  useDetail(integration);
  const sent = useSentCount();
  const items: readonly TabItem<TabId>[] = [
    { id: 'summary', label: t('tab.summary'), render: () => <SummaryTab integration={integration} /> },
    { id: 'preview', label: t('tab.preview'), render: () => <PreviewTab integration={integration} /> },
    {
      id: 'deliveries',
      label: t('tab.deliveries'),
      count: sent.total === null || sent.total === 0 ? undefined : formatNumber(sent.total),
      isCountOld: sent.isOld,
      render: () => <DeliveriesTab integration={integration} />,
    },
    { id: 'history', label: t('tab.history'), render: () => <HistoryTab integration={integration} /> },
  ];
  return (
    <>
      <Head integration={integration} />
      <Tabs
        label={t('tabs')}
        items={items}
        value={tabIds.find((id) => id === tab) ?? 'preview'}
        onChange={(next) => navigate({ tab: next }, 'replace')}
        isWaiting={sent.isOld && sent.total === null}
      />
      <Foot integration={integration} />
    </>
  );
}

/** While one integration's count is read, the one before keeps its place. */
function useSentCount(): { readonly total: number | null; readonly isOld: boolean } {
  const deliveries = useAppState((state: State) => state.integrationDetail.deliveries);
  const total = readyValue(deliveries)?.total ?? null;
  const [last, setLast] = useState(total);
  if (deliveries.status !== 'loading' && last !== total) setLast(total);
  return deliveries.status === 'loading' ? { total: last, isOld: true } : { total, isOld: false };
}

function Head({ integration }: { readonly integration: IntegrationRecord }) {
  const { id, name, enabled, accountName, friendlyName, hasDraft } = integration;
  const menu = useRowMenu(integration);
  const actions = (
    <>
      <Menu align="end" items={menu} trigger={<IconButton icon={Ellipsis} name={t('menu', { name })} size="small" />} />
      <Button
        variant="primary"
        size="small"
        keys="Enter"
        aria-label={t('edit.name', { name })}
        onClick={() => navigate({ edit: 'true', sel: id })}
      >
        {t('edit')}
      </Button>
    </>
  );
  return (
    <PaneHead title={name} actions={actions} mark={hasDraft ? <Badge tone="info">{t('draft')}</Badge> : undefined}>
      <StateDot isOn={enabled}>{t(enabled ? 'on' : 'off')}</StateDot>
      <span className={styles.quiet}>·</span>
      <span className={styles.place}>{`${accountName} / ${friendlyName ?? t('scope.account')}`}</span>
    </PaneHead>
  );
}

function Foot({ integration }: { readonly integration: IntegrationRecord }) {
  const { id, triggerEvent } = integration;
  const sendAsked = useAppState((state: State) => state.integrationActs.sendAsked);
  const sample = useAppState((state: State) => state.integrationsView.sample);
  const copyAsCurl = useCopyAsCurl(integration);
  const set = useTenantSet();
  return (
    <PaneFoot>
      <Button size="small" icon={Radio} onClick={() => sendAsked({ id, triggerEvent, sample })}>
        {t('send')}
      </Button>
      {set?.connector === 'sandbox' && (
        <Button size="small" variant="quiet" disabledReason={t('sendAway.sandbox')}>
          {t('sendAway')}
        </Button>
      )}
      <Spring />
      <Button
        size="small"
        variant="quiet"
        icon={Terminal}
        onClick={copyAsCurl ?? undefined}
        disabledReason={copyAsCurl === null ? t('copyCurl.none') : undefined}
      >
        {t('copyCurl')}
      </Button>
    </PaneFoot>
  );
}
