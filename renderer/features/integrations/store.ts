// The integrations' slices: the mirror of the list the engine answers with, and the user's view of it.
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Pbx } from '../../../shared/tenants/account.ts';
import { followChanges } from '../../app/feature/follow-changes.ts';
import { actsOfList, createList, emptyList, type List, type ListActs, type ListState } from '../../app/feature/list.ts';
import { type Loadable, toLoadable } from '../../app/feature/loadable.ts';
import type { CreateSlice } from '../../app/feature/slice.ts';
import { type GridSelection, nothingSelected } from '../../ui/grid/grid-selection.ts';
import type { ActivitySlice } from './activity-store.ts';
import type { IntegrationActs } from './acts-store.ts';
import type { IntegrationDetail } from './detail/detail-store.ts';
import type { PreviewView } from './editor/preview-text.ts';
import type { SampleId } from './editor/samples.ts';

/** Mirror. The rows themselves live outside the store; `list.version` grows when they change. */
export interface IntegrationsSlice extends ListActs, Pick<List<IntegrationRecord>, 'rowAt' | 'need'> {
  readonly list: ListState;
  /** The integration in the detail pane; null: none is open. */
  readonly opened: Loadable<IntegrationRecord> | null;
  /** The engine's count of changes; it grows when rows, drafts or counts may be others. */
  readonly revision: number;
  integrationOpened(id: string | null): void;
  /** The engine answered an act with it: what is on screen need not wait to be read again. */
  rowAnswered(row: IntegrationRecord): void;
  /** The one PBX that a query of PBXs finds; null: none, or several. */
  pbxFound(query: string): Promise<Pbx | null>;
  /** Answers why it was not done. The new state comes with the next change the engine tells. */
  applicationsChosen(serviceUuid: string, enabled: boolean): Promise<AppError | null>;
}

/** View. */
export interface IntegrationsView {
  readonly selection: GridSelection;
  /** -1: none. */
  readonly activeIndex: number;
  /** The row that is meant by it: rows move under an index when others come and go. */
  readonly activeId: string | null;
  readonly previewView: PreviewView;
  readonly sample: SampleId;
  readonly isWrapped: boolean;
  /** The integration that a person is asked about before it is deleted. */
  readonly deleting: IntegrationRecord | null;
  selectionChanged(selection: GridSelection): void;
  rowActivated(index: number, id: string | null): void;
  /** Another question: what was selected and where the reader was belong to the old rows. */
  questionChanged(): void;
  previewViewChosen(view: PreviewView): void;
  sampleChosen(sample: SampleId): void;
  wrapToggled(): void;
  deleteConsidered(row: IntegrationRecord | null): void;
}

export interface IntegrationsState {
  readonly integrationActivity: ActivitySlice;
  readonly integrations: IntegrationsSlice;
  readonly integrationsView: IntegrationsView;
  readonly integrationActs: IntegrationActs;
  readonly integrationDetail: IntegrationDetail;
}

const noActiveRow = { activeIndex: -1, activeId: null } as const;

export const createIntegrationsSlice: CreateSlice<IntegrationsSlice> = (tools) => {
  const { client, read, write, whileOpen, afterEachGap } = tools;
  const list = createList<IntegrationRecord>({
    readAt:
      ({ tenantSet, query, sort }) =>
      (limit, offset) =>
        client.integrations.list({ ...{ tenantSet, query, limit, offset }, ...(sort !== null && { sort }) }),
    read: () => read().list,
    write: (state) => write({ list: state }),
    now: tools.now,
  });
  let openedId: string | null = null;
  const open = (id: string | null) => {
    openedId = id;
    if (id === null) {
      write({ opened: null });
      return;
    }
    const { opened } = read();
    const isOpen = opened?.status === 'ready' && opened.value.id === id;
    const known = list.find((row) => row.id === id);
    if (!isOpen && known !== undefined) write({ opened: { status: 'ready', value: known } });
    void client.integrations.get({ id }).then((answer) => {
      if (openedId === id) write({ opened: toLoadable(answer) });
    });
  };
  const readAgain = () => {
    list.refresh();
    open(openedId);
  };
  afterEachGap(readAgain);
  whileOpen(() =>
    followChanges({
      watch: client.integrations.watch,
      readAgain: (revision) => {
        write({ revision });
        readAgain();
      },
    }),
  );
  return {
    list: emptyList,
    opened: null,
    revision: 0,
    integrationOpened: open,
    rowAnswered: (row) => {
      list.replace(row, ({ id }) => id === row.id);
      if (openedId === row.id) write({ opened: { status: 'ready', value: row } });
    },
    rowAt: list.rowAt,
    need: list.need,
    ...actsOfList(list),
    pbxFound: async (query) => {
      const { question } = read().list;
      if (question === null) return null;
      const answer = await client.tenants.pbxs({ tenantSet: question.tenantSet, query, limit: 2 });
      return answer.ok && answer.value.total === 1 ? (answer.value.items[0] ?? null) : null;
    },
    applicationsChosen: async (serviceUuid, enabled) => {
      const answer = await client.tenants.setApplications({ serviceUuid, enabled });
      return answer.ok ? null : answer.error;
    },
  };
};

export const createIntegrationsView: CreateSlice<IntegrationsView> = ({ read, write }) => ({
  selection: nothingSelected,
  ...noActiveRow,
  ...{ previewView: 'http', sample: 'usual', isWrapped: true, deleting: null },
  selectionChanged: (selection) => write({ selection }),
  rowActivated: (activeIndex, activeId) => write({ activeIndex, activeId }),
  // Which one is active is known; its row is not, before the answer is there.
  questionChanged: () => write({ selection: nothingSelected, activeIndex: -1 }),
  previewViewChosen: (previewView) => write({ previewView }),
  sampleChosen: (sample) => write({ sample }),
  wrapToggled: () => write({ isWrapped: !read().isWrapped }),
  deleteConsidered: (deleting) => write({ deleting }),
});
