// What lies over the window on the first run: the welcome, then the card of the tour.
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import type { FirstRunState } from './store.ts';
import { TourCard } from './tour-card.tsx';
import { Welcome } from './welcome.tsx';

export function FirstRun() {
  const step = useAppState((state: FrameState & FirstRunState) => state.firstRun.step);
  if (step === null) return null;
  return step === 'welcome' ? <Welcome /> : <TourCard key={step} step={step} />;
}
