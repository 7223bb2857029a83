// How high rows are. Until the engine has told its settings, what this window remembers of them stands on the document.
import type { Settings } from '../../../shared/settings/settings.ts';
import type { FrameState } from './frame-state.ts';
import { readyValue } from './loadable.ts';
import { useAppState } from './use-app.ts';

export function useDensity(): Settings['density'] {
  return useAppState((state: FrameState) => readyValue(state.settings.current)?.density ?? readRemembered());
}

function readRemembered(): Settings['density'] {
  const { density } = document.documentElement.dataset;
  return density === 'compact' || density === 'roomy' ? density : 'default';
}
