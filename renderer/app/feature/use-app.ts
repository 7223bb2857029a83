// What a component may reach: the store of its window, the address, and the way to another address. Never the client.
import { createContext, useContext, useEffect } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';
import { type StoreApi, useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { FrameState } from './frame-state.ts';
import { type AppLocation, formatLocation, type LocationChange, parseLocation } from './location.ts';

/** The screen that an address without one means. */
export const defaultScreen = 'integrations';

export const StoreContext = createContext<StoreApi<FrameState> | null>(null);

/** `State` is the frame's state with the feature's own slices beside it. Several fields at once: `useShallowAppState`. */
export function useAppState<State extends FrameState, T>(select: (state: State) => T): T {
  return useStore(useAppStore<State>(), select);
}

export function useShallowAppState<State extends FrameState, T>(select: (state: State) => T): T {
  return useStore(useAppStore<State>(), useShallow(select));
}

/** For acts that read the state when they happen and not when they are drawn. */
export function useAppStore<State extends FrameState>(): StoreApi<State> {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('There is no store above this component.');
  // One store holds every slice; the composition in store.ts is where the compiler checks that State is part of it.
  return store as unknown as StoreApi<State>;
}

export function useAppLocation(): AppLocation {
  const [hash] = useHashLocation();
  if (hash !== latest.hash) latest = { hash, location: withScreen(parseLocation(hash)) };
  return latest.location;
}

/** Many components ask for the same address, and it is read once. */
let latest = { hash: '', location: withScreen(parseLocation('')) };

/** The query as it stands in the query bar, which the address follows a moment later. */
export function useQueryText(): string {
  const { q } = useAppLocation();
  return useAppState((state: FrameState) => state.frame.typedQuery) ?? q;
}

export function currentLocation(): AppLocation {
  return withScreen(parseLocation(globalThis.location.hash));
}

/** Changes parts of the address. `push` makes a step that Alt+Left goes back over. */
export function navigate(change: LocationChange, mode: 'push' | 'replace' = 'push'): void {
  const oldURL = globalThis.location.href;
  const hash = formatLocation({ ...currentLocation(), ...change });
  if (hash === globalThis.location.hash) return;
  if (mode === 'push') history.pushState(null, '', hash);
  else history.replaceState(null, '', hash);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: globalThis.location.href }));
}

const addressDelayMs = 150;

/**
 * Lets the address follow what changes many times a second, as typing and moving through rows do: a browser lets an address change
 * only so often. Null: nothing to follow. `onWritten` is told when the address holds it.
 */
export function useFollowingAddress(
  change: LocationChange | null,
  mode: 'push' | 'replace',
  onWritten?: () => void,
): void {
  const text = JSON.stringify(change);
  useEffect(() => {
    const known = JSON.parse(text) as LocationChange | null;
    if (known === null) return;
    const timer = setTimeout(() => {
      navigate(known, mode);
      onWritten?.();
    }, addressDelayMs);
    return () => clearTimeout(timer);
  }, [text, mode, onWritten]);
}

/** The address of a screen as it first opens, keeping the tenant set. */
export function screenChange(screen: string): LocationChange {
  return { screen, path: [], q: '', sort: null, cols: null, sel: null, tab: null, edit: null };
}

function withScreen(location: AppLocation): AppLocation {
  return location.screen === '' ? { ...location, screen: defaultScreen } : location;
}
