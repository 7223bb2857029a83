// Every named step of the journal: the process ends itself in it, and the next one goes on.
import type { CrashPoint } from '../../../electron/engine/ports.ts';
import { acceptEvents, openBreaker, replaySome, sendMixed } from '../load.ts';
import type { Host } from '../processes.ts';
import { type Outcome, outcomeOf, type Scenario, type ScenarioMeans } from '../scenario.ts';
import { World } from '../world.ts';

interface Drive {
  /** What makes the engine pass the point. */
  act(world: World, host: Host): Promise<unknown>;
  /** So many times at least, once it is driven. */
  readonly hits: number;
  /** The first at which something can have been left half done; without it, any. */
  readonly firstHit?: number;
  /** It is passed when a process finds what is older than the log is to be. */
  readonly isTidying?: boolean;
}

const sends: Drive = { act: (world, host) => sendMixed(world, host, 16), hits: 6 };
const accepts: Drive = {
  act: (world, host) => Promise.all([sendMixed(world, host, 8), acceptEvents(world, host, 20)]),
  hits: 5,
};
const replays: Drive = { act: (_world, host) => replaySome(host, 12), hits: 1 };
let breakers = 0;

/** Of every point there is: one that the engine adds and nobody drives does not compile. */
const drives: Readonly<Record<CrashPoint, Drive>> = {
  'accept-built': accepts,
  'accept-committed': accepts,
  'accept-acknowledged': accepts,
  claimed: sends,
  'attempt-sending': sends,
  'attempt-answered': sends,
  'record-committed': sends,
  'breaker-stored': {
    act: (world, host) => {
      breakers += 1;
      return openBreaker(world, host, `breaker-${breakers}`);
    },
    hits: 1,
  },
  'replay-planned': replays,
  'job-begun': replays,
  // Four begin in one turn of the event loop: only then are the first ones on the disk.
  'job-item-begun': { ...replays, firstHit: 5, hits: 12 },
  'job-item-ended': replays,
  'retention-step': { act: async () => {}, hits: 3, isTidying: true },
  'batch-begun': accepts,
  'batch-written': accepts,
  'batch-committed': accepts,
  'batch-synced': accepts,
};

const diesWithinMs = 60_000;
/** Longer than the log keeps what was delivered. */
const ageMs = 40 * 24 * 3_600_000;

/** Whether it died at the point. */
async function crashAt(world: World, point: CrashPoint, clockOffsetMs: number): Promise<boolean> {
  const { act, hits, firstHit = 1 } = drives[point];
  const host = await world.open({ crashAt: `${point}:${world.chance.between(firstHit, hits)}`, clockOffsetMs });
  // It passed the point before it had opened.
  if (host === null) {
    world.judgeLeft();
    return true;
  }
  const timer = setTimeout(() => host.signal('SIGKILL'), diesWithinMs);
  let isOver = false;
  const ended = world.died(host).then(() => {
    isOver = true;
  });
  const begun = performance.now();
  for (let left = 3; left > 0 && !isOver; left -= 1) await act(world, host);
  await ended;
  clearTimeout(timer);
  world.judgeLeft();
  return performance.now() - begun < diesWithinMs;
}

/** What is delivered now is older than the log keeps it when the next process looks. */
async function fillAndAge(world: World, clockOffsetMs: number): Promise<number> {
  const host = await world.open({ clockOffsetMs });
  if (host === null) return clockOffsetMs;
  await sendMixed(world, host, 24);
  await world.drain(host);
  await host.close();
  return clockOffsetMs + ageMs;
}

/** All of them on one folder. */
async function crashAtAll(points: readonly CrashPoint[], { sink, chance, rounds }: ScenarioMeans) {
  const world = new World({ sink, chance });
  try {
    await sink.heal(false);
    const first = await world.open();
    if (first !== null) {
      await sendMixed(world, first, 16);
      await world.drain(first);
      await first.close();
    }
    const isTidied = points.some((point) => drives[point].isTidying);
    let clockOffsetMs = 0;
    for (let round = 0; round < rounds; round += 1) {
      if (isTidied) clockOffsetMs = await fillAndAge(world, clockOffsetMs);
      for (const point of points) {
        if (!(await crashAt(world, point, clockOffsetMs))) world.break(`nothing passed the point ${point}`);
      }
    }
    await sink.heal(true);
    const last = await world.open({ clockOffsetMs });
    if (last !== null) await world.drain(last);
    return await world.judge(last, { isTidied });
  } finally {
    world.remove();
  }
}

export const namedPoints: Scenario = {
  name: 'named points',
  share: 0.3,
  run: async (means) => {
    const points = Object.keys(drives) as CrashPoint[];
    const outcomes: Outcome[] = [];
    if (means.isShort) {
      const tidying = points.filter((point) => drives[point].isTidying);
      const others = points.filter((point) => !drives[point].isTidying);
      const verdict = await crashAtAll(others, { ...means, rounds: 1 });
      const ofTidying = await crashAtAll(tidying, { ...means, rounds: 1 });
      const names = `the other ${others.length} named points`;
      return {
        kind: 'outcomes',
        outcomes: [outcomeOf(names, others.length, verdict), outcomeOf(`at ${tidying.join(', ')}`, 1, ofTidying)],
      };
    }
    const rounds = Math.max(1, Math.round(means.rounds / points.length));
    for (const point of points) {
      means.say(`named point ${point}`);
      outcomes.push(outcomeOf(`at ${point}`, rounds, await crashAtAll([point], { ...means, rounds })));
    }
    return { kind: 'outcomes', outcomes };
  },
};
