// The last deliveries of an integration as lines: when, how it stands, how long. The Deliveries screen tells the rest.
import type { Delivery } from '../../../../shared/dispatch/delivery.ts';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import { describeDelivery } from '../../../app/feature/describe-delivery.ts';
import {
  formatDuration,
  formatInstant,
  formatNumber,
  formatOtherDay,
  formatSeconds,
} from '../../../app/feature/format.ts';
import type { FrameState } from '../../../app/feature/frame-state.ts';
import { readyValue } from '../../../app/feature/loadable.ts';
import { navigate, screenChange, useAppState } from '../../../app/feature/use-app.ts';
import { useNow } from '../../../app/feature/use-list.ts';
import { Button } from '../../../ui/button.tsx';
import { PaneSection } from '../../../ui/sheet.tsx';
import { StatusText } from '../../../ui/state-dot.tsx';
import { deliveriesQuery } from '../deliveries-query.ts';
import type { IntegrationsState } from '../store.ts';
import { t } from '../texts.ts';
import styles from './detail.module.css';

type State = FrameState & IntegrationsState;

const shownBesidePreview = 5;

interface OfIntegration {
  readonly integration: IntegrationRecord;
}

export function LastDeliveriesSection({ integration }: OfIntegration) {
  const deliveries = useAppState((state: State) => readyValue(state.integrationDetail.deliveries));
  if (deliveries === null || deliveries.rows.length === 0) return null;
  return (
    <PaneSection
      title={t('deliveries.last')}
      actions={<ShowInLog integration={integration} total={deliveries.total} />}
    >
      <DeliveryLines rows={deliveries.rows.slice(0, shownBesidePreview)} timeZone={integration.timeZone} />
    </PaneSection>
  );
}

export function ShowInLog({ integration, total }: OfIntegration & { readonly total: number | null }) {
  const open = () => navigate({ ...screenChange('deliveries'), q: deliveriesQuery(integration) });
  return (
    <Button variant="link" size="small" className={styles.more} onClick={open}>
      {total === null ? t('deliveries.showAll') : t('deliveries.show', { count: formatNumber(total) })}
    </Button>
  );
}

interface DeliveryLinesProps {
  readonly rows: readonly Delivery[];
  readonly timeZone: string;
}

export function DeliveryLines({ rows, timeZone }: DeliveryLinesProps) {
  const nowMs = useNow();
  return (
    <ul className={styles.lines} aria-label={t('deliveries.last')}>
      {rows.map((delivery) => {
        const standing = describeDelivery(delivery);
        const atMs = Date.parse(delivery.acceptedAt);
        return (
          <li key={delivery.id} className={styles.line}>
            <button
              type="button"
              className={styles.lineButton}
              onClick={() => navigate({ ...screenChange('deliveries'), sel: delivery.id })}
            >
              <time dateTime={delivery.acceptedAt} className={styles.when} title={formatInstant(atMs, timeZone)}>
                {formatOtherDay(delivery.acceptedAt, nowMs, timeZone) ?? formatSeconds(delivery.acceptedAt, timeZone)}
              </time>
              <StatusText icon={standing.icon} tone={standing.tone} detail={standing.detail}>
                {standing.word}
              </StatusText>
              <span className={styles.duration}>
                {delivery.durationMs === null ? '' : formatDuration(delivery.durationMs)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
