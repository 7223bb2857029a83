// The tree of accounts in the grid: open and closed accounts, the row the reader is on, and the menu of a row.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { focusRegion } from '../../app/feature/focus.ts';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { navigate, useAppLocation, useAppState, useFollowingAddress } from '../../app/feature/use-app.ts';
import { useFollowingColumns } from '../../app/feature/use-columns.ts';
import { useDensity } from '../../app/feature/use-density.ts';
import { DataGrid } from '../../ui/grid/data-grid.tsx';
import type { GridPoint, GridSort, GridTexts, GridTree } from '../../ui/grid/grid-model.ts';
import { ContextMenu } from '../../ui/menu.tsx';
import {
  type AccountTree,
  createAccountTree,
  type ExpandedAccount,
  keyOfRow,
  settleActive,
  settleExpanded,
  type TreeRow,
} from './account-tree.ts';
import { useRowMenu } from './acts.ts';
import { nameOfRow } from './columns.tsx';
import { useAccountsPlace } from './list-states.tsx';
import type { AccountsState } from './store.ts';
import { t } from './texts.ts';
import { useAccountColumns } from './use-account-columns.ts';

type State = FrameState & AccountsState;

const gridTexts: GridTexts = {
  selectAll: '',
  selectRow: () => '',
  resizeHint: t('resizeHint'),
  loadingRow: t('loadingRow'),
};

export function AccountsTree() {
  const need = useAppState((state: State) => state.accounts.need);
  const density = useDensity();
  const hasLetterKeys = useAppState((state: State) => state.frame.hasLetterKeys);
  const tree = useAccountTree();
  const { activeIndex, activate } = useActiveRow(tree);
  const gridTree = useGridTree();
  const { columns, widths, resize } = useAccountColumns();
  useFollowingColumns();
  const { sort } = useAppLocation();
  const [menu, setMenu] = useState<{ row: TreeRow; at: GridPoint } | null>(null);
  const menuItems = useRowMenu(menu?.row ?? null);
  const look = useCallback(
    (start: number, end: number) =>
      need(tree.placeAt(start).accountIndex, tree.placeAt(Math.max(start, end - 1)).accountIndex),
    [tree, need],
  );
  const place = useAccountsPlace();
  return (
    <>
      <DataGrid
        label={t('gridName', { count: formatNumber(tree.rowCount) })}
        texts={gridTexts}
        columns={columns}
        widths={widths}
        onWidthChange={resize}
        rowCount={place === null ? tree.rowCount : 0}
        getRow={tree.rowAt}
        rowKey={keyOfRow}
        rowLabel={nameOfRow}
        tree={gridTree}
        density={density}
        hasLetterKeys={hasLetterKeys}
        activeIndex={activeIndex}
        onActiveIndexChange={activate}
        onVisibleRange={look}
        sort={readSort(sort ?? 'name')}
        onSortChange={(next) => navigate({ sort: writeSort(next) }, 'replace')}
        onOpen={open}
        onPeek={peek}
        onContextMenu={(row, at) => setMenu({ row, at })}
        emptyState={place ?? undefined}
      />
      <ContextMenu
        label={t('menu', { name: menu === null ? '' : nameOfRow(menu.row) })}
        at={menu?.at ?? null}
        items={menuItems}
        onClose={() => setMenu(null)}
      />
    </>
  );
}

function peek(row: TreeRow): void {
  navigate({ sel: keyOfRow(row) }, 'replace');
}

function open(row: TreeRow): void {
  peek(row);
  focusRegion('detail');
}

/** The rows as they stand now. The tree is made anew whenever accounts, PBXs or what is open have changed. */
function useAccountTree(): AccountTree {
  const { list, rowAt, pbxsOf, pbxsNeeded } = useAppState((state: State) => state.accounts);
  const expanded = useAppState((state: State) => state.accountsView.expanded);
  const accountCount = list.matching ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows live outside the store, and the version says that they changed
  const settled = useMemo(
    () => settleExpanded(expanded, { accountCount, accountAt: rowAt }),
    [expanded, accountCount, rowAt, list.version],
  );
  useClosedAccounts(expanded, settled);
  const ids = settled.map(({ accountId }) => accountId).join(' ');
  useEffect(() => pbxsNeeded(ids === '' ? [] : ids.split(' ')), [ids, pbxsNeeded]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  return useMemo(
    () =>
      createAccountTree({
        accountCount,
        accountAt: rowAt,
        expanded: settled,
        pbxsOf: (accountId) => pbxsOf[accountId],
      }),
    [accountCount, list.version, rowAt, settled, pbxsOf],
  );
}

/** What the list no longer has is not open any more. */
function useClosedAccounts(expanded: readonly ExpandedAccount[], settled: readonly ExpandedAccount[]): void {
  const accountCollapsed = useAppState((state: State) => state.accountsView.accountCollapsed);
  useEffect(() => {
    const here = new Set(settled.map(({ accountId }) => accountId));
    for (const { accountId } of expanded) if (!here.has(accountId)) accountCollapsed(accountId);
  }, [expanded, settled, accountCollapsed]);
}

/** The address names what is in the detail pane; the active row names the next one. */
function useActiveRow(tree: AccountTree) {
  const { sel } = useAppLocation();
  const active = useAppState((state: State) => state.accountsView.active);
  const rowActivated = useAppState((state: State) => state.accountsView.rowActivated);
  const rowAt = useAppState((state: State) => state.accounts.rowAt);
  const recordOpened = useAppState((state: State) => state.accounts.recordOpened);
  const accountCount = useAppState((state: State) => state.accounts.list.matching ?? 0);
  const activeIndex = tree.indexOf(settleActive(active, { accountCount, accountAt: rowAt }));
  const row = activeIndex < 0 ? undefined : tree.rowAt(activeIndex);
  const key = row && keyOfRow(row);
  useRowOfAddress();
  useFollowingAddress(key === undefined || key === sel ? null : { sel: key }, 'replace');
  useEffect(() => recordOpened(sel), [sel, recordOpened]);
  const activate = (index: number) => {
    const place = tree.placeAt(index);
    rowActivated({ place, accountId: rowAt(place.accountIndex)?.accountId ?? null });
  };
  return { activeIndex, activate };
}

/** A link that names an account makes its row the active one, once it is among the rows that are here. */
function useRowOfAddress(): void {
  const { sel } = useAppLocation();
  const { list, rowAt } = useAppState((state: State) => state.accounts);
  const isActive = useAppState((state: State) => state.accountsView.active !== null);
  const rowActivated = useAppState((state: State) => state.accountsView.rowActivated);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows live outside the store, and the version says that they changed
  useEffect(() => {
    if (isActive || sel === null) return;
    for (let accountIndex = 0; accountIndex < searchedRows; accountIndex += 1) {
      if (rowAt(accountIndex)?.accountId !== sel) continue;
      rowActivated({ place: { accountIndex, pbxAt: null }, accountId: sel });
      return;
    }
  }, [sel, isActive, list.version, rowAt, rowActivated]);
}

const searchedRows = 400;

function useGridTree(): GridTree<TreeRow> {
  const accountExpanded = useAppState((state: State) => state.accountsView.accountExpanded);
  const accountCollapsed = useAppState((state: State) => state.accountsView.accountCollapsed);
  return useMemo(
    () => ({
      level: ({ kind }) => (kind === 'account' ? 1 : 2),
      isExpanded: (row) => (row.kind === 'account' && row.account.pbxCount > 0 ? row.isExpanded : undefined),
      setSize: ({ setSize }) => setSize,
      positionInSet: ({ place }) => (place.pbxAt ?? place.accountIndex) + 1,
      parentIndex: ({ place }, index) => (place.pbxAt === null ? -1 : index - place.pbxAt - 1),
      onExpandedChange: (row, isExpanded) => {
        if (row.kind !== 'account') return;
        const { accountId, pbxCount } = row.account;
        if (isExpanded) accountExpanded({ accountId, accountIndex: row.place.accountIndex, pbxCount });
        else accountCollapsed(accountId);
      },
    }),
    [accountExpanded, accountCollapsed],
  );
}

function readSort(sort: string): GridSort {
  return sort.startsWith('-')
    ? { columnId: sort.slice(1), direction: 'descending' }
    : { columnId: sort, direction: 'ascending' };
}

function writeSort({ columnId, direction }: GridSort): string {
  return direction === 'descending' ? `-${columnId}` : columnId;
}
