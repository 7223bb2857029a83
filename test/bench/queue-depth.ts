// P6: whether a long log slows what is sent now.
import { makeBenchFolder } from './bench-folder.ts';
import { copyBenchLog } from './bench-log.ts';
import type { Benchmark, Finding } from './benchmark.ts';
import type { ClaimResult, ClaimTask } from './contenders/claiming.ts';
import type { EngineSetup, EngineTask } from './contenders/engine.ts';
import type { AcceptResult, AcceptTask } from './contenders/engine-accept.ts';
import type { BenchMeans } from './means.ts';
import { interleave, startContender } from './run-contender.ts';
import { compareRounds, median, percentile } from './statistics.ts';

const rounds = 7;
const pending = 20_000;
const batch = 64;

export const queueDepthBenchmark: Benchmark = {
  name: 'queue-depth',
  about: `The next due batch of ${batch} with ${pending.toLocaleString('en-AU')} pending in a log of a million rows, and the rate of deliveries over such a log beside the rate over an empty one.`,
  run: async (means) => {
    const sizes = means.isQuick ? [1_000, 10_000, 100_000] : [10_000, 100_000, 1_000_000];
    const claims: Claims[] = [];
    for (const rows of sizes) claims.push(await measureClaims(means, rows));
    const most = sizes.at(-1) ?? 0;
    const atMost = claims.at(-1);
    return {
      findings: [
        {
          target: 'P6',
          what: `next due batch with ${most.toLocaleString('en-AU')} rows in the log, p99`,
          limit: { atMost: 0.25 },
          unit: 'ms',
          measured: atMost?.p99Ms ?? null,
          note: `${batch} deliveries with url and body of one of ${atMost?.lanes} lanes; median ${atMost?.medianMs.toFixed(3)} ms, p90 ${atMost?.p90Ms.toFixed(3)} ms`,
          shortBecause:
            'what lies above the median is the machine: other processes, and pages of the database that come from the system’s cache.',
        },
        await compareRates(means, most),
      ],
      growth: [
        {
          title: 'next due batch, by rows in the log',
          sizes: sizes.map((rows) => rows.toLocaleString('en-AU')),
          rows: [
            { name: 'median', values: claims.map(({ medianMs }) => `${medianMs.toFixed(3)} ms`) },
            { name: 'p90', values: claims.map(({ p90Ms }) => `${p90Ms.toFixed(3)} ms`) },
            { name: 'p99', values: claims.map(({ p99Ms }) => `${p99Ms.toFixed(3)} ms`) },
          ],
        },
      ],
    };
  },
};

interface Claims {
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly p90Ms: number;
  readonly lanes: number;
}

async function measureClaims(means: BenchMeans, rows: number): Promise<Claims> {
  const sink = await means.sink();
  const log = await copyBenchLog(means, { rows, url: `http://127.0.0.1:${sink.port}/silent` });
  const accepting = await startContender<AcceptTask, AcceptResult>({ name: 'engine-accept', setup: log });
  await accepting.run({ count: pending, eventsAtOnce: 1_000, callers: 2 });
  await accepting.kill();
  const claiming = await startContender<ClaimTask, ClaimResult>({ name: 'claiming', setup: log });
  const p99s: number[] = [];
  const p90s: number[] = [];
  const medians: number[] = [];
  let lanes = 0;
  for (let round = -1; round < rounds; round += 1) {
    const { result } = await claiming.run({ claims: 2_000, limit: batch });
    lanes = result.lanes;
    if (round < 0) continue;
    p99s.push(percentile(result.claimMs, 0.99));
    p90s.push(percentile(result.claimMs, 0.9));
    medians.push(median(result.claimMs));
  }
  await claiming.close();
  return { medianMs: median(medians), p99Ms: median(p99s), p90Ms: median(p90s), lanes };
}

async function compareRates(means: BenchMeans, rows: number): Promise<Finding> {
  const sink = await means.sink();
  const url = `http://127.0.0.1:${sink.port}/hook`;
  const log = await copyBenchLog(means, { rows, url });
  const empty: EngineSetup = { folder: means.makeFolder('empty'), pbxs: log.pbxs };
  await makeBenchFolder({ ...empty, integrationsPerPbx: 1, urlOf: () => url });
  const full = await startContender<EngineTask, null>({ name: 'engine', setup: log });
  const bare = await startContender<EngineTask, null>({ name: 'engine', setup: empty });
  const count = means.isQuick ? 2_000 : 5_000;
  const done = await interleave(rounds, { full: () => full.run({ count }), bare: () => bare.run({ count }) });
  await full.close();
  await bare.close();
  const walls = (of: readonly { wallMs: number }[]) => of.map(({ wallMs }) => wallMs);
  const rate = compareRounds(walls(done.bare), walls(done.full));
  const cpu = compareRounds(
    done.full.map(({ cpuMs }) => cpuMs),
    done.bare.map(({ cpuMs }) => cpuMs),
  );
  return {
    target: 'P6',
    what: `rate over ${rows.toLocaleString('en-AU')} rows ÷ over an empty log`,
    limit: { atLeast: 0.95 },
    unit: '×',
    measured: rate.median,
    note: `rounds from ${rate.lowest.toFixed(2)}× to ${rate.highest.toFixed(2)}×; CPU ${cpu.median.toFixed(2)}×`,
    shortBecause:
      'the CPU of a delivery is the same, see below; what is lost is time at the disk, whose checkpoints reach further in a larger file.',
  };
}
