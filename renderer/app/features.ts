// The features of the application in the order of the rail. Whoever adds a screen adds it here, and its slices in store.ts.
import { benchFeature } from '../features/bench/feature.ts';
import { dispatchFeature } from '../features/dispatch/feature.ts';
import { integrationsFeature } from '../features/integrations/feature.ts';
import { JobStatus, jobsTab } from '../features/jobs/job-status.tsx';
import { JobsPanel } from '../features/jobs/jobs-panel.tsx';
import { selectActive } from '../features/jobs/selectors.ts';
import { t as jobsText } from '../features/jobs/texts.ts';
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

export const statusItems = [
  { id: jobsTab, Item: JobStatus },
  ...features.flatMap(({ screen, StatusItem }) =>
    StatusItem === undefined ? [] : [{ id: screen.id, Item: StatusItem }],
  ),
];

export const screens: readonly Screen<AppState>[] = features.map(({ screen }) => screen);

const jobsDockTab: DockTab<AppState> = {
  id: jobsTab,
  title: () => jobsText('title'),
  selectCount: (state) => selectActive(state).length,
  countTone: 'neutral',
  Panel: JobsPanel,
};

const problemsTab: DockTab<AppState> = {
  id: 'problems',
  title: () => t('dock.problems'),
  selectCount: ({ work }) => work.problems,
  Panel: ProblemsPanel,
};

export const dockTabs: readonly DockTab<AppState>[] = [
  ...features.flatMap(({ dockTabs: tabs }) => tabs ?? []),
  jobsDockTab,
  problemsTab,
];
