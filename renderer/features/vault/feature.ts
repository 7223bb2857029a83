// The Vault as the frame knows it.
import { KeyRound } from 'lucide-react';
import type { Feature } from '../../app/feature/feature.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import type { SecretsState } from './store.ts';
import { t } from './texts.ts';
import { VaultPage } from './vault-page.tsx';

export const vaultFeature: Feature<FrameState & SecretsState> = {
  screen: {
    id: 'vault',
    title: () => t('title'),
    icon: KeyRound,
    place: 'top',
    keys: '$mod+6',
    selectListing: ({ secrets }) => ({
      matching: readyValue(secrets.secrets)?.length ?? null,
      total: null,
      selected: 0,
    }),
    Page: VaultPage,
  },
  commands: [],
};
