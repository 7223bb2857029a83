// The dock's Deliveries: the newest ones of every tenant set as they come, and the way to each.
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { describeDelivery } from '../../app/feature/describe-delivery.ts';
import { formatClock, formatDuration } from '../../app/feature/format.ts';
import { navigate, screenChange, useAppState } from '../../app/feature/use-app.ts';
import { StatusText } from '../../ui/state-dot.tsx';
import { nameEvent, placeOf } from './columns.tsx';
import { screenId } from './commands.ts';
import styles from './recent-deliveries.module.css';
import type { State } from './selectors.ts';
import { t } from './texts.ts';

export function RecentDeliveries() {
  const recent = useAppState((state: State) => state.dispatch.recent);
  if (recent.length === 0) return <p className={styles.none}>{t('dock.none')}</p>;
  return (
    <ul className={styles.list}>
      {recent.map((delivery) => {
        const { icon, tone, word, detail } = describeDelivery(delivery);
        const open = () =>
          navigate({
            ...screenChange(screenId),
            sel: delivery.id,
            ...(delivery.tenantSet !== null && { set: delivery.tenantSet }),
          });
        return (
          <li key={delivery.id}>
            <button type="button" className={styles.entry} onClick={open}>
              <span className={styles.time}>{formatClock(delivery.acceptedAt, defaultTimeZone)}</span>
              <span>{nameEvent(delivery)}</span>
              <span className={styles.name}>{delivery.integrationName}</span>
              <span className={styles.place}>{placeOf(delivery)}</span>
              <StatusText icon={icon} tone={tone} detail={detail}>
                {word}
              </StatusText>
              <span className={styles.duration}>
                {delivery.durationMs !== null && formatDuration(delivery.durationMs)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
