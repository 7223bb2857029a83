// The Deliveries screen as the frame knows it.
import { Send } from 'lucide-react';
import type { Feature } from '../../app/feature/feature.ts';
import { dispatchCommands, screenId } from './commands.ts';
import { DeliveriesPage } from './deliveries-page.tsx';
import { RecentDeliveries } from './recent-deliveries.tsx';
import { type State, selectListing } from './selectors.ts';
import { t } from './texts.ts';

export const dispatchFeature: Feature<State> = {
  screen: {
    id: screenId,
    title: () => t('title'),
    icon: Send,
    place: 'top',
    keys: '$mod+3',
    subject: 'deliveries',
    placeholder: () => t('placeholder'),
    selectListing,
    Page: DeliveriesPage,
  },
  commands: dispatchCommands,
  dockTabs: [{ id: 'deliveries', title: () => t('title'), Panel: RecentDeliveries }],
};
