// Switchhook delivering as fast as it can for a while, with an edit now and then, and how late its event loop was meanwhile.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBenchEngine, unwrap } from '../bench-engine.ts';
import { benchIntegration, benchSet, eventOf, integrationIdOf, serviceUuidOf } from '../bench-work.ts';
import { serveContender } from '../contender.ts';
import type { EngineSetup } from './engine.ts';

export interface LoopTask {
  readonly seconds: number;
  readonly editEveryMs: number | null;
}

export interface LoopDelays {
  readonly p99Ms: number;
  readonly longestMs: number;
  readonly accepted: number;
}

const mostPending = 1_000;

serveContender<EngineSetup, LoopTask, LoopDelays>(async ({ folder, pbxs }) => {
  const { client, close } = await openBenchEngine(folder);
  unwrap(await client.dispatch.setPolicy({ tenantSet: benchSet, patch: { set: { concurrency: 50 } } }));
  const readPending = async () => unwrap(await client.dispatch.totals({ tenantSet: benchSet })).byOutcome.pending;
  let calls = 0;
  const feed = async (until: number) => {
    let accepted = 0;
    while (performance.now() < until) {
      if ((await readPending()) > mostPending) {
        await sleep(5);
        continue;
      }
      const events = Array.from({ length: 100 }, () => {
        calls += 1;
        return { serviceUuid: serviceUuidOf(calls % pbxs), event: eventOf(calls % pbxs, calls) };
      });
      unwrap(await client.dispatch.accept({ tenantSet: benchSet, events }));
      accepted += events.length;
    }
    return accepted;
  };
  const edit = async (until: number, everyMs: number | null) => {
    // An integration that no event fires: what is sent stays the same.
    const { record } = unwrap(await client.integrations.duplicate({ id: integrationIdOf(0), name: `Copy ${calls}` }));
    while (everyMs !== null && performance.now() < until) {
      const integration = { ...benchIntegration(`https://crm.example.com/hook/${calls}`), enabled: false };
      unwrap(await client.integrations.save({ id: record.id, integration }));
      await sleep(everyMs);
    }
  };
  return {
    run: async ({ seconds, editEveryMs }) => {
      const until = performance.now() + seconds * 1_000;
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const [accepted] = await Promise.all([feed(until), edit(until, editEveryMs)]);
      delay.disable();
      while ((await readPending()) > 0) await sleep(5);
      return { p99Ms: delay.percentile(99) / 1e6, longestMs: delay.max / 1e6, accepted };
    },
    close,
  };
});
