// I8: what has been sent leaves nothing behind in the process: memory and descriptors come back to where they were.
import { setTimeout as wait } from 'node:timers/promises';
import type { Measured } from '../host-messages.ts';
import { send, sendMixed } from '../load.ts';
import type { Host } from '../processes.ts';
import { outcomeOf, type Scenario } from '../scenario.ts';
import { World } from '../world.ts';

const loads = 6;
const mayGrowBytes = 12 * 1024 * 1024;
const mayGrowDescriptors = 4;

/** Connections that are kept for the next request close when there is none for a while. */
async function measureAtRest(host: Host, atMost: number): Promise<Measured> {
  let measured = await host.measure();
  for (let left = 120; left > 0 && measured.descriptors > atMost; left -= 1) {
    await wait(500);
    measured = await host.measure();
  }
  return measured;
}

export const baseline: Scenario = {
  name: 'baseline',
  share: 0,
  run: async ({ sink, chance, say }) => {
    const world = new World({ sink, chance });
    try {
      say('baseline');
      await sink.heal(true);
      const host = await world.open();
      if (host === null) return { kind: 'skipped', reason: 'the process died' };
      const load = async () => {
        await sendMixed(world, host, 64);
        await send(world, host, { path: 'ok/many', count: 400 });
        await world.drain(host);
      };
      // What is compiled, prepared, cached and connected once is part of the baseline.
      for (let left = 2; left > 0; left -= 1) await load();
      const before = await host.measure();
      const mostDescriptors = before.descriptors + mayGrowDescriptors;
      for (let left = loads; left > 0; left -= 1) await load();
      const after = await measureAtRest(host, mostDescriptors);
      if (after.descriptors > mostDescriptors) {
        world.break(`I8 ${after.descriptors} descriptors are open, ${before.descriptors} were`);
      }
      if (after.heapBytes > before.heapBytes + mayGrowBytes) {
        world.break(`I8 the heap grew from ${before.heapBytes} to ${after.heapBytes} bytes`);
      }
      return { kind: 'outcomes', outcomes: [outcomeOf('baseline', loads, await world.judge(host))] };
    } finally {
      world.remove();
    }
  },
};
