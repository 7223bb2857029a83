// The commands of the Accounts screen. They act on the row the reader is on.
import { ChevronsDownUp, ListFilter, Plus, Power, Webhook } from 'lucide-react';
import type { Pbx } from '../../../shared/tenants/account.ts';
import type { Command } from '../../app/feature/commands.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { newIntegrationIn, whyNoIntegration } from './acts.ts';
import { integrationsOf, selectCurrent } from './selectors.ts';
import type { AccountsState } from './store.ts';
import { t } from './texts.ts';
import { viewQueries } from './views.ts';

type State = FrameState & AccountsState;
type AccountsCommand = Command<State>;

const screen = 'accounts';

const onOpened: readonly AccountsCommand[] = [
  {
    id: 'accounts.showIntegrations',
    title: () => t('command.showIntegrations'),
    section: 'selection',
    icon: Webhook,
    keys: ['i'],
    screen,
    when: ({ state }) => selectCurrent(state) !== null,
    run: ({ state, navigate }) => {
      const owner = selectCurrent(state);
      if (owner !== null) navigate(integrationsOf(owner));
    },
  },
  {
    id: 'accounts.newIntegration',
    title: () => t('command.newIntegration'),
    section: 'selection',
    icon: Plus,
    keys: ['n'],
    screen,
    when: ({ state }) => {
      const owner = selectCurrent(state);
      return owner !== null && whyNoIntegration(owner) === undefined;
    },
    run: ({ state, navigate }) => {
      const owner = selectCurrent(state);
      if (owner !== null) navigate(newIntegrationIn(owner));
    },
  },
  ...([true, false] as const).map(
    (isOn): AccountsCommand => ({
      id: isOn ? 'accounts.turnOn' : 'accounts.turnOff',
      title: () => t(isOn ? 'command.turnOn' : 'command.turnOff'),
      section: 'selection',
      icon: Power,
      screen,
      when: ({ state }) => currentPbx(state)?.applicationsEnabled === !isOn,
      run: ({ state }) => {
        const pbx = currentPbx(state);
        if (pbx !== null) state.accountsView.switchAsked(pbx);
      },
    }),
  ),
];

const onView: readonly AccountsCommand[] = [
  {
    id: 'accounts.collapse',
    title: () => t('command.collapse'),
    section: 'view',
    icon: ChevronsDownUp,
    screen,
    when: ({ state }) => state.accountsView.expanded.length > 0,
    run: ({ state }) => state.accountsView.allCollapsed(),
  },
  {
    id: 'accounts.noIntegrations',
    title: () => t('command.viewNoIntegrations'),
    section: 'view',
    icon: ListFilter,
    screen,
    run: ({ navigate }) => navigate({ q: viewQueries['view.noIntegrations'], sel: null }),
  },
  {
    id: 'accounts.appsOff',
    title: () => t('command.viewAppsOff'),
    section: 'view',
    icon: ListFilter,
    screen,
    run: ({ navigate }) => navigate({ q: viewQueries['view.appsOff'], sel: null }),
  },
];

export const accountsCommands: readonly AccountsCommand[] = [...onOpened, ...onView];

function currentPbx(state: State): Pbx | null {
  const current = selectCurrent(state);
  return current !== null && 'serviceUuid' in current ? current : null;
}
