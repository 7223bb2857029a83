// Theme and density on the document. The engine keeps them; the window's memory only bridges the first frame.
import { useEffect } from 'react';
import type { Settings } from '../../shared/settings/settings.ts';
import { readyValue } from './feature/loadable.ts';
import { useAppState } from './feature/use-app.ts';
import type { WindowMemory } from './feature/window-memory.ts';
import type { AppState } from './store.ts';

type Appearance = Pick<Settings, 'theme' | 'density'>;

/** Before the first frame, and after every change. */
export function applyAppearance({ theme, density }: Appearance): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  dataset.density = density;
}

export function AppearanceKeeper({ memory }: { readonly memory: WindowMemory }) {
  const settings = useAppState((state: AppState) => readyValue(state.settings.current));
  const theme = settings?.theme;
  const density = settings?.density;
  useEffect(() => {
    if (theme === undefined || density === undefined) return;
    applyAppearance({ theme, density });
    memory.keep({ theme, density });
  }, [theme, density, memory]);
  return null;
}
