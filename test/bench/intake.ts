// P5: what taking an event in costs, durably, beside writing the bare row.
import { makeBenchFolder } from './bench-folder.ts';
import type { Benchmark, Growth } from './benchmark.ts';
import type { AcceptResult, AcceptTask } from './contenders/engine-accept.ts';
import type { InsertTask } from './contenders/raw-inserts.ts';
import { measureFsync } from './machine.ts';
import type { BenchMeans } from './means.ts';
import { interleave, type RunningContender, startContender } from './run-contender.ts';
import { compareRounds, median, percentile } from './statistics.ts';

const rounds = 7;
const pbxs = 20;
const eventsAtOnce = 100;

type Accepting = RunningContender<AcceptTask, AcceptResult>;
type Inserting = RunningContender<InsertTask, null>;

export const intakeBenchmark: Benchmark = {
  name: 'intake',
  about:
    'Events taken in through `dispatch.accept` (checked, matched, built, written, acknowledged when on the disk), a hundred at a ' +
    'time, beside prepared inserts of finished rows, a hundred in a transaction.',
  run: async (means) => {
    const { engine, raw, folder } = await open(means);
    const count = means.isQuick ? 3_000 : 10_000;
    means.say('warming up');
    await engine.run({ count: 4 * count, eventsAtOnce, callers: 8 });
    await raw.run({ count: 4 * count, atOnce: eventsAtOnce });
    const done = await interleave(rounds, {
      engine: () => engine.run({ count, eventsAtOnce, callers: 8 }),
      raw: () => raw.run({ count, atOnce: eventsAtOnce }),
    });
    const rate = compareRounds(
      done.raw.map(({ wallMs }) => wallMs),
      done.engine.map(({ wallMs }) => wallMs),
    );
    const single = await measureAnswers(engine, folder);
    const growth = await measureGrowth(engine, raw);
    await engine.close();
    await raw.close();
    const each = (of: readonly { cpuMs: number }[]) =>
      ((median(of.map(({ cpuMs }) => cpuMs)) * 1_000) / count).toFixed(1);
    const perSecond = (of: readonly { wallMs: number }[]) =>
      Math.round((count * 1_000) / median(of.map(({ wallMs }) => wallMs))).toLocaleString('en-AU');
    return {
      findings: [
        {
          target: 'P5',
          what: 'rate of durable intake ÷ of raw prepared inserts, in hundreds',
          limit: { atLeast: 0.6 },
          unit: '×',
          measured: rate.median,
          note: `rounds from ${rate.lowest.toFixed(2)}× to ${rate.highest.toFixed(2)}×; eight callers at once`,
          shortBecause:
            'each event is checked twice (the contract, then the trigger’s fields), matched, built and counted, its row has two indexes where the raw one has none, and an index of snapshots follows.',
        },
        {
          target: 'P5',
          what: 'an event acknowledged, p99 (5 ms + 2 fsync)',
          limit: { atMost: 5 + 2 * single.fsyncMs },
          unit: 'ms',
          measured: single.answeredMs,
          note: `one event a call, eight callers; fsync p99 in the same rounds ${single.fsyncMs.toFixed(1)} ms`,
          shortBecause:
            'an event may wait for the batch under way and then for its own, each a sync; on a busy machine both threads wait for a core as well.',
        },
      ],
      growth: [growth],
      facts: [
        `engine: ${perSecond(done.engine)} events a second, ${each(done.engine)} µs CPU each.`,
        `raw inserts: ${perSecond(done.raw)} rows a second, ${each(done.raw)} µs CPU each.`,
      ],
    };
  },
};

async function open(means: BenchMeans): Promise<{ engine: Accepting; raw: Inserting; folder: string }> {
  const sink = await means.sink();
  const folder = means.makeFolder('intake');
  await makeBenchFolder({
    folder,
    pbxs,
    integrationsPerPbx: 1,
    urlOf: () => `http://127.0.0.1:${sink.port}/silent`,
  });
  const { profileFolder } = means;
  return {
    engine: await startContender({ name: 'engine-accept', setup: { folder, pbxs }, profileFolder }),
    raw: await startContender({ name: 'raw-inserts', setup: { folder }, profileFolder }),
    folder,
  };
}

/** Medians of rounds' p99; the disk is timed between them. */
async function measureAnswers(engine: Accepting, folder: string): Promise<{ answeredMs: number; fsyncMs: number }> {
  const answered: number[] = [];
  const fsyncs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { result } = await engine.run({ count: 1_000, eventsAtOnce: 1, callers: 8 });
    answered.push(percentile(result.answeredMs, 0.99));
    fsyncs.push(measureFsync(folder, 200).p99Ms);
  }
  return { answeredMs: median(answered), fsyncMs: median(fsyncs) };
}

async function measureGrowth(engine: Accepting, raw: Inserting): Promise<Growth> {
  const sizes = [1, 10, 100, 1_000];
  const columns: string[][] = [];
  for (const size of sizes) {
    const count = Math.min(size * 100, 10_000);
    const done = await interleave(3, {
      engine: () => engine.run({ count, eventsAtOnce: size, callers: 8 }),
      raw: () => raw.run({ count, atOnce: size }),
    });
    const each = (of: readonly { wallMs: number }[]) =>
      `${((median(of.map(({ wallMs }) => wallMs)) * 1_000) / count).toFixed(0)} µs`;
    columns.push([each(done.engine), each(done.raw)]);
  }
  return {
    title: 'time an event, by events in a call',
    sizes: sizes.map((size) => size.toLocaleString('en-AU')),
    rows: ['engine', 'raw inserts'].map((name, at) => ({ name, values: columns.map((column) => column[at] ?? '') })),
  };
}
