// The grid at the size it has in the application: as a list and as a tree.

import { Building2, Phone, Square, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../../../renderer/ui/button.tsx';
import { Checkbox } from '../../../../renderer/ui/checkbox.tsx';
import { DataGrid } from '../../../../renderer/ui/grid/data-grid.tsx';
import type { GridColumn, GridTree } from '../../../../renderer/ui/grid/grid-model.ts';
import { Icon } from '../../../../renderer/ui/icon.tsx';
import { Sheet, Spring, ViewBar, ViewButton } from '../../../../renderer/ui/sheet.tsx';
import { SplitPane } from '../../../../renderer/ui/split-pane.tsx';
import { VisuallyHidden } from '../../../../renderer/ui/visually-hidden.tsx';
import styles from './gallery.module.css';
import { Bytes } from './panes.tsx';
import { SampleGrid, sampleTexts } from './sample-grid.tsx';

const pageSelection = { mode: 'some', keys: new Set(['int_0', 'int_2', 'int_17']) } as const;

export function GridPage() {
  return (
    <main className={styles.page}>
      <VisuallyHidden>
        <h1>Parts</h1>
      </VisuallyHidden>
      <SplitPane
        splitterName="Width of the detail pane"
        secondSize={388}
        first={
          <Sheet label="Integrations">
            <ViewBar label="Selection" isBulk>
              <Checkbox checked="mixed" onChange={() => {}} name="Select all" />
              <strong className={styles.bulkCount}>3 selected</strong>
              <Button variant="link" size="small">
                Select all 214 matching
              </Button>
              <Spring />
              <Button variant="quiet" size="small" icon={Square} keys="D">
                Disable
              </Button>
              <IconButton size="small" icon={X} name="Clear selection" />
            </ViewBar>
            <SampleGrid count={100_000} initialSelection={pageSelection} initialActive={0} />
          </Sheet>
        }
        second={<Bytes />}
      />
    </main>
  );
}

interface SampleNode {
  readonly key: string;
  readonly name: string;
  readonly level: 1 | 2;
  readonly set: number;
  readonly position: number;
  readonly parent: number;
}

const nodes: readonly SampleNode[] = [
  { key: 'a1', name: 'Acme Pty Ltd', level: 1, set: 3, position: 1, parent: -1 },
  { key: 'p1', name: 'Head Office', level: 2, set: 2, position: 1, parent: 0 },
  { key: 'p2', name: 'Warehouse', level: 2, set: 2, position: 2, parent: 0 },
  { key: 'a2', name: 'Barrow Dental', level: 1, set: 3, position: 2, parent: -1 },
  { key: 'a3', name: 'Coral Freight', level: 1, set: 3, position: 3, parent: -1 },
];

const treeColumns: readonly GridColumn<SampleNode>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 220,
    flex: 1.6,
    isSortable: true,
    text: (row) => row.name,
    render: (row) => (
      <span className={styles.node}>
        <Icon icon={row.level === 1 ? Building2 : Phone} size="sm" tone="neutral" />
        <span className={row.level === 1 ? styles.strongName : undefined}>{row.name}</span>
      </span>
    ),
  },
  { id: 'pbxs', header: 'PBXs', width: 64, align: 'end', text: () => '3', render: () => '3' },
];

export function AccountsPage() {
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['a1']));
  const shown = nodes.filter((node) => node.parent < 0 || open.has(nodes[node.parent]?.key ?? ''));
  const tree: GridTree<SampleNode> = {
    level: (row) => row.level,
    isExpanded: (row) => (row.level === 1 ? open.has(row.key) : undefined),
    setSize: (row) => row.set,
    positionInSet: (row) => row.position,
    parentIndex: (row) => shown.findIndex((node) => node.key === nodes[row.parent]?.key),
    onExpandedChange: (row, isExpanded) =>
      setOpen((before) => new Set(isExpanded ? [...before, row.key] : [...before].filter((key) => key !== row.key))),
  };
  return (
    <main className={styles.page}>
      <VisuallyHidden>
        <h1>Parts</h1>
      </VisuallyHidden>
      <Sheet label="Accounts">
        <ViewBar label="Views">
          <ViewButton isCurrent onClick={() => {}}>
            All
          </ViewButton>
          <ViewButton isCurrent={false} onClick={() => {}}>
            VIP
          </ViewButton>
        </ViewBar>
        <DataGrid
          label={`Accounts, ${shown.length} rows`}
          texts={sampleTexts}
          columns={treeColumns}
          rowCount={shown.length}
          getRow={(index) => shown[index]}
          rowKey={(row) => row.key}
          rowLabel={(row) => row.name}
          activeIndex={active}
          onActiveIndexChange={setActive}
          tree={tree}
          sort={{ columnId: 'name', direction: 'ascending' }}
          onSortChange={() => {}}
        />
      </Sheet>
    </main>
  );
}
