// Switchhook starting on a data folder: told to open it, it tells how long that took, and goes on sending what is pending.
import { openBenchEngine } from '../bench-engine.ts';
import { serveContender } from '../contender.ts';

serveContender<{ folder: string }, null, { openedMs: number }>(({ folder }) => ({
  run: async () => {
    const beganAt = performance.now();
    await openBenchEngine(folder);
    return { openedMs: performance.now() - beganAt };
  },
  close: async () => process.exit(),
}));
