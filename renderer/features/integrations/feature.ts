// The Integrations screen as the frame knows it.
import { Webhook } from 'lucide-react';
import type { Feature } from '../../app/feature/feature.ts';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { nothingSelected } from '../../ui/grid/grid-selection.ts';
import { integrationCommands } from './commands.ts';
import { editorCommands, stepBackFromEditor } from './editor/editor-commands.ts';
import type { EditorState } from './editor/store.ts';
import { IntegrationsPage } from './integrations-page.tsx';
import { selectListing, selectTimeZone } from './selectors.ts';
import type { IntegrationsState } from './store.ts';
import { t } from './texts.ts';

export const integrationsFeature: Feature<FrameState & IntegrationsState & EditorState> = {
  screen: {
    id: 'integrations',
    title: () => t('title'),
    icon: Webhook,
    place: 'top',
    keys: '$mod+2',
    subject: 'integrations',
    placeholder: (state) => {
      const { total } = selectListing(state);
      return total === null ? t('placeholderEmpty') : t('placeholder', { count: formatNumber(total) });
    },
    selectListing,
    selectTimeZone,
    stepBack: (context) => {
      if (!stepBackFromEditor(context)) context.state.integrationsView.selectionChanged(nothingSelected);
    },
    Page: IntegrationsPage,
  },
  commands: [...integrationCommands, ...editorCommands.map((command) => ({ ...command, part: 'editor' }))],
};
