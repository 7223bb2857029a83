// The columns of the delivery log. Under 1600 px Account / PBX is not among the usual ones.
import { findTrigger } from '../../../shared/catalog/trigger-events.ts';
import type { Delivery } from '../../../shared/dispatch/delivery.ts';
import { describeDelivery } from '../../app/feature/describe-delivery.ts';
import {
  formatClock,
  formatDuration,
  formatInstant,
  formatOtherDay,
  formatSeconds,
  formatZone,
} from '../../app/feature/format.ts';
import type { GridColumn } from '../../ui/grid/grid-model.ts';
import { MiddleTruncated } from '../../ui/middle-truncated.tsx';
import { StatusText } from '../../ui/state-dot.tsx';
import styles from './columns.module.css';
import { namePlace } from './selectors.ts';
import { t } from './texts.ts';

type Column = GridColumn<Delivery>;

export interface ColumnWish {
  readonly isWide: boolean;
  readonly nowMs: number;
  readonly timeZone: string;
}

export function deliveryColumns(wish: ColumnWish): readonly Column[] {
  const { isWide } = wish;
  return [
    timeColumn(wish),
    { ...event, width: isWide ? 130 : 112 },
    { ...integration, width: isWide ? 150 : 120 },
    place,
    url,
    { ...outcome, width: isWide ? 190 : 158 },
    { ...attempts, width: isWide ? 60 : 44 },
    { ...duration, width: isWide ? 96 : 78 },
  ];
}

export function usualColumns(isWide: boolean): readonly string[] {
  const place = isWide ? ['place'] : [];
  return ['acceptedAt', 'event', 'name', ...place, 'outcome', 'attempts', 'duration'];
}

/** "AEDT": the name of the zone at that time. */
function nameZone(nowMs: number, timeZone: string): string {
  return formatZone(nowMs, timeZone).replace(/ \(.*$/, '');
}

function timeColumn({ nowMs, timeZone }: Omit<ColumnWish, 'isWide'>): Column {
  return {
    id: 'acceptedAt',
    header: t('column.time', { zone: nameZone(nowMs, timeZone) }),
    isHideable: false,
    // A time is never cut: "27 Nov, 10:41:07".
    width: 128,
    isSortable: true,
    render: ({ acceptedAt }) => {
      const day = formatOtherDay(acceptedAt, nowMs, timeZone);
      return (
        <span className={styles.time}>
          {day === null ? formatClock(acceptedAt, timeZone) : `${day}, ${formatSeconds(acceptedAt, timeZone)}`}
        </span>
      );
    },
    text: ({ acceptedAt }) => formatInstant(Date.parse(acceptedAt), timeZone),
  };
}

export function nameEvent({ trigger }: Pick<Delivery, 'trigger'>): string {
  return findTrigger(trigger)?.listLabel ?? trigger;
}

const event: Column = {
  id: 'event',
  header: t('column.event'),
  width: 112,
  flex: 1,
  render: nameEvent,
  text: nameEvent,
};

const integration: Column = {
  id: 'name',
  header: t('column.integration'),
  width: 120,
  flex: 1.1,
  render: ({ integrationName }) => <span className={styles.name}>{integrationName}</span>,
  text: ({ integrationName }) => integrationName,
};

export function placeOf(delivery: Delivery): string {
  return namePlace(delivery, { file: t('place.file'), account: t('scope.account') });
}

const place: Column = {
  id: 'place',
  header: t('column.place'),
  width: 170,
  flex: 1.2,
  render: (delivery) => <span className={styles.place}>{placeOf(delivery)}</span>,
  text: placeOf,
};

const url: Column = {
  id: 'url',
  header: t('column.url'),
  width: 180,
  flex: 1.4,
  render: ({ method, url: to }) => <MiddleTruncated text={`${method} ${to.replace(/^https:\/\//, '')}`} isMono />,
  text: ({ method, url: to }) => `${method} ${to}`,
};

const outcome: Column = {
  id: 'outcome',
  header: t('column.outcome'),
  width: 158,
  render: (delivery) => {
    const { icon, tone, word, detail } = describeDelivery(delivery);
    return (
      <StatusText icon={icon} tone={tone} detail={detail}>
        {word}
      </StatusText>
    );
  },
  text: (delivery) => {
    const { word, detail } = describeDelivery(delivery);
    return detail === undefined ? word : `${word} ${detail}`;
  },
};

const attempts: Column = {
  id: 'attempts',
  header: t('column.attempts'),
  width: 44,
  align: 'end',
  render: ({ attemptCount }) => <span className={styles.number}>{attemptCount}</span>,
  text: ({ attemptCount }) => String(attemptCount),
};

const duration: Column = {
  id: 'duration',
  header: t('column.duration'),
  width: 78,
  align: 'end',
  render: ({ durationMs }) => (
    <span className={styles.number}>{durationMs === null ? '' : formatDuration(durationMs)}</span>
  ),
  text: ({ durationMs }) => (durationMs === null ? '' : formatDuration(durationMs)),
};
