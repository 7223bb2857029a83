// The way back to the welcome.
import { Compass } from 'lucide-react';
import type { Command } from '../../app/feature/commands.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import type { FirstRunState } from './store.ts';
import { t } from './texts.ts';

export const firstRunCommands: readonly Command<FrameState & FirstRunState>[] = [
  {
    id: 'firstRun.welcome',
    title: () => t('command.welcome'),
    section: 'help',
    icon: Compass,
    run: ({ state }) => state.firstRun.welcomeAsked(),
  },
];
