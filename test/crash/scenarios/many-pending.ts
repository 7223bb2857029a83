// `kill -9` with many pending: the next process sends each of them, and none twice but what was in flight.
import { send } from '../load.ts';
import { outcomeOf, type Scenario } from '../scenario.ts';
import { unwrap, World } from '../world.ts';

const pending = 20_000;
const atOnce = 500;
const concurrency = 16;

export const manyPending: Scenario = {
  name: 'many pending',
  share: 0,
  run: async ({ sink, chance, say }) => {
    const world = new World({ sink, chance });
    try {
      await sink.heal(false);
      const host = await world.open();
      if (host === null) return { kind: 'skipped', reason: 'the first process died' };
      const endpoint = world.urlOf('held/many');
      // Nothing that is held ends by itself.
      const set = { deadlineMs: 600_000, concurrency };
      unwrap(await host.client.dispatch.setPolicy({ endpoint, patch: { set } }));
      for (let left = pending; left > 0; left -= atOnce) {
        await send(world, host, { path: 'held/many', count: atOnce });
        if (left % 5_000 === 0) say(`many pending: ${left} to accept`);
      }
      await world.kill(host);
      await sink.heal(true);
      const last = await world.open();
      if (last !== null) await world.drain(last);
      const verdict = await world.judge(last);
      const broken = [...verdict.broken];
      if (verdict.mostInFlight > concurrency)
        broken.push(`I2 ${verdict.mostInFlight} were in flight, not ${concurrency}`);
      const name = `${pending.toLocaleString('en')} pending`;
      return { kind: 'outcomes', outcomes: [outcomeOf(name, 1, { ...verdict, broken })] };
    } finally {
      world.remove();
    }
  },
};
