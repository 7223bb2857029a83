// View slice of the frame: what is open in this window and what was typed before. Written only by what the user does.
import type { CreateSlice } from '../feature/slice.ts';
import type { WindowMemory } from '../feature/window-memory.ts';

export type Overlay = 'palette' | 'shortcuts' | null;

export interface FrameSlice {
  readonly overlay: Overlay;
  readonly isDockOpen: boolean;
  readonly dockTab: string | null;
  /** Off: single letters do nothing anywhere. */
  readonly hasLetterKeys: boolean;
  /** Newest first. */
  readonly queryHistory: readonly string[];
  /** What is in the query bar while the address does not hold it yet; null: the address holds it. */
  readonly typedQuery: string | null;
  /** Pixels, by the pane's name. */
  readonly paneSizes: Readonly<Record<string, number>>;
  overlayOpened(overlay: Exclude<Overlay, null>): void;
  overlayClosed(): void;
  dockToggled(): void;
  dockTabOpened(tab: string): void;
  letterKeysToggled(): void;
  queryTyped(text: string): void;
  /** The address holds what was typed. */
  queryWritten(): void;
  /** The person went on with this query. */
  queryUsed(query: string): void;
  paneResized(pane: string, sizePx: number): void;
}

const keptQueries = 50;

export function createFrameSlice(memory: WindowMemory): CreateSlice<FrameSlice> {
  return ({ read, write: writeSlice }) => {
    const write = (change: Partial<FrameSlice>) => {
      writeSlice(change);
      const { isDockOpen, hasLetterKeys, queryHistory, paneSizes } = read();
      memory.keep({ isDockOpen, hasLetterKeys, queryHistory: [...queryHistory], paneSizes: { ...paneSizes } });
    };
    const { isDockOpen, hasLetterKeys, queryHistory, paneSizes } = memory.recall();
    return {
      ...{ overlay: null, isDockOpen, dockTab: null, hasLetterKeys, queryHistory, typedQuery: null, paneSizes },
      overlayOpened: (overlay) => writeSlice({ overlay }),
      overlayClosed: () => writeSlice({ overlay: null }),
      dockToggled: () => write({ isDockOpen: !read().isDockOpen }),
      dockTabOpened: (dockTab) => write({ dockTab, isDockOpen: true }),
      letterKeysToggled: () => write({ hasLetterKeys: !read().hasLetterKeys }),
      queryTyped: (typedQuery) => writeSlice({ typedQuery }),
      queryWritten: () => writeSlice({ typedQuery: null }),
      paneResized: (pane, sizePx) => write({ paneSizes: { ...read().paneSizes, [pane]: sizePx } }),
      queryUsed: (query) => {
        const text = query.trim();
        if (text === '') return;
        const others = read().queryHistory.filter((known) => known !== text);
        write({ queryHistory: [text, ...others].slice(0, keptQueries) });
      },
    };
  };
}
