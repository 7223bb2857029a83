// The Integrations screen: every integration of the open tenant set in a list with its detail pane, or the editor of one.
import { useEffect } from 'react';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import type { Loadable } from '../../app/feature/loadable.ts';
import { useAppLocation, useAppState, useFollowingAddress } from '../../app/feature/use-app.ts';
import { useAskedQuery, useTenantSet } from '../../app/feature/use-list.ts';
import { Workspace } from '../../app/feature/workspace.tsx';
import { ActNews, DeleteDialog, HoldDialog } from './act-news.tsx';
import { IntegrationDetailPane } from './detail/integration-detail.tsx';
import { IntegrationEditor } from './editor/integration-editor.tsx';
import type { EditorState } from './editor/store.ts';
import { IntegrationsList } from './integrations-list.tsx';
import { findRow } from './selectors.ts';
import type { IntegrationsState } from './store.ts';
import { t } from './texts.ts';
import { ViewsBar } from './views-bar.tsx';

type State = FrameState & IntegrationsState;

export function IntegrationsPage() {
  const { edit } = useAppLocation();
  useFreshCounts();
  usePendingOfSaved();
  return (
    <>
      {edit === null ? <IntegrationsWorkspace /> : <IntegrationEditor />}
      <ActNews />
    </>
  );
}

function IntegrationsWorkspace() {
  useQuestion();
  useActiveRow();
  const opened = useOpenedIntegration();
  return (
    <>
      <Workspace
        splitterName={t('splitter')}
        detail={<IntegrationDetailPane opened={opened} />}
        detailName={opened?.status === 'ready' ? opened.value.name : t('detail')}
      >
        <ViewsBar />
        <IntegrationsList />
      </Workspace>
      <DeleteDialog />
      <HoldDialog />
    </>
  );
}

/** What the frame counts follows the engine's changes. */
function useFreshCounts(): void {
  const revision = useAppState((state: State) => state.integrations.revision);
  const integrationsChanged = useAppState((state: State) => state.work.integrationsChanged);
  const tenantSetsChanged = useAppState((state: State) => state.tenants.tenantSetsChanged);
  useEffect(() => {
    if (revision === 0) return;
    integrationsChanged();
    tenantSetsChanged();
  }, [revision, integrationsChanged, tenantSetsChanged]);
}

/** What was accepted before still goes as it was: a person who saved is told, and may have it built again. */
function usePendingOfSaved(): void {
  const lastSaved = useAppState((state: State & EditorState) => state.editor.lastSaved);
  const savedLookedAt = useAppState((state: State) => state.integrationActs.savedLookedAt);
  useEffect(() => {
    if (lastSaved !== null) savedLookedAt(lastSaved.id);
  }, [lastSaved, savedLookedAt]);
}

/** Asks the engine whenever the address or the query bar asks something else. */
function useQuestion(): void {
  const { sort } = useAppLocation();
  const query = useAskedQuery('integrations');
  const tenantSet = useTenantSet()?.id ?? null;
  const listAsked = useAppState((state: State) => state.integrations.listAsked);
  const questionChanged = useAppState((state: State) => state.integrationsView.questionChanged);
  useEffect(() => {
    if (tenantSet !== null && listAsked({ tenantSet, query, sort })) questionChanged();
  }, [tenantSet, query, sort, listAsked, questionChanged]);
}

/**
 * Keeps the active row on its integration when rows come and go under it; one that left the list gives way to the row in its place.
 * Whoever opens another integration by the address makes its row the active one.
 */
function useActiveRow(): void {
  const { sel } = useAppLocation();
  const { version, matching } = useAppState((state: State) => state.integrations.list);
  const rowAt = useAppState((state: State) => state.integrations.rowAt);
  const { activeIndex, activeId, rowActivated } = useAppState((state: State) => state.integrationsView);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only new rows (version) move the active one, not its own change
  useEffect(() => {
    const wanted = activeId ?? sel;
    if (wanted === null || rowAt(activeIndex)?.id === wanted) return;
    const found = findRow(rowAt, wanted, Math.max(activeIndex, 0));
    if (found >= 0) rowActivated(found, wanted);
    else if (matching !== null) {
      const next = Math.min(activeIndex, matching - 1);
      rowActivated(next, rowAt(next)?.id ?? null);
    }
  }, [version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another address (sel) is followed here
  useEffect(() => {
    if (sel === null || sel === activeId) return;
    const found = findRow(rowAt, sel, Math.max(activeIndex, 0));
    rowActivated(found, found < 0 ? null : sel);
  }, [sel]);
}

/** The address names the integration in the detail pane. The active row names the next one, and the one of an address that has none. */
function useOpenedIntegration(): Loadable<IntegrationRecord> | null {
  const { sel } = useAppLocation();
  const opened = useAppState((state: State) => state.integrations.opened);
  const integrationOpened = useAppState((state: State) => state.integrations.integrationOpened);
  const activeId = useAppState((state: State) => state.integrationsView.activeId);
  useFollowingAddress(activeId === null || activeId === sel ? null : { sel: activeId }, 'replace');
  const openedId = sel ?? activeId;
  useEffect(() => integrationOpened(openedId), [openedId, integrationOpened]);
  return opened;
}
