// What happened to one integration, newest first, from the journal.
import { History } from 'lucide-react';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import { formatInstant } from '../../../app/feature/format.ts';
import type { FrameState } from '../../../app/feature/frame-state.ts';
import { useAppState } from '../../../app/feature/use-app.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { PaneSection } from '../../../ui/sheet.tsx';
import { SkeletonLines } from '../../../ui/skeleton.tsx';
import type { IntegrationsState } from '../store.ts';
import { t } from '../texts.ts';
import { describeAct } from './describe-act.ts';
import styles from './detail.module.css';

export function HistoryTab({ integration: { timeZone } }: { readonly integration: IntegrationRecord }) {
  const history = useAppState((state: FrameState & IntegrationsState) => state.integrationDetail.history);
  switch (history.status) {
    case 'loading':
      return <SkeletonLines label={t('history.loading')} lines={5} />;
    case 'failed':
      return <ErrorPanel title={t('history.failed')}>{history.error.message}</ErrorPanel>;
    case 'ready':
      if (history.value.length === 0) {
        return (
          <EmptyState icon={History} title={t('history.none.title')}>
            {t('history.none.text')}
          </EmptyState>
        );
      }
      return (
        <PaneSection>
          <ol className={styles.acts} aria-label={t('tab.history')}>
            {history.value.map((line) => {
              const { icon, text } = describeAct(line);
              return (
                <li key={line.seq} className={styles.act}>
                  <Icon icon={icon} size="sm" />
                  <span>{text}</span>
                  <span className={styles.actDetail}>
                    <time dateTime={line.at}>{formatInstant(Date.parse(line.at), timeZone)}</time>
                    {` · ${line.actor}`}
                  </span>
                </li>
              );
            })}
          </ol>
        </PaneSection>
      );
  }
}
