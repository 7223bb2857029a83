// The Deliveries screen as the frame knows it.
import { Send } from 'lucide-react';
import type { Feature } from '../../app/feature/feature.ts';
import { nothingSelected } from '../../ui/grid/grid-selection.ts';
import { dispatchCommands, screenId } from './commands.ts';
import { DeliveriesPage } from './deliveries-page.tsx';
import { RecentDeliveries } from './recent-deliveries.tsx';
import { type State, selectListing } from './selectors.ts';
import { DispatchStatusItem, Following } from './status-items.tsx';
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
    stepBack: ({ state }) => state.dispatchView.selectionChanged(nothingSelected),
    Status: Following,
    Page: DeliveriesPage,
  },
  commands: dispatchCommands,
  StatusItem: DispatchStatusItem,
  dockTabs: [{ id: 'deliveries', title: () => t('title'), Panel: RecentDeliveries }],
};
