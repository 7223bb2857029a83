// What can be done with the delivery that is open, as commands.
import { ArchiveRestore, ArchiveX, CircleMinus, ClipboardCopy, PencilLine, RotateCcw, Terminal } from 'lucide-react';
import type { Command } from '../../app/feature/commands.ts';
import { copyAsCurl, copyDiagnostic } from './copy-delivery.ts';
import { askReplay, replaySelected, type State, selectChosen, selectOpened } from './selectors.ts';
import { t } from './texts.ts';

export const screenId = 'deliveries';

type DispatchCommand = Command<State>;

const onOpened = { section: 'selection', screen: screenId } as const;

function onOne(state: State, act: (acts: State['dispatchActs'], selection: { ids: string[] }) => void): void {
  const delivery = selectOpened(state);
  if (delivery !== null) act(state.dispatchActs, { ids: [delivery.id] });
}

export const dispatchCommands: readonly DispatchCommand[] = [
  {
    ...onOpened,
    id: 'dispatch.replay',
    title: () => t('command.replay'),
    icon: RotateCcw,
    keys: ['r'],
    when: ({ state }) => {
      const delivery = selectOpened(state);
      return selectChosen(state) !== null || (delivery !== null && delivery.outcome !== 'pending');
    },
    // The selected rows, else the open one.
    run: ({ state }) => (selectChosen(state) === null ? askReplay(state) : replaySelected(state)),
  },
  {
    ...onOpened,
    id: 'dispatch.replayEdited',
    title: () => t('command.replayEdited'),
    icon: PencilLine,
    when: ({ state }) => {
      const delivery = selectOpened(state);
      return delivery !== null && delivery.outcome !== 'pending';
    },
    run: ({ state }) => state.dispatchView.editingBegun(),
  },
  {
    ...onOpened,
    id: 'dispatch.requeue',
    title: () => t('command.requeue'),
    icon: ArchiveRestore,
    when: ({ state }) => selectOpened(state)?.outcome === 'dead',
    run: ({ state }) => onOne(state, (acts, selection) => acts.requeueAsked(selection)),
  },
  {
    ...onOpened,
    id: 'dispatch.discard',
    title: () => t('command.discard'),
    icon: ArchiveX,
    when: ({ state }) => selectOpened(state)?.outcome === 'dead',
    run: ({ state }) => onOne(state, (acts, selection) => acts.discardAsked(selection)),
  },
  {
    ...onOpened,
    id: 'dispatch.cancel',
    title: () => t('command.cancel'),
    icon: CircleMinus,
    when: ({ state }) => selectOpened(state)?.outcome === 'pending',
    run: ({ state }) => onOne(state, (acts, selection) => acts.cancelAsked(selection)),
  },
  {
    ...onOpened,
    id: 'dispatch.copyCurl',
    title: () => t('command.curl'),
    icon: Terminal,
    keys: ['Alt+c'],
    when: ({ state }) => selectOpened(state) !== null,
    run: ({ state }) => {
      const delivery = selectOpened(state);
      if (delivery !== null) copyAsCurl(delivery, state.dispatchView);
    },
  },
  {
    ...onOpened,
    id: 'dispatch.copyDiagnostic',
    title: () => t('command.diagnostic'),
    icon: ClipboardCopy,
    when: ({ state }) => selectOpened(state) !== null,
    run: ({ state }) => {
      const delivery = selectOpened(state);
      if (delivery !== null) copyDiagnostic(delivery, state.dispatchView);
    },
  },
];
