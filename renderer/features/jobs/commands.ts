// Jobs as commands: pause and resume by one key while the dock shows them, and the way there.
import { ListChecks, Pause } from 'lucide-react';
import type { Command } from '../../app/feature/commands.ts';
import { jobsTab } from './job-status.tsx';
import { type State, selectToggled } from './selectors.ts';
import { t } from './texts.ts';

export const jobsCommands: readonly Command<State>[] = [
  {
    id: 'jobs.toggle',
    title: () => t('command.toggle'),
    section: 'view',
    icon: Pause,
    keys: ['p'],
    // Where replays of many come from; elsewhere a letter alone acts on nothing.
    screen: 'deliveries',
    when: ({ state }) => selectToggled(state) !== null && state.frame.isDockOpen && state.frame.dockTab === jobsTab,
    run: ({ state }) => {
      const job = selectToggled(state);
      if (job === null) return;
      if (job.state === 'paused') state.jobs.resumeAsked(job.id);
      else state.jobs.pauseAsked(job.id);
    },
  },
  {
    id: 'jobs.show',
    title: () => t('command.show'),
    section: 'go',
    icon: ListChecks,
    run: ({ state }) => state.frame.dockTabOpened(jobsTab),
  },
];
