// Every command of the window: the frame's own and those of the features.
import { ArrowLeft, ArrowRight, BookOpen, Keyboard, ListFilter, PencilLine, Search, TriangleAlert } from 'lucide-react';
import { firstRunCommands } from '../features/first-run/commands.ts';
import { jobsCommands } from '../features/jobs/commands.ts';
import { type Command, findKeyConflicts } from './feature/commands.ts';
import { screenChange } from './feature/use-app.ts';
import { features, screens } from './features.ts';
import { listHints } from './list-hints.ts';
import { queryInputId } from './query/query-bar.tsx';
import type { AppState } from './store.ts';
import { t } from './texts.ts';
import { viewCommands } from './view-commands.ts';

type AppCommand = Command<AppState>;

const goCommands: readonly AppCommand[] = screens.map((screen) => ({
  id: `go.${screen.id}`,
  title: () => t('command.goTo', { screen: screen.title() }),
  section: 'go',
  icon: screen.icon,
  keys: [screen.keys],
  run: ({ navigate }) => navigate(screenChange(screen.id)),
}));

const frameCommands: readonly AppCommand[] = [
  {
    id: 'frame.palette',
    title: () => t('command.palette'),
    section: 'help',
    icon: Search,
    keys: ['$mod+k'],
    run: ({ state }) => state.frame.overlayOpened('palette'),
  },
  {
    id: 'frame.shortcuts',
    title: () => t('command.shortcuts'),
    section: 'help',
    icon: BookOpen,
    keys: ['F1', '[Shift]+?'],
    run: ({ state }) => state.frame.overlayOpened('shortcuts'),
  },
  {
    id: 'frame.letterKeys',
    title: () => t('command.letterKeys'),
    section: 'help',
    icon: Keyboard,
    run: ({ state }) => state.frame.letterKeysToggled(),
  },
  {
    id: 'frame.query',
    title: () => t('command.query'),
    section: 'go',
    icon: ListFilter,
    keys: ['/', '$mod+f'],
    when: () => document.getElementById(queryInputId) !== null,
    run: () => (document.getElementById(queryInputId) as HTMLInputElement | null)?.select(),
  },
  {
    id: 'frame.back',
    title: () => t('command.back'),
    section: 'go',
    icon: ArrowLeft,
    keys: ['Alt+ArrowLeft'],
    run: () => history.back(),
  },
  {
    id: 'frame.forward',
    title: () => t('command.forward'),
    section: 'go',
    icon: ArrowRight,
    keys: ['Alt+ArrowRight'],
    run: () => history.forward(),
  },
  {
    id: 'frame.drafts',
    title: () => t('command.showDrafts'),
    section: 'go',
    icon: PencilLine,
    when: ({ state }) => (state.work.drafts ?? 0) > 0,
    run: ({ navigate }) => navigate({ ...screenChange('integrations'), q: 'has:draft' }),
  },
  {
    id: 'frame.problems',
    title: () => t('command.showProblems'),
    section: 'go',
    icon: TriangleAlert,
    when: ({ state }) => (state.work.problems ?? 0) > 0,
    run: ({ navigate }) => navigate({ ...screenChange('integrations'), q: 'has:problem' }),
  },
];

export const commands: readonly AppCommand[] = joinCommands([
  ...features.flatMap((feature) => feature.commands),
  ...goCommands,
  ...frameCommands,
  ...firstRunCommands,
  ...jobsCommands,
  ...viewCommands,
  ...listHints,
]);

/** Two commands on one key would make one of them unreachable: that is a mistake of ours and stops the window. */
function joinCommands(all: readonly AppCommand[]): readonly AppCommand[] {
  const [conflict] = findKeyConflicts(all);
  if (conflict !== undefined) throw new Error(`Both ${conflict.ids.join(' and ')} act on ${conflict.keys}.`);
  return all;
}
