// The grid of the delivery log, and what stands in its place when there is nothing to list.
import { Send, Webhook } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Delivery } from '../../../shared/dispatch/delivery.ts';
import { focusRegion } from '../../app/feature/focus.ts';
import { formatNumber } from '../../app/feature/format.ts';
import { useListPlace } from '../../app/feature/list-place.tsx';
import { navigate, screenChange, useAppLocation, useAppState, useAppStore } from '../../app/feature/use-app.ts';
import { useFollowingColumns } from '../../app/feature/use-columns.ts';
import { useDensity } from '../../app/feature/use-density.ts';
import { useAskedQuery } from '../../app/feature/use-list.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DataGrid } from '../../ui/grid/data-grid.tsx';
import { formatAsTsv } from '../../ui/grid/grid-columns.ts';
import type { GridColumn, GridPoint, GridSort, GridTexts } from '../../ui/grid/grid-model.ts';
import { ContextMenu } from '../../ui/menu.tsx';
import { nameEvent } from './columns.tsx';
import { useDeliveryActions } from './delivery-actions.tsx';
import { findActiveIndex, type State, selectListing } from './selectors.ts';
import { t } from './texts.ts';
import { useDeliveryColumns } from './use-delivery-columns.ts';

const gridTexts: GridTexts = {
  selectAll: t('selectAll'),
  selectRow: (row) => t('selectRow', { row }),
  resizeHint: t('resizeHint'),
  loadingRow: t('loadingRow'),
};

const newestFirst: GridSort = { columnId: 'acceptedAt', direction: 'descending' };
const oldestFirst: GridSort = { columnId: 'acceptedAt', direction: 'ascending' };

export function DeliveriesList() {
  const list = useAppState((state: State) => state.dispatch.list);
  const rowAt = useAppState((state: State) => state.dispatch.rowAt);
  const density = useDensity();
  const { columns, widths, resize } = useDeliveryColumns();
  useFollowingColumns();
  const { sort } = useAppLocation();
  const { activeIndex, activate, look } = useActiveRow();
  const { selection, selectionChanged } = useAppState((state: State) => state.dispatchView);
  const hasLetterKeys = useAppState((state: State) => state.frame.hasLetterKeys);
  const [menuAt, setMenuAt] = useState<GridPoint | null>(null);
  const copyRow = useCopyRow(activeIndex, columns);
  const place = useDeliveriesPlace();
  const rowCount = place === null ? (list.matching ?? 0) : 0;
  return (
    <>
      <DataGrid
        label={t('gridName', { count: formatNumber(rowCount) })}
        texts={gridTexts}
        columns={columns}
        widths={widths}
        onWidthChange={resize}
        rowCount={rowCount}
        getRow={rowAt}
        rowKey={keyOf}
        rowLabel={labelOf}
        density={density}
        activeIndex={activeIndex}
        selection={selection}
        onSelectionChange={selectionChanged}
        hasLetterKeys={hasLetterKeys}
        onActiveIndexChange={activate}
        onVisibleRange={look}
        sort={sort === 'acceptedAt' ? oldestFirst : newestFirst}
        onSortChange={sortBy}
        onOpen={() => focusRegion('detail')}
        onContextMenu={(_row, at) => setMenuAt(at)}
        onCopy={copyRow}
        emptyState={place ?? undefined}
      />
      <RowMenu at={menuAt} onClose={() => setMenuAt(null)} />
    </>
  );
}

const keyOf = ({ id }: Delivery) => id;
const labelOf = (delivery: Delivery) => `${nameEvent(delivery)}, ${delivery.integrationName}`;

/** Newest first is the list's own order and needs no word in the address. */
function sortBy({ direction }: GridSort): void {
  navigate({ sort: direction === 'ascending' ? 'acceptedAt' : null }, 'replace');
}

/** The active row stays the same delivery while new ones push it down; out of view it never pulls the reader after it. */
function useActiveRow() {
  const { list, rowAt, rowsLookedAt } = useAppState((state: State) => state.dispatch);
  const { activeIndex, activeId, rowActivated } = useAppState((state: State) => state.dispatchView);
  const [inView, setInView] = useState({ start: 0, end: 0 });
  const look = useCallback(
    (start: number, end: number) => {
      setInView({ start, end });
      rowsLookedAt(start, Math.max(start, end - 1));
    },
    [rowsLookedAt],
  );
  const activate = useCallback((index: number) => rowActivated(index, rowAt(index)?.id ?? null), [rowActivated, rowAt]);
  const found = findActiveIndex({ matching: list.matching, activeIndex, activeId, rowAt });
  const foundId = found < 0 ? null : (rowAt(found)?.id ?? null);
  useEffect(() => {
    // It had not arrived yet when it was activated.
    if (activeId === null && foundId !== null) rowActivated(found, foundId);
  }, [found, foundId, activeId, rowActivated]);
  const hasMovedAway = found !== activeIndex && (found < inView.start || found >= inView.end);
  return { activeIndex: hasMovedAway ? -1 : found, activate, look };
}

function useCopyRow(activeIndex: number, columns: readonly GridColumn<Delivery>[]) {
  const store = useAppStore<State>();
  return () => {
    const { dispatch, dispatchView } = store.getState();
    const row = dispatch.rowAt(activeIndex);
    if (row !== undefined && copyText(formatAsTsv(columns, [row]))) dispatchView.copiedToClipboard('row');
  };
}

function RowMenu({ at, onClose }: { readonly at: GridPoint | null; readonly onClose: () => void }) {
  const actions = useDeliveryActions();
  return <ContextMenu label={t('menu.row')} at={at} onClose={onClose} items={actions} />;
}

function useDeliveriesPlace() {
  const acts = useAppState((state: State) => state.dispatch);
  const total = useAppState((state: State) => selectListing(state).total);
  const query = useAskedQuery('deliveries').trim();
  const empty = () => (query === '' || total === 0 ? <NoDeliveries /> : null);
  return useListPlace({ subject: 'deliveries', list: acts.list, acts, total, empty });
}

function NoDeliveries() {
  const go = (
    <Button variant="primary" icon={Webhook} onClick={() => navigate(screenChange('integrations'))}>
      {t('empty.go')}
    </Button>
  );
  return (
    <EmptyState icon={Send} title={t('empty.title')} actions={go}>
      {t('empty.text')} <code>{t('empty.command')}</code>
    </EmptyState>
  );
}
