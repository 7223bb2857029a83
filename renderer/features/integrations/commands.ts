// What can be done on the Integrations screen from the keyboard and the palette. Acts take the selected rows, else the open one.
import { CopyPlus, PencilLine, Play, Plus, Radio, Square, Trash2, Undo2 } from 'lucide-react';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { Command, CommandContext } from '../../app/feature/commands.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { canUndo } from './acts-store.ts';
import { keysOf } from './keys.ts';
import { canSwitchSelected, placeOf, readSelected, selectListing, selectOpened } from './selectors.ts';
import type { IntegrationsState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & IntegrationsState;
type Context = CommandContext<State>;

const shared = { section: 'selection', screen: 'integrations', part: 'list' } as const;

export const integrationCommands: readonly Command<State>[] = [
  switchCommand(true),
  switchCommand(false),
  {
    ...shared,
    ...{ id: 'integrations.edit', title: () => t('act.edit'), icon: PencilLine },
    when: (context) => openedRow(context) !== null,
    run: (context) => onOpened(context, ({ id }) => context.navigate({ edit: 'true', sel: id })),
  },
  {
    ...shared,
    ...{ id: 'integrations.send', title: () => t('act.send'), icon: Radio },
    when: (context) => openedRow(context) !== null,
    run: (context) =>
      onOpened(context, ({ id, triggerEvent }) => {
        const { integrationActs, integrationsView } = context.state;
        integrationActs.sendAsked({ id, triggerEvent, sample: integrationsView.sample });
      }),
  },
  {
    ...shared,
    ...{ id: 'integrations.duplicate', title: () => t('act.duplicate'), icon: CopyPlus, keys: [keysOf.duplicate] },
    when: (context) => openedRow(context) !== null,
    run: (context) => onOpened(context, ({ id }) => context.state.integrationActs.duplicateAsked(id)),
  },
  {
    ...shared,
    ...{ id: 'integrations.delete', title: () => t('act.delete'), icon: Trash2, keys: [keysOf.delete] },
    // In a field the key takes a character away.
    when: (context) => openedRow(context)?.enabled === false && !isInField(),
    run: (context) => onOpened(context, context.state.integrationsView.deleteConsidered),
  },
  {
    ...shared,
    ...{ id: 'integrations.new', title: () => t('act.new'), section: 'edit', icon: Plus, keys: [keysOf.new] },
    when: (context) => openedRow(context) !== null,
    run: (context) => onOpened(context, (row) => context.navigate({ edit: 'new', sel: placeOf(row) })),
  },
  {
    ...shared,
    ...{ id: 'integrations.undo', title: () => t('act.undo'), section: 'edit', icon: Undo2, keys: [keysOf.undo] },
    when: ({ state, location }) => location.edit === null && canUndo(state.integrationActs.lastNews) && !isInField(),
    run: ({ state }) => state.integrationActs.undoAsked(state.integrationActs.lastNews),
  },
];

function switchCommand(enabled: boolean): Command<State> {
  const name = enabled ? 'enable' : 'disable';
  return {
    ...shared,
    id: `integrations.${name}`,
    title: () => t(`act.${name}`),
    icon: enabled ? Play : Square,
    keys: [keysOf[name]],
    when: ({ state, location }) => {
      if (location.edit !== null) return false;
      if (selectListing(state).selected > 0) return canSwitchSelected(state);
      const opened = selectOpened(state);
      return opened !== null && opened.enabled !== enabled;
    },
    run: ({ state }) => switchChosen(state, enabled),
  };
}

/** The selected rows, else the open one. */
export function switchChosen(state: State, enabled: boolean): void {
  const opened = selectOpened(state);
  const { switchAsked } = state.integrationActs;
  if (selectListing(state).selected === 0) {
    if (opened !== null) switchAsked([opened.id], enabled);
    return;
  }
  void readSelected(state).then((rows) => {
    switchAsked(
      rows.map(({ id }) => id),
      enabled,
    );
  });
}

/** null: none is open, or the editor lies over the list. */
function openedRow({ state, location }: Context): IntegrationRecord | null {
  return location.edit === null ? selectOpened(state) : null;
}

function onOpened(context: Context, act: (row: IntegrationRecord) => void): void {
  const row = openedRow(context);
  if (row !== null) act(row);
}

function isInField(): boolean {
  return document.activeElement?.closest('input:not([type="checkbox"]), textarea, [role="combobox"]') != null;
}
