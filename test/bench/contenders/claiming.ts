// The queue asked for the next due batch, of one lane after another, as the dispatcher asks it: through the queue's port, on the main
// connection. It only reads.
import { join } from 'node:path';
import { openDatabase } from '../../../electron/engine/database/open-database.ts';
import { CountDeltas } from '../../../electron/engine/dispatch/delivery-counts.ts';
import { Snapshots } from '../../../electron/engine/dispatch/snapshots.ts';
import { SqliteQueue } from '../../../electron/engine/dispatch/sqlite-queue.ts';
import { serveContender } from '../contender.ts';

export interface ClaimTask {
  readonly claims: number;
  readonly limit: number;
}

export interface ClaimResult {
  readonly claimMs: readonly number[];
  readonly lanes: number;
}

serveContender<{ folder: string }, ClaimTask, ClaimResult>(({ folder }) => {
  const database = openDatabase(join(folder, 'switchhook.db'));
  const snapshots = new Snapshots(database);
  // Claims write nothing, so there is no writer.
  const group = undefined as never;
  const queue = new SqliteQueue({ database, snapshots, group, counts: new CountDeltas(), onMarked: () => {} });
  const lanes = queue.wake(0, 10_000);
  return {
    run: async ({ claims, limit }) => {
      const claimMs: number[] = [];
      for (let index = 0; index < claims; index += 1) {
        const lane = lanes[index % lanes.length];
        if (lane === undefined) throw new Error('Nothing is pending.');
        const beganAt = performance.now();
        const { deliveries } = queue.claim(lane, {
          nowMs: Date.now(),
          limit,
          isFifo: false,
          heldSnapshots: [],
          isHeld: false,
        });
        claimMs.push(performance.now() - beganAt);
        if (deliveries.length !== limit) throw new Error(`${deliveries.length} claimed.`);
      }
      return { claimMs, lanes: lanes.length };
    },
    close: async () => database.close(),
  };
});
