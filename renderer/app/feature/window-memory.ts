// What one window remembers between starts, in the browser's own storage: panes and habits, and the theme for the first frame.
// Nothing of customers and nothing that the engine keeps is read from here as truth.
import * as z from 'zod';

const memorySchema = z.object({
  isDockOpen: z.boolean().catch(false),
  hasLetterKeys: z.boolean().catch(true),
  /** The welcome was shown and left. */
  hasSeenWelcome: z.boolean().catch(false),
  queryHistory: z.array(z.string().max(4096)).max(50).catch([]),
  /** What the engine said last; it is asked again at once, and this only keeps the first frame from flashing. */
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  density: z.enum(['compact', 'default', 'roomy']).catch('default'),
  /** As the address writes them, by screen. */
  columns: z.record(z.string(), z.array(z.string().max(80)).max(40)).catch({}),
  /** Pixels, by the pane's name. */
  paneSizes: z.record(z.string(), z.number().min(1).max(8192)).catch({}),
});
type Remembered = z.infer<typeof memorySchema>;

export interface WindowMemory {
  recall(): Remembered;
  keep(change: Partial<Remembered>): void;
}

const key = 'switchhook.window';

export function openWindowMemory(storage: Pick<Storage, 'getItem' | 'setItem'>): WindowMemory {
  let remembered = memorySchema.parse(readJson(storage.getItem(key)));
  return {
    recall: () => remembered,
    keep: (change) => {
      remembered = { ...remembered, ...change };
      storage.setItem(key, JSON.stringify(remembered));
    },
  };
}

function readJson(text: string | null): unknown {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
