// The columns of the integrations list. Account and PBX share one when PBX is no column of its own, as is usual under 1600 px.
import { findTrigger } from '../../../shared/catalog/trigger-events.ts';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import { formatAgo, formatInstant } from '../../app/feature/format.ts';
import type { GridColumn } from '../../ui/grid/grid-model.ts';
import { Icon } from '../../ui/icon.tsx';
import { MiddleTruncated } from '../../ui/middle-truncated.tsx';
import { StateDot } from '../../ui/state-dot.tsx';
import { ActivityCell } from './activity-cell.tsx';
import styles from './columns.module.css';
import { listMarks } from './row-marks.ts';
import { t } from './texts.ts';

type Column = GridColumn<IntegrationRecord>;

const state: Column = {
  id: 'enabled',
  header: t('column.state'),
  width: 54,
  isSortable: true,
  render: ({ enabled }) => <StateDot isOn={enabled}>{t(enabled ? 'on' : 'off')}</StateDot>,
  text: ({ enabled }) => t(enabled ? 'on' : 'off'),
};

const name: Column = {
  id: 'name',
  header: t('column.name'),
  width: 140,
  flex: 1,
  isHideable: false,
  isSortable: true,
  render: (row) => {
    const marks = listMarks(row);
    if (marks.length === 0) return <span className={styles.name}>{row.name}</span>;
    return (
      <span className={styles.marked}>
        <span className={styles.name}>{row.name}</span>
        {marks.map(({ id, icon, tone }) => (
          <span key={id} role="img" aria-label={t(id)} title={t(id)} className={styles.mark}>
            <Icon icon={icon} size="xs" tone={tone} />
          </span>
        ))}
      </span>
    );
  },
  text: (row) => row.name,
};

const place: Column = {
  id: 'account',
  header: t('column.place'),
  width: 196,
  flex: 1.4,
  isSortable: true,
  render: (row) => (
    <>
      {row.accountName}
      <span className={styles.quiet}> / {row.friendlyName ?? t('scope.account')}</span>
    </>
  ),
  text: (row) => `${row.accountName} / ${row.friendlyName ?? t('scope.account')}`,
};

const account: Column = {
  ...place,
  header: t('column.account'),
  width: 170,
  flex: 1.15,
  render: (row) => row.accountName,
  text: (row) => row.accountName,
};

const pbx: Column = {
  id: 'pbx',
  header: t('column.pbx'),
  width: 136,
  isSortable: true,
  render: (row) => row.friendlyName ?? <span className={styles.quiet}>{t('scope.account')}</span>,
  text: (row) => row.friendlyName ?? t('scope.account'),
};

const event: Column = {
  id: 'event',
  header: t('column.event'),
  width: 136,
  isSortable: true,
  render: (row) => <span className={styles.supporting}>{nameEvent(row)}</span>,
  text: nameEvent,
};

const url: Column = {
  id: 'url',
  header: t('column.url'),
  width: 160,
  flex: 2.2,
  isSortable: true,
  render: ({ method, requestUrl }) => (
    <span className={styles.url}>
      <span className={styles.method}>{method}</span>
      <MiddleTruncated text={requestUrl.replace(/^https:\/\//, '')} isMono />
    </span>
  ),
  text: (row) => row.requestUrl,
};

function updatedColumn(nowMs: number): Column {
  return {
    id: 'updated',
    header: t('column.updated'),
    width: 112,
    align: 'end',
    isSortable: true,
    render: (row) => <span className={styles.quiet}>{formatAgo(Date.parse(row.updatedAt), nowMs, row.timeZone)}</span>,
    text: (row) => formatInstant(Date.parse(row.updatedAt), row.timeZone),
  };
}

const activity: Column = {
  id: 'activity',
  header: t('column.activity'),
  width: 92,
  align: 'end',
  render: ({ id }) => <ActivityCell id={id} />,
  text: () => '',
};

const format: Column = {
  id: 'format',
  header: t('column.format'),
  width: 72,
  emphasis: 'supporting',
  isSortable: true,
  render: (row) => row.format,
  text: (row) => row.format,
};

const auth: Column = {
  id: 'auth',
  header: t('column.auth'),
  width: 112,
  emphasis: 'supporting',
  isSortable: true,
  render: nameAuthentication,
  text: nameAuthentication,
};

function nameAuthentication({ authentication }: IntegrationRecord): string {
  return t(`column.auth.${authentication.type}`);
}

export function integrationColumns(nowMs: number): readonly Column[] {
  return [state, name, place, pbx, event, url, format, auth, updatedColumn(nowMs), activity];
}

/** Under 1600 px PBX stands beside its account, and Updated goes. */
export function usualColumns(isWide: boolean): readonly string[] {
  return [
    'enabled',
    'name',
    'account',
    ...(isWide ? ['pbx'] : []),
    'event',
    'url',
    ...(isWide ? ['updated'] : []),
    'activity',
  ];
}

/** For when PBX has a column of its own: Account says no more than its name then. */
export function separatePlaces(columns: readonly Column[]): readonly Column[] {
  return columns.map((column) => (column === place ? account : column));
}

function nameEvent({ triggerEvent }: IntegrationRecord): string {
  return findTrigger(triggerEvent)?.listLabel ?? triggerEvent;
}
