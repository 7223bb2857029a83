// What the frame and the page read of the integrations. Pure.
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { Listing } from '../../app/feature/feature.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import { countSelected } from '../../ui/grid/grid-selection.ts';
import { actLimit } from './acts-store.ts';
import type { IntegrationsState } from './store.ts';

type State = FrameState & IntegrationsState;

export function selectListing({ integrations, integrationsView, tenants }: State): Listing {
  const { matching, question } = integrations.list;
  const set = readyValue(tenants.sets)?.find(({ id }) => id === question?.tenantSet);
  return {
    matching,
    total: set?.counts.integrations ?? null,
    selected: countSelected(integrationsView.selection, matching ?? 0),
  };
}

/** The zone of the row that the reader is on. */
export function selectTimeZone({ integrations, integrationsView }: State): string | null {
  return integrations.rowAt(integrationsView.activeIndex)?.timeZone ?? null;
}

/** The integration that an act without a selection is about: the one in the detail pane. */
export function selectOpened({ integrations }: State): IntegrationRecord | null {
  return integrations.opened === null ? null : readyValue(integrations.opened);
}

/** Whether switching the selected rows is one act: more than that is a bulk edit. */
export function canSwitchSelected(state: State): boolean {
  const { selected } = selectListing(state);
  return selected > 0 && selected <= actLimit && state.integrationActs.remaining === 0;
}

/** The selected rows, those that match and were never loaded too. */
export async function readSelected({
  integrations,
  integrationsView,
  integrationActs,
}: State): Promise<readonly IntegrationRecord[]> {
  const { selection } = integrationsView;
  const { question } = integrations.list;
  if (selection.mode === 'some') return integrationActs.rowsOfAsked([...selection.keys]);
  return question === null ? [] : integrationActs.rowsAsked(question, selection.except);
}

/** The PBX or, for an account's own integration, the account: where a new one is made beside it. */
export function placeOf({ serviceUuid, accountId }: IntegrationRecord): string {
  return serviceUuid ?? accountId;
}

/** Whether the platform passes it over, as it does all integrations of a PBX whose Applications are off. */
export function isApplicationsOff({ applicationsEnabled }: IntegrationRecord): boolean {
  return applicationsEnabled === false;
}

/** Where the active row stands now: rows move when others come and go. -1: it is not among the rows that are here. */
export function findRow(rowAt: (index: number) => IntegrationRecord | undefined, id: string, near: number): number {
  for (let away = 0; away <= searchedRows; away += 1) {
    if (rowAt(near + away)?.id === id) return near + away;
    if (rowAt(near - away)?.id === id) return near - away;
  }
  return -1;
}

const searchedRows = 200;
