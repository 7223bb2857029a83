// The window: its frame, the screen the address names, and what lies over them.
import { useEffect, useRef } from 'react';
import type { StoreApi } from 'zustand';
import { FirstRun } from '../features/first-run/first-run.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { UiRoot } from '../ui/ui-root.tsx';
import styles from './app.module.css';
import { AppearanceKeeper } from './appearance.tsx';
import { commands } from './commands.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import type { Screen } from './feature/feature.ts';
import { focusScreen, isFocusIn, watchRegionFocus } from './feature/focus.ts';
import { formatNumber } from './feature/format.ts';
import type { FrameState } from './feature/frame-state.ts';
import {
  currentLocation,
  navigate,
  StoreContext,
  useAppLocation,
  useAppState,
  useAppStore,
} from './feature/use-app.ts';
import { useTenantSet } from './feature/use-list.ts';
import type { WindowMemory } from './feature/window-memory.ts';
import { screens } from './features.ts';
import { ConnectionBanner } from './layout/connection-pill.tsx';
import { Dock } from './layout/dock.tsx';
import { Rail } from './layout/rail.tsx';
import { ScreenNotFound } from './layout/screen-not-found.tsx';
import { StatusBar } from './layout/status-bar.tsx';
import { TenantBar } from './layout/tenant-bar.tsx';
import { TopBar } from './layout/top-bar.tsx';
import { Palette } from './palette/palette.tsx';
import { bindKeys } from './shortcuts/bind-keys.ts';
import { ShortcutSheet } from './shortcuts/shortcut-sheet.tsx';
import type { AppState } from './store.ts';
import { t } from './texts.ts';

export interface AppProps {
  readonly store: StoreApi<AppState>;
  readonly memory: WindowMemory;
}

export function App({ store, memory }: AppProps) {
  return (
    <StoreContext value={store as unknown as StoreApi<FrameState>}>
      <UiRoot dismissName={t('toast.dismiss')}>
        <AppearanceKeeper memory={memory} />
        <Frame />
      </UiRoot>
    </StoreContext>
  );
}

function Frame() {
  const location = useAppLocation();
  const screen = screens.find(({ id }) => id === location.screen);
  useKeys();
  useOpenedTenantSet();
  useScreenFocus(screen);
  return (
    <>
      <div className={styles.window}>
        <TenantBar />
        <Rail />
        <ErrorBoundary key={`top ${location.screen}`}>
          <TopBar screen={screen} />
        </ErrorBoundary>
        <div className={styles.content}>
          <ConnectionBanner />
          <main className={styles.main} aria-label={screen?.title()} data-region="main">
            <ErrorBoundary key={location.screen}>
              {screen === undefined ? <ScreenNotFound screen={location.screen} /> : <screen.Page />}
            </ErrorBoundary>
          </main>
          <ErrorBoundary key="dock">
            <Dock />
          </ErrorBoundary>
        </div>
        <ErrorBoundary key={`status ${location.screen}`} isSilent>
          <StatusBar screen={screen} />
        </ErrorBoundary>
      </div>
      <Palette />
      <ShortcutSheet />
      <FirstRun />
      <ErrorBoundary key={`news ${location.screen}`} isSilent>
        <Announcements screen={screen} />
      </ErrorBoundary>
    </>
  );
}

function useKeys(): void {
  const store = useAppStore<AppState>();
  useEffect(
    () =>
      bindKeys({
        commands,
        target: window,
        context: () => ({ state: store.getState(), location: currentLocation(), navigate }),
        // What is typed while an overlay opens is meant for it, though the focus is not there yet.
        hasLetterKeys: () => {
          const { hasLetterKeys, overlay } = store.getState().frame;
          return hasLetterKeys && overlay === null;
        },
      }),
    [store],
  );
  useEffect(() => watchRegionFocus(document), []);
}

/** What waits for a person is counted in the tenant set that is open. */
function useOpenedTenantSet(): void {
  const id = useTenantSet()?.id;
  const tenantSetOpened = useAppState((state: AppState) => state.work.tenantSetOpened);
  useEffect(() => {
    if (id !== undefined) tenantSetOpened(id);
  }, [id, tenantSetOpened]);
}

/** The title says which screen is open, and the focus goes there; not on the first one, which a reader begins from the top. */
function useScreenFocus(screen: Screen<AppState> | undefined): void {
  const isFirst = useRef(true);
  const id = screen?.id;
  useEffect(() => {
    document.title = screen === undefined ? t('app.name') : t('app.title', { screen: screen.title() });
    if (isFirst.current) isFirst.current = false;
    else if (id !== undefined && !isFocusIn('query')) focusScreen();
  }, [screen, id]);
}

function Announcements({ screen }: { readonly screen: Screen<AppState> | undefined }) {
  const matching = useAppState((state: AppState) => screen?.selectListing?.(state).matching ?? null);
  return <LiveRegion message={matching === null ? '' : t('query.results', { count: formatNumber(matching) })} />;
}
