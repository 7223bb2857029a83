// What can be done with the delivery that is open, as commands.
import { ClipboardCopy, RotateCcw, Terminal } from 'lucide-react';
import type { Command } from '../../app/feature/commands.ts';
import { copyAsCurl, copyDiagnostic } from './copy-delivery.ts';
import { askReplay, type State, selectOpened } from './selectors.ts';
import { t } from './texts.ts';

export const screenId = 'deliveries';

type DispatchCommand = Command<State>;

const onOpened = { section: 'selection', screen: screenId } as const;

export const dispatchCommands: readonly DispatchCommand[] = [
  {
    ...onOpened,
    id: 'dispatch.replay',
    title: () => t('command.replay'),
    icon: RotateCcw,
    keys: ['r'],
    when: ({ state }) => {
      const delivery = selectOpened(state);
      return delivery !== null && delivery.outcome !== 'pending';
    },
    run: ({ state }) => askReplay(state),
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
