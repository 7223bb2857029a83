// The Accounts screen as the frame knows it.
import { Building2 } from 'lucide-react';
import type { Feature } from '../../app/feature/feature.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { AccountsPage } from './accounts-page.tsx';
import { accountsCommands } from './commands.ts';
import { selectListing, selectTimeZone } from './selectors.ts';
import type { AccountsState } from './store.ts';
import { t } from './texts.ts';

export const accountsFeature: Feature<FrameState & AccountsState> = {
  screen: {
    id: 'accounts',
    title: () => t('title'),
    icon: Building2,
    place: 'top',
    keys: '$mod+1',
    subject: 'accounts',
    placeholder: () => t('placeholder'),
    selectListing,
    selectTimeZone,
    Page: AccountsPage,
  },
  commands: accountsCommands,
};
