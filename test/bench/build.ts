// P7: what a compiled integration saves for every event.
import type { Benchmark, Finding, Growth } from './benchmark.ts';
import type { BuildingTask } from './contenders/building.ts';
import { interleave, type Round, type RunningContender, startContender } from './run-contender.ts';
import { compareRounds, median } from './statistics.ts';

const rounds = 7;
const usualFields = 6;

interface Pair {
  readonly contender: 'building' | 'signing';
  readonly ours: string;
  readonly plain: string;
  readonly what: string;
  /** Of ours ÷ plain in CPU; `atLeast` is of plain ÷ ours. */
  readonly limit: Finding['limit'];
  readonly shortBecause: string;
}

const pairs: readonly Pair[] = [
  {
    contender: 'building',
    ours: 'body',
    plain: 'body-plain',
    what: 'CPU of a JSON body ÷ of map + JSON.stringify with equal bytes',
    limit: { atMost: 0.6 },
    shortBecause:
      'six short values leave little to save: most of it is the escape check of each value and joining the pieces; on a loaded machine the ratio wanders by a tenth.',
  },
  {
    contender: 'building',
    ours: 'url',
    plain: 'url-plain',
    what: 'CPU of new URL + append ÷ of a built GET URL',
    limit: { atLeast: 10 },
    shortBecause: 'the address is compiled and only the values are encoded.',
  },
  {
    contender: 'signing',
    ours: 'signing',
    plain: 'signing-plain',
    what: 'CPU of createHmac with the raw key ÷ of signing',
    limit: { atLeast: 5 },
    shortBecause: 'the key is kept ready, the hash itself is most of the rest.',
  },
];

type Result = { sample: string };
type Builder = RunningContender<BuildingTask, Result>;

export const buildBenchmark: Benchmark = {
  name: 'build',
  about:
    'Building a body, a URL and a signature for each of many events, beside the plain way to write the same bytes.',
  run: async (means) => {
    const count = means.isQuick ? 20_000 : 80_000;
    const findings: Finding[] = [];
    const growth: Growth[] = [];
    for (const pair of pairs) {
      const builder: Builder = await startContender({
        name: pair.contender,
        setup: null,
        profileFolder: means.profileFolder,
      });
      const done = await compare(builder, pair, { fields: usualFields, count });
      findings.push(judge(pair, done, count));
      if (pair.contender === 'building') growth.push(await measureGrowth(builder, pair, count));
      await builder.close();
    }
    return { findings, growth };
  },
};

type Done = Record<'ours' | 'plain', Round<Result>[]>;

async function compare(builder: Builder, { ours, plain }: Pair, of: { fields: number; count: number }): Promise<Done> {
  const done = await interleave(rounds, {
    ours: () => builder.run({ name: ours, ...of }),
    plain: () => builder.run({ name: plain, ...of }),
  });
  const [one, other] = [done.ours[0]?.result.sample, done.plain[0]?.result.sample];
  if (one !== other) throw new Error(`Not the same bytes: ${one} and ${other}`);
  return done;
}

const cpuOf = (of: readonly Round<unknown>[]) => of.map(({ cpuMs }) => cpuMs);

function judge(pair: Pair, done: Done, count: number): Finding {
  const isTurned = 'atLeast' in pair.limit;
  const ratio = isTurned
    ? compareRounds(cpuOf(done.plain), cpuOf(done.ours))
    : compareRounds(cpuOf(done.ours), cpuOf(done.plain));
  const each = (of: readonly Round<unknown>[]) => ((median(cpuOf(of)) * 1_000) / count).toFixed(2);
  const spread = `rounds from ${ratio.lowest.toFixed(2)}× to ${ratio.highest.toFixed(2)}×`;
  return {
    ...{ target: 'P7', what: pair.what, limit: pair.limit, unit: '×', measured: ratio.median },
    note: `${each(done.ours)} µs against ${each(done.plain)} µs; ${spread}; the bytes are compared`,
    shortBecause: pair.shortBecause,
  };
}

async function measureGrowth(builder: Builder, pair: Pair, count: number): Promise<Growth> {
  const sizes = [1, 10, 100].map((factor) => factor * usualFields);
  const columns: [ours: number, plain: number][] = [];
  for (const fields of sizes) {
    const ours = Math.ceil((count * usualFields) / fields / 4);
    // `append` writes the whole query again for each field, so that many fields take very long.
    const plain = Math.ceil((ours * usualFields) / fields);
    const done = await interleave(3, {
      ours: () => builder.run({ name: pair.ours, fields, count: ours }),
      plain: () => builder.run({ name: pair.plain, fields, count: plain }),
    });
    const each = (of: readonly Round<unknown>[], times: number) => (median(cpuOf(of)) * 1_000) / times;
    columns.push([each(done.ours, ours), each(done.plain, plain)]);
  }
  return {
    title: `CPU of a ${pair.ours}, by field values`,
    sizes: sizes.map(String),
    rows: [
      { name: 'compiled', values: columns.map(([ours]) => `${ours.toFixed(2)} µs`) },
      { name: 'plain', values: columns.map(([, plain]) => `${plain.toFixed(2)} µs`) },
    ],
  };
}
