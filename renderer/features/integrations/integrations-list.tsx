// The list of integrations, answered by the engine window by window as one types and scrolls.
import { useCallback, useEffect, useState } from 'react';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import { focusRegion } from '../../app/feature/focus.ts';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { navigate, useAppLocation, useAppState, useAppStore } from '../../app/feature/use-app.ts';
import { useFollowingColumns } from '../../app/feature/use-columns.ts';
import { useDensity } from '../../app/feature/use-density.ts';
import { copyText } from '../../ui/copy-text.ts';
import { DataGrid } from '../../ui/grid/data-grid.tsx';
import { formatAsTsv } from '../../ui/grid/grid-columns.ts';
import type { GridColumn, GridPoint, GridSort, GridTexts } from '../../ui/grid/grid-model.ts';
import { ContextMenu } from '../../ui/menu.tsx';
import { useIntegrationsPlace } from './list-states.tsx';
import { useRowMenu } from './row-menu.ts';
import { readSelected, selectListing } from './selectors.ts';
import type { IntegrationsState } from './store.ts';
import { t } from './texts.ts';
import { useIntegrationColumns } from './use-integration-columns.ts';

type State = FrameState & IntegrationsState;

const gridTexts: GridTexts = {
  selectAll: t('selectAll'),
  selectRow: (row) => t('selectRow', { row }),
  resizeHint: t('resizeHint'),
  loadingRow: t('loadingRow'),
};

export function IntegrationsList() {
  const { list, rowAt } = useAppState((state: State) => state.integrations);
  const view = useAppState((state: State) => state.integrationsView);
  const density = useDensity();
  const hasLetterKeys = useAppState((state: State) => state.frame.hasLetterKeys);
  const { columns, widths, resize } = useIntegrationColumns();
  useFollowingColumns();
  const { sort } = useAppLocation();
  const menu = useContextMenu();
  const copyRows = useCopyRows(columns);
  const needRows = useVisibleRows();
  const place = useIntegrationsPlace();
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
        rowTone={toneOf}
        density={density}
        hasLetterKeys={hasLetterKeys}
        activeIndex={view.activeIndex}
        onActiveIndexChange={(index) => view.rowActivated(index, rowAt(index)?.id ?? null)}
        selection={view.selection}
        onSelectionChange={view.selectionChanged}
        onVisibleRange={needRows}
        {...(sort !== null && { sort: readSort(sort) })}
        onSortChange={(next) => navigate({ sort: writeSort(next) }, 'replace')}
        onOpen={({ id }) => navigate({ edit: 'true', sel: id })}
        onPeek={() => focusRegion('detail')}
        onContextMenu={menu.open}
        onCopy={copyRows}
        emptyState={place ?? undefined}
      />
      {menu.element}
    </>
  );
}

/** What is in view is read, and then what its integrations did lately. */
function useVisibleRows(): (start: number, end: number) => void {
  const { list, rowAt, need } = useAppState((state: State) => state.integrations);
  const activityNeeded = useAppState((state: State) => state.integrationActivity.activityNeeded);
  const [inView, setInView] = useState({ start: 0, end: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that came (version) are others to ask about
  useEffect(() => {
    const { start, end } = inView;
    const rows = Array.from({ length: end - start }, (_, index) => rowAt(start + index));
    activityNeeded(rows.flatMap((row) => (row === undefined ? [] : [row.id])));
  }, [inView, list.version, rowAt, activityNeeded]);
  return useCallback(
    (start: number, end: number) => {
      setInView({ start, end });
      need(start, Math.max(start, end - 1));
    },
    [need],
  );
}

const keyOf = ({ id }: IntegrationRecord) => id;
const labelOf = ({ name, accountName }: IntegrationRecord) => `${name}, ${accountName}`;
const toneOf = ({ enabled }: IntegrationRecord) => (enabled ? undefined : 'off');

function readSort(sort: string): GridSort {
  return sort.startsWith('-')
    ? { columnId: sort.slice(1), direction: 'descending' }
    : { columnId: sort, direction: 'ascending' };
}

function writeSort({ columnId, direction }: GridSort): string {
  return direction === 'descending' ? `-${columnId}` : columnId;
}

function useContextMenu() {
  const [opened, setOpened] = useState<{ readonly row: IntegrationRecord; readonly at: GridPoint } | null>(null);
  const items = useRowMenu(opened?.row ?? null);
  const open = useCallback((row: IntegrationRecord, at: GridPoint) => setOpened({ row, at }), []);
  const name = opened?.row.name ?? '';
  const element = (
    <ContextMenu label={t('menu', { name })} at={opened?.at ?? null} items={items} onClose={() => setOpened(null)} />
  );
  return { open, element };
}

/** The selected rows, else the active one, as a spreadsheet takes them. */
function useCopyRows(columns: readonly GridColumn<IntegrationRecord>[]): () => void {
  const store = useAppStore<State>();
  return useCallback(() => {
    const state = store.getState();
    const { newsTold } = state.integrationActs;
    const { selected } = selectListing(state);
    const copy = (rows: readonly IntegrationRecord[]) => {
      const isCopied = copyText(formatAsTsv(columns, rows));
      newsTold(
        isCopied
          ? { kind: 'copied-rows', count: rows.length, selected: Math.max(selected, 1) }
          : { kind: 'not-copied' },
      );
    };
    const active = state.integrations.rowAt(state.integrationsView.activeIndex);
    if (selected > 0) void readSelected(state).then(copy);
    else if (active !== undefined) copy([active]);
  }, [store, columns]);
}
