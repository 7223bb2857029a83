// graphile-worker on PostgreSQL, as its own page on performance advises: jobs fetched into a local queue and completed in batches.
import { EventEmitter } from 'node:events';
import { Logger, makeWorkerUtils, run, type WorkerEvents } from 'graphile-worker';
import { serveContender } from '../contender.ts';
import { type PeerSetup, payloadOf } from '../peer.ts';
import type { CountTask } from './bare-pool.ts';
import { openPoster } from './poster.ts';

serveContender<PeerSetup, CountTask, null>(async (setup) => {
  const poster = openPoster(setup);
  const connectionString = `postgres://postgres@127.0.0.1:${setup.server.port}/postgres`;
  const events = new EventEmitter() as unknown as WorkerEvents;
  const logger = new Logger(() => (level, message) => {
    if (level === 'error') console.error(message);
  });
  const tasks = { post: () => poster.post() };
  const preset = {
    worker: {
      connectionString,
      concurrentJobs: setup.connections,
      maxPoolSize: 10,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  };
  const runner = await run({ preset, logger, events, noHandleSignals: true, taskList: tasks });
  const utils = await makeWorkerUtils({ connectionString, logger });
  return {
    serverPids: [setup.server.pid],
    run: async ({ count }) => {
      let ended = 0;
      const { promise, resolve } = Promise.withResolvers<void>();
      const tick = () => {
        ended += 1;
        if (ended === count) resolve();
      };
      events.on('job:complete', tick);
      for (let added = 0; added < count; added += 100) {
        const size = Math.min(100, count - added);
        const jobs = Array.from({ length: size }, (_, index) => ({
          identifier: 'post',
          payload: payloadOf(added + index),
        }));
        await utils.addJobs(jobs);
      }
      await promise;
      events.off('job:complete', tick);
      return null;
    },
    close: async () => {
      await runner.stop();
      await utils.release();
      await poster.close();
    },
  };
});
