// The one store of a window, composed of slices: mirrors of the engine, and the user's view of them.
import { createStore, type StoreApi } from 'zustand';
import type { IntegrationRecord } from '../../shared/integrations/record.ts';
import type { PageConnection } from '../client/page-connection.ts';
import { type BenchState, createBenchSlice, createBenchView } from '../features/bench/store.ts';
import { createDispatchActs } from '../features/dispatch/acts-store.ts';
import { createReplaysSlice } from '../features/dispatch/replays-store.ts';
import { createDispatchSlice, type DispatchState } from '../features/dispatch/store.ts';
import { createDispatchView } from '../features/dispatch/view.ts';
import { createFirstRunSlice, type FirstRunState } from '../features/first-run/store.ts';
import { createActivitySlice } from '../features/integrations/activity-store.ts';
import { createIntegrationActs } from '../features/integrations/acts-store.ts';
import { createIntegrationDetail } from '../features/integrations/detail/detail-store.ts';
import { createEditorSlice, type EditorState } from '../features/integrations/editor/store.ts';
import {
  createIntegrationsSlice,
  createIntegrationsView,
  type IntegrationsState,
} from '../features/integrations/store.ts';
import { createJobsSlice, type JobsState } from '../features/jobs/store.ts';
import { createPoliciesSlice, type PoliciesState } from '../features/settings/policies-store.ts';
import { type ChoicesState, createChoicesSlice } from '../features/settings/store.ts';
import { type AccountsState, createAccountsSlice, createAccountsView } from '../features/tenants/store.ts';
import { createSecretsSlice, type SecretsState } from '../features/vault/store.ts';
import type { FrameState } from './feature/frame-state.ts';
import type { Client, CreateSlice } from './feature/slice.ts';
import type { WindowMemory } from './feature/window-memory.ts';
import { createConnectionSlice } from './slices/connection-slice.ts';
import { createFrameSlice } from './slices/frame-slice.ts';
import { createSearchSlice } from './slices/search-slice.ts';
import { createSettingsSlice } from './slices/settings-slice.ts';
import { createTenantsSlice } from './slices/tenants-slice.ts';
import { createVaultSlice } from './slices/vault-slice.ts';
import { createWorkSlice } from './slices/work-slice.ts';

export interface AppState
  extends FrameState,
    AccountsState,
    IntegrationsState,
    EditorState,
    DispatchState,
    JobsState,
    BenchState,
    SecretsState,
    ChoicesState,
    PoliciesState,
    FirstRunState {}

export interface AppStorePorts {
  readonly client: Client;
  readonly connection: Pick<PageConnection, 'state' | 'retryNow' | 'createWindowLink'>;
  readonly memory: WindowMemory;
  now(): number;
}

export interface AppStore {
  readonly store: StoreApi<AppState>;
  close(): void;
}

export function createAppStore({ client, connection, memory, now }: AppStorePorts): AppStore {
  const upkeep = keepMirrors(connection.state);
  const store = createStore<AppState>()((set, get) => {
    const make = <Key extends keyof AppState>(key: Key, create: CreateSlice<AppState[Key]>): AppState[Key] =>
      create({
        client,
        now,
        read: () => get()[key],
        write: (change) => set((state) => ({ [key]: { ...state[key], ...change } }) as Pick<AppState, Key>),
        whileOpen: upkeep.whileOpen,
        afterEachGap: upkeep.afterEachGap,
      });
    const acts = { rowAnswered: (row: IntegrationRecord) => get().integrations.rowAnswered(row) };
    return {
      connection: make('connection', createConnectionSlice(connection)),
      frame: make('frame', createFrameSlice(memory)),
      search: make('search', createSearchSlice),
      settings: make('settings', createSettingsSlice),
      tenants: make('tenants', createTenantsSlice),
      vault: make('vault', createVaultSlice),
      work: make('work', createWorkSlice),
      accounts: make('accounts', createAccountsSlice),
      accountsView: make('accountsView', createAccountsView),
      integrations: make('integrations', createIntegrationsSlice),
      integrationsView: make('integrationsView', createIntegrationsView),
      integrationActs: make('integrationActs', createIntegrationActs(acts)),
      integrationActivity: make('integrationActivity', createActivitySlice),
      integrationDetail: make('integrationDetail', createIntegrationDetail),
      editor: make('editor', createEditorSlice),
      jobs: make('jobs', createJobsSlice),
      dispatch: make('dispatch', createDispatchSlice),
      dispatchActs: make('dispatchActs', createDispatchActs),
      replays: make('replays', createReplaysSlice),
      dispatchView: make('dispatchView', createDispatchView),
      bench: make('bench', createBenchSlice),
      benchView: make('benchView', createBenchView),
      secrets: make('secrets', createSecretsSlice),
      policies: make('policies', createPoliciesSlice),
      choices: make('choices', createChoicesSlice),
      firstRun: make('firstRun', createFirstRunSlice(memory)),
    };
  });
  upkeep.start();
  return { store, close: upkeep.close };
}

/** Begins and ends what the slices keep up with the engine. */
function keepMirrors(connection: PageConnection['state']) {
  const streams: (() => () => void)[] = [];
  const readings: (() => void)[] = [];
  const readAll = () => {
    for (const read of readings) read();
  };
  const unwatch = connection.subscribe((state, before) => {
    if (state.epoch !== before.epoch) readAll();
  });
  let ends: (() => void)[] = [];
  return {
    whileOpen: (begin: () => () => void) => void streams.push(begin),
    afterEachGap: (read: () => void) => void readings.push(read),
    start: () => {
      ends = streams.map((begin) => begin());
      readAll();
    },
    close: () => {
      unwatch();
      for (const end of ends) end();
    },
  };
}
