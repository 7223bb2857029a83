// Switchhook taking events in: `dispatch.accept` by several callers at once, each waiting for its answer. Nothing is sent meanwhile.
import { type BenchEngine, openBenchEngine, unwrap } from '../bench-engine.ts';
import { benchSet, makeEvents, type PlacedEvent } from '../bench-work.ts';
import { serveContender } from '../contender.ts';
import type { EngineSetup } from './engine.ts';

export interface AcceptSetup extends EngineSetup {
  /** Without one, from 0 on. */
  readonly firstPbx?: number;
}

export interface AcceptTask {
  readonly count: number;
  readonly eventsAtOnce: number;
  readonly callers: number;
}

export interface AcceptResult {
  /** How long each call took. */
  readonly answeredMs: readonly number[];
}

/** More than a call hands in. */
const eventsMade = 4_000;

serveContender<AcceptSetup, AcceptTask, AcceptResult>(async ({ folder, pbxs, firstPbx = 0 }) => {
  const opened = await openBenchEngine(folder);
  // What is being sent waits for an answer that never comes: one, and the rest wait for it.
  unwrap(await opened.client.dispatch.setPolicy({ tenantSet: benchSet, patch: { set: { concurrency: 1 } } }));
  const made = makeEvents({ count: eventsMade, pbxs, firstPbx });
  let calls = 0;
  return {
    run: async ({ count, eventsAtOnce, callers }) => {
      const answeredMs: number[] = [];
      let begun = 0;
      const call = async () => {
        while (begun < count) {
          const size = Math.min(eventsAtOnce, count - begun);
          begun += size;
          const from = calls % (eventsMade - size);
          calls += size;
          answeredMs.push(await accept(opened, made.slice(from, from + size)));
        }
      };
      await Promise.all(Array.from({ length: callers }, call));
      return { answeredMs };
    },
    // Politely it would wait for what is being sent.
    close: async () => process.exit(),
  };
});

async function accept({ client }: BenchEngine, events: readonly PlacedEvent[]): Promise<number> {
  const beganAt = performance.now();
  unwrap(await client.dispatch.accept({ tenantSet: benchSet, events: [...events] }));
  return performance.now() - beganAt;
}
