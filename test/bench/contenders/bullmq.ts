// BullMQ on a Redis that writes its append-only file (BullMQ's own advice): jobs added a hundred at a time, one worker.
import { Queue, Worker } from 'bullmq';
import { serveContender } from '../contender.ts';
import { type PeerSetup, payloadOf } from '../peer.ts';
import type { CountTask } from './bare-pool.ts';
import { openPoster } from './poster.ts';

serveContender<PeerSetup, CountTask, null>(async (setup) => {
  const connection = { host: '127.0.0.1', port: setup.server.port, maxRetriesPerRequest: null };
  const poster = openPoster(setup);
  const queue = new Queue('bench', { connection });
  const worker = new Worker('bench', () => poster.post(), { connection, concurrency: setup.connections });
  await worker.waitUntilReady();
  return {
    serverPids: [setup.server.pid],
    run: async ({ count }) => {
      const ended = countUp(count, (tick) => {
        worker.removeAllListeners('completed');
        worker.on('completed', tick);
      });
      for (let added = 0; added < count; added += 100) {
        const size = Math.min(100, count - added);
        const jobs = Array.from({ length: size }, (_, index) => ({ name: 'post', data: payloadOf(added + index) }));
        await queue.addBulk(jobs);
      }
      await ended;
      return null;
    },
    close: async () => {
      await worker.close();
      await queue.close();
      await poster.close();
    },
  };
});

function countUp(count: number, listen: (tick: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    let ended = 0;
    listen(() => {
      ended += 1;
      if (ended === count) resolve();
    });
  });
}
