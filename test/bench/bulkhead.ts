// P11: whether a dead endpoint with a long queue slows those that are well.
import { makeBenchFolder } from './bench-folder.ts';
import type { Benchmark, Finding } from './benchmark.ts';
import type { SteadyResult, SteadyTask } from './contenders/engine-steady.ts';
import type { BenchMeans } from './means.ts';
import { interleave, type Round, type RunningContender, startContender } from './run-contender.ts';
import { startSink } from './sink.ts';
import { compareRounds, median, percentile } from './statistics.ts';

const rounds = 7;
const healthyPbxs = 10;
/** A dead endpoint is a fresh one in each round: what is known of the last one helps nobody. */
const deadPbxs = 40;
const deadlineMs = 1_000;

type Steady = RunningContender<SteadyTask, SteadyResult>;

export const bulkheadBenchmark: Benchmark = {
  name: 'bulkhead',
  about:
    'Deliveries to healthy endpoints at a steady rate, alone and beside a dead endpoint (it takes requests and never answers; the ' +
    'deadline is a second) with deliveries queued, on another host and on the same one. Each round meets a new dead endpoint.',
  run: async (means) => {
    const steady = { perSecond: means.isQuick ? 100 : 200, seconds: 3 };
    const sizes = means.isQuick ? [10, 100, 1_000] : [100, 1_000, 10_000];
    const most = sizes.at(-1) ?? 0;
    const bench = await open(means);
    const roundsOf = (count: number, queued: number) => {
      const dead = () => ({ pbx: healthyPbxs + bench.nextDead(), queued, deadlineMs });
      const acts = {
        alone: () => bench.alone.run({ ...steady, dead: null }),
        otherHost: () => bench.otherHost.run({ ...steady, dead: dead() }),
        sameHost: () => bench.sameHost.run({ ...steady, dead: dead() }),
      };
      return interleave(count, acts, queued !== sizes[0]);
    };
    const growth: string[][] = [];
    for (const queued of sizes.slice(0, -1)) {
      growth.push(describeRounds(await roundsOf(1, queued)));
    }
    const done = await roundsOf(rounds, most);
    growth.push(describeRounds(done));
    await bench.close();
    return {
      findings: [
        judge('on another host', done.otherHost, done.alone),
        judge('on the same host', done.sameHost, done.alone),
      ],
      growth: [
        {
          title: 'p99 of the healthy, by deliveries queued for the dead',
          sizes: sizes.map((size) => size.toLocaleString('en-AU')),
          rows: ['none dead', 'on another host', 'on the same host'].map((name, at) => ({
            name,
            values: growth.map((column) => column[at] ?? ''),
          })),
        },
      ],
    };
  },
};

async function open(means: BenchMeans) {
  const sink = await means.sink();
  const otherFolder = means.makeFolder('other-sink');
  const other = await startSink(otherFolder);
  const start = async (name: string, deadPort: number): Promise<Steady> => {
    const folder = means.makeFolder(name);
    const urlOf = (pbx: number) =>
      pbx < healthyPbxs ? `http://127.0.0.1:${sink.port}/hook/${pbx}` : `http://127.0.0.1:${deadPort}/silent/${pbx}`;
    await makeBenchFolder({ folder, pbxs: healthyPbxs + deadPbxs, integrationsPerPbx: 1, urlOf });
    return startContender({
      name: 'engine-steady',
      setup: { folder, healthyPbxs },
      profileFolder: means.profileFolder,
    });
  };
  const alone = await start('alone', sink.port);
  const otherHost = await start('other-host', other.port);
  const sameHost = await start('same-host', sink.port);
  let dead = 0;
  return {
    ...{ alone, otherHost, sameHost },
    nextDead: () => {
      dead += 1;
      return dead % deadPbxs;
    },
    close: async () => {
      for (const contender of [alone, otherHost, sameHost]) await contender.close();
      await other.stop();
    },
  };
}

type SteadyRounds = readonly Round<SteadyResult>[];

const p99s = (of: SteadyRounds) => of.map(({ result }) => percentile(result.latenciesMs, 0.99));

function describeRounds(of: Record<'alone' | 'otherHost' | 'sameHost', SteadyRounds>): string[] {
  return [of.alone, of.otherHost, of.sameHost].map((side) => `${median(p99s(side)).toFixed(1)} ms`);
}

function judge(where: string, beside: SteadyRounds, alone: SteadyRounds): Finding {
  const ratio = compareRounds(p99s(beside), p99s(alone));
  return {
    target: 'P11',
    what: `p99 of the healthy beside a dead endpoint ${where} ÷ alone`,
    limit: { atMost: 1.2 },
    unit: '×',
    measured: ratio.median,
    note: `${median(p99s(beside)).toFixed(1)} ms against ${median(p99s(alone)).toFixed(1)} ms; rounds from ${ratio.lowest.toFixed(2)}× to ${ratio.highest.toFixed(2)}×; the first second, in which nothing is known of the dead one, included`,
    shortBecause:
      'before its breaker opens a dead endpoint takes part of the slots, and accepting its queue shares thread and disk with the healthy ones; at a few milliseconds the machine’s noise is as large.',
  };
}
