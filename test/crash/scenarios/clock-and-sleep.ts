// Clocks that jump and computers that sleep, with kills between: nothing is sent sooner than it may be, and nothing waits for ever.
import { setTimeout as wait } from 'node:timers/promises';
import type { Arrival } from '../host-messages.ts';
import { send, sendMixed } from '../load.ts';
import type { Host } from '../processes.ts';
import { type Outcome, outcomeOf, type Scenario, type ScenarioMeans } from '../scenario.ts';
import { unwrap, World } from '../world.ts';

const hourMs = 3_600_000;
const jumps = [-24 * hourMs, -hourMs, -5_000, 5_000, hourMs, 24 * hourMs];
/** Longer than the least delay after a failed attempt. */
const retryDelaysMs = [1_500, 1_500, 1_500];
const leastDelayMs = 1_000;
/** A timer may be early by as much as its clock's grain. */
const grainMs = 5;

async function setRetries(world: World, { client }: Host): Promise<void> {
  const endpoint = world.urlOf('fails-2/timed');
  unwrap(await client.dispatch.setPolicy({ endpoint, patch: { set: { retryDelaysMs } } }));
}

async function jumpOnce(world: World, offsetMs: number): Promise<number> {
  const { chance } = world;
  const host = await world.open({ clockOffsetMs: offsetMs });
  if (host === null) return offsetMs;
  await setRetries(world, host);
  const sending = Promise.all([sendMixed(world, host, 16), send(world, host, { path: 'fails-2/timed', count: 12 })]);
  let nowOffsetMs = offsetMs;
  for (let left = 3; left > 0; left -= 1) {
    const byMs = chance.pick(jumps);
    host.jump(byMs);
    nowOffsetMs += byMs;
    await wait(chance.between(50, 700));
  }
  await world.kill(host);
  await sending;
  // The clock may be put while nothing runs, too.
  return nowOffsetMs + (chance.unit() < 0.5 ? chance.pick(jumps) : 0);
}

/** Between attempts that one process made; a process that is new knows the wall clock only. */
function findTooSoon(arrivals: readonly Arrival[]): number {
  const before = new Map<string, Arrival>();
  let tooSoon = 0;
  for (const arrival of arrivals.filter(({ path }) => path.endsWith('/fails-2/timed'))) {
    const last = before.get(arrival.delivery);
    const isOfOneProcess = last !== undefined && last.epoch === arrival.epoch && last.answer === 500;
    if (isOfOneProcess && arrival.atMs - last.atMs < leastDelayMs - grainMs) tooSoon += 1;
    before.set(arrival.delivery, arrival);
  }
  return tooSoon;
}

async function runJumps({ sink, chance, rounds }: ScenarioMeans): Promise<Outcome> {
  const world = new World({ sink, chance });
  try {
    await sink.heal(true);
    let offsetMs = 0;
    for (let left = rounds; left > 0; left -= 1) offsetMs = await jumpOnce(world, offsetMs);
    const last = await world.open({ clockOffsetMs: offsetMs });
    if (last !== null) await world.drain(last);
    const tooSoon = findTooSoon(sink.arrivals(world.prefix));
    if (tooSoon > 0) world.break(`D12 ${tooSoon} attempts came sooner than a second after the one before`);
    return outcomeOf('clock jumps', rounds, await world.judge(last));
  } finally {
    world.remove();
  }
}

async function runSleeps({ sink, chance, rounds }: ScenarioMeans): Promise<Outcome> {
  const world = new World({ sink, chance });
  try {
    await sink.heal(true);
    for (let left = rounds; left > 0; left -= 1) {
      const host = await world.open();
      if (host === null) continue;
      const sending = sendMixed(world, host, 24);
      await wait(chance.between(20, 300));
      host.signal('SIGSTOP');
      await wait(chance.between(100, 2_000));
      // Half of them never wake up.
      if (chance.unit() < 0.5) {
        host.signal('SIGCONT');
        await wait(chance.between(0, 300));
      }
      await world.kill(host);
      await sending;
    }
    const last = await world.open();
    if (last !== null) await world.drain(last);
    return outcomeOf('suspend', rounds, await world.judge(last));
  } finally {
    world.remove();
  }
}

export const clockAndSleep: Scenario = {
  name: 'clock and sleep',
  share: 0.06,
  run: async (means) => {
    const rounds = Math.max(1, Math.round(means.rounds / 2));
    means.say('clock jumps');
    const jumped = await runJumps({ ...means, rounds });
    means.say('suspend');
    return { kind: 'outcomes', outcomes: [jumped, await runSleeps({ ...means, rounds })] };
  },
};
