// Where the window was and whether it was maximised, in `window.json` of Electron's own folder. Nothing else is kept there:
// settings are the engine's.
import type { BrowserWindow } from 'electron';
import Store from 'electron-store';
import * as z from 'zod';
import type { Log } from '../../engine/ports.ts';

const windowStateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  isMaximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export interface WindowStateStore {
  /** null when there is none yet, or none that can be read. */
  read(): WindowState | null;
  /** What cannot be written is logged: no window stays open for it. */
  save(window: BrowserWindow): void;
}

export function openWindowState(log: Log): WindowStateStore {
  const store = new Store({
    name: 'window',
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: true,
    configFileMode: 0o600,
  });
  return {
    read: () => windowStateSchema.safeParse(store.store).data ?? null,
    save: (window) => {
      try {
        store.store = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
      } catch (cause) {
        log('warn', 'the place of the window was not saved', { cause: String(cause) });
      }
    },
  };
}
