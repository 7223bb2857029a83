// The grid as the integrations screen uses it, over any number of made-up rows.

import { X } from 'lucide-react';
import { useState } from 'react';
import { DataGrid } from '../../../../renderer/ui/grid/data-grid.tsx';
import type { DataGridProps, GridColumn, GridSort } from '../../../../renderer/ui/grid/grid-model.ts';
import type { GridSelection } from '../../../../renderer/ui/grid/grid-selection.ts';
import { Icon } from '../../../../renderer/ui/icon.tsx';
import { MiddleTruncated } from '../../../../renderer/ui/middle-truncated.tsx';
import { Sparkline } from '../../../../renderer/ui/sparkline.tsx';
import { StateDot } from '../../../../renderer/ui/state-dot.tsx';
import { countOf, makeIntegration, type SampleIntegration } from './integrations.ts';
import styles from './sample-grid.module.css';

export const sampleTexts = {
  selectAll: 'Select all',
  selectRow: (label: string) => `Select ${label}`,
  resizeHint: 'Shift and arrow keys change the width',
  loadingRow: 'Loading',
};

const sampleColumns: readonly GridColumn<SampleIntegration>[] = [
  {
    id: 'state',
    header: 'State',
    width: 54,
    isSortable: true,
    render: (row) => <StateDot isOn={row.isOn}>{row.isOn ? 'On' : 'Off'}</StateDot>,
    text: (row) => (row.isOn ? 'On' : 'Off'),
  },
  {
    id: 'name',
    header: 'Name',
    width: 132,
    flex: 1,
    isSortable: true,
    emphasis: 'strong',
    render: (row) => row.name,
    text: (row) => row.name,
  },
  {
    id: 'place',
    header: 'Account / PBX',
    width: 176,
    flex: 1.4,
    isSortable: true,
    render: (row) => (
      <>
        {row.account}
        <span className={styles.quiet}> / {row.pbx}</span>
      </>
    ),
    text: (row) => `${row.account} / ${row.pbx}`,
  },
  {
    id: 'event',
    header: 'Trigger Event',
    width: 136,
    isSortable: true,
    emphasis: 'supporting',
    render: (row) => row.event,
    text: (row) => row.event,
  },
  {
    id: 'url',
    header: 'Request URL',
    width: 130,
    flex: 1.16,
    isSortable: true,
    render: (row) => (
      <span className={styles.url}>
        <span className={styles.method}>{row.method}</span>
        <MiddleTruncated text={row.url} isMono />
      </span>
    ),
    text: (row) => `${row.method} ${row.url}`,
  },
  {
    id: 'last',
    header: 'Last 24 h',
    width: 100,
    align: 'end',
    render: (row) => <LastDay row={row} />,
    text: (row) => String(row.deliveries.length),
  },
];

function LastDay({ row }: { readonly row: SampleIntegration }) {
  const count = countOf(Number(row.id.slice(4)));
  return (
    <span className={styles.last}>
      <Sparkline values={row.deliveries} failed={row.failures} />
      <span className={count < 0 ? styles.failed : styles.count}>
        {count < 0 && <Icon icon={X} size="xs" />}
        {Math.abs(count)}
      </span>
    </span>
  );
}

const rowKey = (row: SampleIntegration) => row.id;
const rowLabel = (row: SampleIntegration) => `${row.name}, ${row.account}`;
const rowTone = (row: SampleIntegration) => (row.isOn ? undefined : ('off' as const));

export interface SampleGridProps extends Partial<DataGridProps<SampleIntegration>> {
  readonly count: number;
  readonly initialSelection?: GridSelection;
  readonly initialActive?: number;
}

export function SampleGrid({ count, initialSelection, initialActive = -1, ...rest }: SampleGridProps) {
  const [active, setActive] = useState(initialActive);
  const [selection, setSelection] = useState<GridSelection>(initialSelection ?? { mode: 'some', keys: new Set() });
  const [sort, setSort] = useState<GridSort>({ columnId: 'place', direction: 'ascending' });
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const setWidth = (id: string, width: number | undefined) =>
    setWidths(({ [id]: _before, ...others }) => (width === undefined ? others : { ...others, [id]: width }));
  return (
    <DataGrid
      label={`Integrations, ${count} rows`}
      texts={sampleTexts}
      columns={sampleColumns}
      rowCount={count}
      getRow={makeIntegrationOnce}
      rowKey={rowKey}
      rowLabel={rowLabel}
      rowTone={rowTone}
      activeIndex={active}
      onActiveIndexChange={setActive}
      selection={selection}
      onSelectionChange={setSelection}
      sort={sort}
      onSortChange={setSort}
      widths={widths}
      onWidthChange={setWidth}
      {...rest}
    />
  );
}

const made = new Map<number, SampleIntegration>();

/** The same object for the same row: a row that is made anew is drawn anew. */
function makeIntegrationOnce(index: number): SampleIntegration {
  const row = made.get(index) ?? makeIntegration(index);
  made.set(index, row);
  return row;
}
