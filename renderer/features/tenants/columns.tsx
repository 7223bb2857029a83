// The columns of the tree of accounts: what an account and a PBX say in each.
import { Building2, Phone, TriangleAlert } from 'lucide-react';
import { formatAgo, formatInstant, formatNumber } from '../../app/feature/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Tag } from '../../ui/chip.tsx';
import type { GridColumn } from '../../ui/grid/grid-model.ts';
import { Icon } from '../../ui/icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import type { TreeRow } from './account-tree.ts';
import styles from './columns.module.css';
import { tagColor } from './selectors.ts';
import { t } from './texts.ts';

type Column = GridColumn<TreeRow>;

const name: Column = {
  id: 'name',
  header: t('column.name'),
  width: 220,
  flex: 1.6,
  isSortable: true,
  isHideable: false,
  isFirst: true,
  render: (row) => (row.kind === 'account' ? <AccountName row={row} /> : <PbxName row={row} />),
  text: nameOfRow,
};

function AccountName({ row }: { readonly row: TreeRow & { kind: 'account' } }) {
  const { account } = row;
  return (
    <span className={styles.name}>
      <Icon icon={Building2} size="sm" className={styles.icon} />
      <span className={joinClasses(styles.text, styles.strong)}>{account.name}</span>
      {account.status === 'suspended' && <Badge>{t('suspended')}</Badge>}
    </span>
  );
}

function PbxName({ row }: { readonly row: TreeRow & { kind: 'pbx' } }) {
  const { friendlyName, applicationsEnabled } = row.pbx;
  return (
    <span className={styles.name}>
      <Icon icon={Phone} size="sm" className={styles.icon} />
      <span className={styles.text}>{friendlyName}</span>
      {!applicationsEnabled && (
        <Badge tone="warn" icon={TriangleAlert}>
          {t('appsOff')}
        </Badge>
      )}
    </span>
  );
}

const tags: Column = {
  id: 'tags',
  header: t('column.tags'),
  width: 120,
  flex: 0.9,
  render: (row) =>
    row.kind === 'account' && (
      <span className={styles.tags}>
        {row.account.tags.map((tag) => (
          <Tag key={tag} color={tagColor(tag)}>
            {tag}
          </Tag>
        ))}
      </span>
    ),
  text: (row) => (row.kind === 'account' ? row.account.tags.join(', ') : ''),
};

const pbxs: Column = {
  id: 'pbxs',
  header: t('column.pbxs'),
  width: 72,
  align: 'end',
  isSortable: true,
  render: (row) => row.kind === 'account' && formatNumber(row.account.pbxCount),
  text: (row) => (row.kind === 'account' ? String(row.account.pbxCount) : ''),
};

const integrations: Column = {
  id: 'integrations',
  header: t('column.integrations'),
  width: 104,
  align: 'end',
  isSortable: true,
  render: (row) => formatNumber(recordOf(row).integrationCount),
  text: (row) => String(recordOf(row).integrationCount),
};

function updatedColumn(nowMs: number): Column {
  return {
    id: 'updated',
    header: t('column.updated'),
    width: 104,
    align: 'end',
    emphasis: 'supporting',
    isSortable: true,
    render: (row) => formatAgo(Date.parse(recordOf(row).updatedAt), nowMs, recordOf(row).timeZone),
    text: (row) => formatInstant(Date.parse(recordOf(row).updatedAt), recordOf(row).timeZone),
  };
}

export function accountColumns(nowMs: number): readonly Column[] {
  return [name, tags, pbxs, integrations, updatedColumn(nowMs)];
}

export const usualColumns: readonly string[] = ['name', 'tags', 'pbxs', 'integrations', 'updated'];

function recordOf(row: TreeRow) {
  return row.kind === 'account' ? row.account : row.pbx;
}

export function nameOfRow(row: TreeRow): string {
  return row.kind === 'account' ? row.account.name : row.pbx.friendlyName;
}
