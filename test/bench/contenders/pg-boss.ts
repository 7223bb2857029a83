// pg-boss on PostgreSQL with its own settings: jobs inserted a hundred at a time, fetched fifty at a time without a pause between, and
// each settled by itself, so that one that fails does not take the other forty-nine with it.
import { PgBoss } from 'pg-boss';
import { serveContender } from '../contender.ts';
import { type PeerSetup, payloadOf } from '../peer.ts';
import type { CountTask } from './bare-pool.ts';
import { openPoster } from './poster.ts';

const queue = 'bench';

serveContender<PeerSetup, CountTask, null>(async (setup) => {
  const poster = openPoster(setup);
  const boss = new PgBoss({ host: '127.0.0.1', port: setup.server.port, user: 'postgres', database: 'postgres' });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  await boss.createQueue(queue);
  return {
    serverPids: [setup.server.pid],
    run: async ({ count }) => {
      for (let added = 0; added < count; added += 100) {
        const size = Math.min(100, count - added);
        await boss.insert(
          queue,
          Array.from({ length: size }, (_, index) => ({ data: payloadOf(added + index) })),
        );
      }
      let posted = 0;
      const { promise, resolve } = Promise.withResolvers<void>();
      const options = {
        batchSize: setup.connections,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: 0.5,
        perJobResults: true as const,
      };
      await boss.work(queue, options, async (jobs) => {
        const results = await Promise.all(
          jobs.map(async ({ id }) => {
            await poster.post();
            return { id, status: 'completed' as const };
          }),
        );
        posted += jobs.length;
        if (posted === count) resolve();
        return results;
      });
      await promise;
      await boss.offWork(queue);
      return null;
    },
    close: async () => {
      await boss.stop({ graceful: false });
      await poster.close();
    },
  };
});
