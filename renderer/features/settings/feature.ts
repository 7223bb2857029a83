// The Settings as the frame knows them.
import { SlidersHorizontal } from 'lucide-react';
import type { Feature } from '../../app/feature/feature.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { SettingsPage } from './settings-page.tsx';
import type { ChoicesState } from './store.ts';
import { t } from './texts.ts';

export const settingsFeature: Feature<FrameState & ChoicesState> = {
  screen: {
    id: 'settings',
    title: () => t('title'),
    icon: SlidersHorizontal,
    place: 'bottom',
    keys: '$mod+,',
    Page: SettingsPage,
  },
  commands: [],
};
