// View slice of the frame: what is open in this window and what was typed before. Written only by what the user does.
import { formatColumns, type ShownColumn } from '../feature/columns.ts';
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
  /** Columns that were chosen, as the address writes them, by screen. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Columns of the open screen that the address does not hold yet; null: the address holds them. */
  readonly pendingColumns: readonly string[] | null;
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
  /** null: the usual ones again. */
  columnsChosen(screen: string, shown: readonly ShownColumn[] | null): void;
  /** The address holds what was chosen. */
  columnsWritten(): void;
}

const keptQueries = 50;

export function createFrameSlice(memory: WindowMemory): CreateSlice<FrameSlice> {
  return ({ read, write: writeSlice }) => {
    const write = (change: Partial<FrameSlice>) => {
      writeSlice(change);
      const { isDockOpen, hasLetterKeys, queryHistory, paneSizes, columns } = read();
      const kept = Object.entries(columns).map(([screen, cols]): [string, string[]] => [screen, [...cols]]);
      memory.keep({
        ...{ isDockOpen, hasLetterKeys, queryHistory: [...queryHistory], paneSizes: { ...paneSizes } },
        columns: Object.fromEntries(kept),
      });
    };
    const { isDockOpen, hasLetterKeys, queryHistory, paneSizes, columns } = memory.recall();
    return {
      ...{ overlay: null, isDockOpen, dockTab: null, hasLetterKeys, queryHistory, typedQuery: null, paneSizes },
      ...{ columns, pendingColumns: null },
      overlayOpened: (overlay) => writeSlice({ overlay }),
      overlayClosed: () => writeSlice({ overlay: null }),
      dockToggled: () => write({ isDockOpen: !read().isDockOpen }),
      dockTabOpened: (dockTab) => write({ dockTab, isDockOpen: true }),
      letterKeysToggled: () => write({ hasLetterKeys: !read().hasLetterKeys }),
      queryTyped: (typedQuery) => writeSlice({ typedQuery }),
      queryWritten: () => writeSlice({ typedQuery: null }),
      paneResized: (pane, sizePx) => write({ paneSizes: { ...read().paneSizes, [pane]: sizePx } }),
      columnsChosen: (screen, shown) => {
        const { [screen]: _before, ...others } = read().columns;
        const cols = shown === null ? null : formatColumns(shown);
        write({ columns: cols === null ? others : { ...others, [screen]: cols }, pendingColumns: cols });
      },
      columnsWritten: () => writeSlice({ pendingColumns: null }),
      queryUsed: (query) => {
        const text = query.trim();
        if (text === '') return;
        const others = read().queryHistory.filter((known) => known !== text);
        write({ queryHistory: [text, ...others].slice(0, keptQueries) });
      },
    };
  };
}
