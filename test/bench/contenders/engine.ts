// Switchhook itself, as a host runs it: events go in through `dispatch.accept`, and a round ends when the log says that none is pending.
import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchEngine, openBenchEngine, unwrap } from '../bench-engine.ts';
import { benchSet, makeEvents, type PlacedEvent } from '../bench-work.ts';
import { serveContender } from '../contender.ts';

export interface EngineSetup {
  readonly folder: string;
  /** Events go round these many PBXs, an integration of each is fired. */
  readonly pbxs: number;
}

export interface EngineTask {
  readonly count: number;
}

const eventsAtOnce = 100;
/** Accepted and not yet ended: enough to keep every connection busy, so that the queue's table is not the bottleneck's cushion. */
const mostPending = 1_000;
const lookEveryMs = 10;
const eventsMade = 2_000;

serveContender<EngineSetup, EngineTask, null>(async ({ folder, pbxs }) => {
  const opened = await openBenchEngine(folder);
  unwrap(await opened.client.dispatch.setPolicy({ tenantSet: benchSet, patch: { set: { concurrency: 50 } } }));
  const events = makeEvents({ count: eventsMade, pbxs });
  return {
    run: async ({ count }) => {
      await deliver(opened, events, count);
      return null;
    },
    close: opened.close,
  };
});

async function deliver({ client }: BenchEngine, events: readonly PlacedEvent[], count: number): Promise<void> {
  const readTotals = async () => unwrap(await client.dispatch.totals({ tenantSet: benchSet }));
  const before = await readTotals();
  const readEnded = async () => {
    const { total, byOutcome } = await readTotals();
    return total - byOutcome.pending - (before.total - before.byOutcome.pending);
  };
  let ended = 0;
  for (let accepted = 0; accepted < count; ) {
    if (accepted - ended >= mostPending) {
      await sleep(lookEveryMs);
      ended = await readEnded();
      continue;
    }
    const size = Math.min(eventsAtOnce, count - accepted);
    const from = accepted % (eventsMade - eventsAtOnce);
    const { deliveryIds } = unwrap(
      await client.dispatch.accept({ tenantSet: benchSet, events: events.slice(from, from + size) }),
    );
    if (deliveryIds.some((ids) => ids.length !== 1)) throw new Error('An event did not become one delivery.');
    accepted += size;
  }
  while (ended < count) {
    await sleep(lookEveryMs);
    ended = await readEnded();
  }
  const { delivered } = (await readTotals()).byOutcome;
  if (delivered - before.byOutcome.delivered !== count) throw new Error('Not all were delivered.');
}
