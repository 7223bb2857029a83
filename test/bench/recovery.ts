// P12: how soon what a killed process left is sent on.
import { copyBenchLog } from './bench-log.ts';
import type { Benchmark } from './benchmark.ts';
import type { AcceptResult, AcceptTask } from './contenders/engine-accept.ts';
import { type CountingSink, startCountingSink } from './counting-sink.ts';
import type { BenchMeans } from './means.ts';
import { startContender } from './run-contender.ts';
import { median } from './statistics.ts';

const rounds = 7;

interface Start {
  /** From telling the engine to open the folder to the first request at the sink. */
  readonly firstRequestMs: number;
  readonly openedMs: number;
}

export const recoveryBenchmark: Benchmark = {
  name: 'recovery',
  about:
    'The engine killed (`kill -9`) with deliveries pending and under way in a long log, and opened again: the time to the first request.',
  run: async (means) => {
    const sizes = means.isQuick
      ? [
          { rows: 10_000, pending: 200 },
          { rows: 100_000, pending: 2_000 },
        ]
      : [
          { rows: 10_000, pending: 200 },
          { rows: 100_000, pending: 2_000 },
          { rows: 1_000_000, pending: 20_000 },
        ];
    const columns: Start[][] = [];
    for (const size of sizes) columns.push(await measure(means, size));
    const last = columns.at(-1) ?? [];
    const first = last.map(({ firstRequestMs }) => firstRequestMs);
    const words = sizes.map(
      ({ rows, pending }) => `${pending.toLocaleString('en-AU')} of ${rows.toLocaleString('en-AU')}`,
    );
    return {
      findings: [
        {
          target: 'P12',
          what: `first request after kill -9, ${words.at(-1)} pending`,
          limit: { atMost: 300 },
          unit: 'ms',
          measured: median(first),
          note: `from opening the folder; ${rounds} kills from ${Math.min(...first).toFixed(0)} to ${Math.max(...first).toFixed(0)} ms; the folder is open after ${median(last.map(({ openedMs }) => openedMs)).toFixed(0)} ms`,
          shortBecause:
            'a new process that joins the folder, opens the database and its write-ahead log and wakes the lanes takes about 80 ms of CPU; the rest is waiting for a core and the disk.',
        },
      ],
      growth: [
        {
          title: 'time to the first request, by pending of the log',
          sizes: words,
          rows: [
            {
              name: 'first request',
              values: columns.map(
                (column) => `${median(column.map(({ firstRequestMs }) => firstRequestMs)).toFixed(0)} ms`,
              ),
            },
            {
              name: 'folder open',
              values: columns.map((column) => `${median(column.map(({ openedMs }) => openedMs)).toFixed(0)} ms`),
            },
          ],
        },
      ],
    };
  },
};

async function measure(means: BenchMeans, of: { rows: number; pending: number }): Promise<Start[]> {
  const sink = await startCountingSink();
  sink.isAnswering = false;
  const { folder, pbxs } = await copyBenchLog(means, { rows: of.rows, url: `http://127.0.0.1:${sink.port}/hook` });
  const setup = { folder, pbxs };
  const accepting = await startContender<AcceptTask, AcceptResult>({ name: 'engine-accept', setup });
  await accepting.run({ count: of.pending, eventsAtOnce: Math.min(1_000, of.pending), callers: 2 });
  await accepting.kill();
  const starts: Start[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const start = await startAndKill(setup.folder, sink);
    if (round >= 0) starts.push(start);
  }
  await sink.stop();
  return starts;
}

async function startAndKill(folder: string, sink: CountingSink): Promise<Start> {
  const engine = await startContender<null, { openedMs: number }>({ name: 'engine-start', setup: { folder } });
  const requested = sink.nextRequest();
  const beganAt = performance.now();
  const { result } = await engine.run(null);
  const firstRequestMs = (await requested) - beganAt;
  await engine.kill();
  return { firstRequestMs, openedMs: result.openedMs };
}
