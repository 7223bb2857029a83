// The last 24 hours of an integration in its row: grey bars and the count; where some failed, that count, red with a cross.
import { X } from 'lucide-react';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Icon } from '../../ui/icon.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { sumOf } from './activity-store.ts';
import styles from './columns.module.css';
import type { IntegrationsState } from './store.ts';
import { t } from './texts.ts';

export function ActivityCell({ id }: { readonly id: string }) {
  const activity = useAppState((state: FrameState & IntegrationsState) => state.integrationActivity.byId[id]);
  if (activity === undefined) return null;
  const { accepted, failed } = activity;
  const [sent, failures] = [sumOf(accepted), sumOf(failed)];
  const name = t(failures === 0 ? 'activity' : 'activity.failed', {
    count: formatNumber(sent),
    failed: formatNumber(failures),
  });
  return (
    <span className={styles.activity} title={name}>
      <Sparkline values={accepted} failed={failed} />
      {failures === 0 ? (
        // No element of its own: it stands in every row.
        formatNumber(sent)
      ) : (
        <span className={styles.failures} role="img" aria-label={name}>
          <Icon icon={X} size="xs" tone="danger" />
          {formatNumber(failures)}
        </span>
      )}
    </span>
  );
}
