// The last deliveries of one integration, and the way to the rest of them.
import { Send } from 'lucide-react';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import { formatZone } from '../../../app/feature/format.ts';
import type { FrameState } from '../../../app/feature/frame-state.ts';
import { useAppState } from '../../../app/feature/use-app.ts';
import { useNow } from '../../../app/feature/use-list.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { PaneSection } from '../../../ui/sheet.tsx';
import { SkeletonLines } from '../../../ui/skeleton.tsx';
import type { IntegrationsState } from '../store.ts';
import { t } from '../texts.ts';
import { DeliveryLines, ShowInLog } from './last-deliveries.tsx';

export function DeliveriesTab({ integration }: { readonly integration: IntegrationRecord }) {
  const deliveries = useAppState((state: FrameState & IntegrationsState) => state.integrationDetail.deliveries);
  const nowMs = useNow();
  switch (deliveries.status) {
    case 'loading':
      return <SkeletonLines label={t('deliveries.loading')} lines={5} />;
    case 'failed':
      return <ErrorPanel title={t('deliveries.failed')}>{deliveries.error.message}</ErrorPanel>;
    case 'ready': {
      const { rows, total } = deliveries.value;
      if (rows.length === 0) {
        return (
          <EmptyState icon={Send} title={t('deliveries.none.title')}>
            {t('deliveries.none.text')}
          </EmptyState>
        );
      }
      return (
        <PaneSection
          title={t('deliveries.title', { zone: formatZone(nowMs, integration.timeZone) })}
          actions={<ShowInLog integration={integration} total={total} />}
        >
          <DeliveryLines rows={rows} timeZone={integration.timeZone} />
        </PaneSection>
      );
    }
  }
}
