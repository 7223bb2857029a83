// The features of the application in the order of the rail. Whoever adds a screen adds it here, and its slices in store.ts.
import { benchFeature } from '../features/bench/feature.ts';
import { dispatchFeature } from '../features/dispatch/feature.ts';
import { integrationsFeature } from '../features/integrations/feature.ts';
import { settingsFeature } from '../features/settings/feature.ts';
import { accountsFeature } from '../features/tenants/feature.ts';
import { vaultFeature } from '../features/vault/feature.ts';
import type { DockTab, Feature, Screen } from './feature/feature.ts';
import { ProblemsPanel } from './layout/problems-panel.tsx';
import type { AppState } from './store.ts';
import { t } from './texts.ts';

export const features: readonly Feature<AppState>[] = [
  accountsFeature,
  integrationsFeature,
  dispatchFeature,
  benchFeature,
  vaultFeature,
  settingsFeature,
];

export const screens: readonly Screen<AppState>[] = features.map(({ screen }) => screen);

const problemsTab: DockTab<AppState> = {
  id: 'problems',
  title: () => t('dock.problems'),
  selectCount: ({ work }) => work.problems,
  Panel: ProblemsPanel,
};

export const dockTabs: readonly DockTab<AppState>[] = [
  ...features.flatMap(({ dockTabs: tabs }) => tabs ?? []),
  problemsTab,
];
