// The Test bench as the frame knows it.
import { Copy, FlaskConical, Play, Square } from 'lucide-react';
import type { Feature } from '../../app/feature/feature.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import { copyText } from '../../ui/copy-text.ts';
import { BenchPage } from './bench-page.tsx';
import type { BenchState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & BenchState;

const screenId = 'bench';
const isRunning = (state: State) => readyValue(state.bench.receiver)?.isRunning === true;

export const benchFeature: Feature<State> = {
  screen: {
    id: screenId,
    title: () => t('title'),
    icon: FlaskConical,
    place: 'top',
    keys: '$mod+4',
    selectListing: ({ bench }) => {
      const { captures, receiver } = bench;
      const total = readyValue(receiver)?.captureCount ?? null;
      return { matching: total === null ? null : Math.max(total, captures.length), total: null, selected: 0 };
    },
    Page: BenchPage,
  },
  commands: [
    {
      id: 'bench.start',
      title: () => t('command.start'),
      section: 'view',
      icon: Play,
      screen: screenId,
      when: ({ state }) => !isRunning(state),
      run: ({ state }) => state.bench.startAsked(undefined),
    },
    {
      id: 'bench.stop',
      title: () => t('command.stop'),
      section: 'view',
      icon: Square,
      when: ({ state }) => isRunning(state),
      run: ({ state }) => state.bench.stopAsked(),
    },
    {
      id: 'bench.copyUrl',
      title: () => t('command.copyUrl'),
      section: 'view',
      icon: Copy,
      when: ({ state }) => isRunning(state),
      run: ({ state }) => void copyText(readyValue(state.bench.receiver)?.url ?? ''),
    },
  ],
};
