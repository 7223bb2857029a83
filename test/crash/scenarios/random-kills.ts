// `kill -9` at moments of chance: while it opens, accepts, sends, records, replays and tidies.
import { setTimeout as wait } from 'node:timers/promises';
import { acceptEvents, openBreaker, replaySome, sendMixed, tidyDeadLetters } from '../load.ts';
import { outcomeOf, type Scenario } from '../scenario.ts';
import { World } from '../world.ts';

const longestLifeMs = 900;
const roundsPerDrain = 8;

export const randomKills: Scenario = {
  name: 'random kills',
  share: 0.4,
  run: async ({ sink, chance, rounds, say }) => {
    const world = new World({ sink, chance });
    try {
      await sink.heal(false);
      await (await world.open())?.close();
      for (let round = 1; round <= rounds; round += 1) {
        if (round % 10 === 0) say(`random kill ${round} of ${rounds}`);
        await killOnce(world, round);
        if (round % roundsPerDrain === 0) await drainOnce(world);
      }
      await sink.heal(true);
      const last = await world.open();
      if (last !== null) await world.drain(last);
      return { kind: 'outcomes', outcomes: [outcomeOf('random kills', rounds, await world.judge(last))] };
    } finally {
      world.remove();
    }
  },
};

async function killOnce(world: World, round: number): Promise<void> {
  const { chance } = world;
  const isWhileOpening = chance.unit() < 0.2;
  const host = await world.open(isWhileOpening ? { killAfterMs: chance.between(50, 800) } : {});
  if (host === null) return;
  const acts = [
    () => acceptEvents(world, host, chance.between(1, 40)),
    () => openBreaker(world, host, `random-${round}`),
    () => replaySome(host, chance.between(1, 20)),
    () => tidyDeadLetters(host),
  ];
  const under = [
    sendMixed(world, host, chance.between(8, 64)),
    ...acts.filter(() => chance.unit() < 0.5).map((act) => act()),
  ];
  await wait(chance.between(0, longestLifeMs));
  await world.kill(host);
  await Promise.all(under);
  world.judgeLeft();
}

/** So that what waits does not pile up; endpoints that are down are up for a while. */
async function drainOnce(world: World): Promise<void> {
  await world.sink.heal(true);
  const host = await world.open();
  if (host !== null) {
    await world.drain(host);
    await host.close();
  }
  await world.sink.heal(false);
}
