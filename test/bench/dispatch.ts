// P1 to P4: what a durable delivery costs beside a bare HTTP loop, beside other queues, and beside the least a socket can do.

import { makeBenchFolder } from './bench-folder.ts';
import type { Benchmark, Finding, Growth } from './benchmark.ts';
import type { EngineSetup, EngineTask } from './contenders/engine.ts';
import type { PostSetup } from './contenders/poster.ts';
import type { BenchMeans } from './means.ts';
import type { OwnServer } from './own-processes.ts';
import { startPostgres, startRedis } from './peer.ts';
import { canReadProcesses } from './process-cpu.ts';
import { interleave, type Round, type RunningContender, startContender } from './run-contender.ts';
import { compareRounds, median, type Ratio } from './statistics.ts';

const rounds = 7;
/** A process that has just begun spends more on compiling what it runs than on running it: all of them do so before they are measured. */
const warmUp = { count: 40_000, quickCount: 4_000, peerCount: 10_000 };
const connections = 50;
const pbxs = 20;

type Runner = RunningContender<EngineTask, unknown>;

export const dispatchBenchmark: Benchmark = {
  name: 'dispatch',
  about:
    'A full durable delivery (accept, match, build, send, record; breaker and deadline on; synchronous FULL) beside a bare ' +
    '`Pool.request` loop, other queues and raw sockets, all at 50 connections with the same bytes.',
  run: async (means) => {
    const sink = await means.sink();
    const post: PostSetup = { url: `http://127.0.0.1:${sink.port}/hook`, connections };
    const folder = means.makeFolder('dispatch');
    await makeBenchFolder({ folder, pbxs, integrationsPerPbx: 1, urlOf: () => post.url });
    const start = (name: string, setup: unknown): Promise<Runner> =>
      startContender({ name, setup, profileFolder: means.profileFolder });
    const engine = await start('engine', { folder, pbxs } satisfies EngineSetup);
    const bare = await start('bare-pool', post);
    const raw = await start('raw-sockets', post);
    const count = means.isQuick ? 2_000 : 8_000;
    means.say('warming up');
    for (const contender of [engine, bare, raw])
      await contender.run({ count: means.isQuick ? warmUp.quickCount : warmUp.count });
    means.say(`${rounds} rounds of ${count} deliveries: engine, bare loop, raw sockets`);
    const acts = {
      engine: () => engine.run({ count }),
      bare: () => bare.run({ count }),
      raw: () => raw.run({ count }),
    };
    const heapBefore = await engine.readHeap();
    await engine.run({ count });
    const done = await interleave(rounds, acts, true);
    const heapAfter = await engine.readHeap();
    await raw.close();
    const growth = await measureGrowth(means, { engine, bare });
    await bare.close();
    const peers = await comparePeers(means, { engine, post, start });
    await engine.close();
    return {
      findings: [...judge(done), ...peers.findings],
      growth: [growth],
      facts: [
        ...Object.entries(done).map(([name, of]) => describe(name, of, count)),
        ...peers.facts,
        `engine heap before the first and after the last round: ${megabytes(heapBefore)}, ${megabytes(heapAfter)} MB.`,
      ],
    };
  },
};

const cpuOf = (of: readonly Round<unknown>[]) => of.map(({ cpuMs }) => cpuMs);
const wallOf = (of: readonly Round<unknown>[]) => of.map(({ wallMs }) => wallMs);

function writeSpread({ lowest, highest }: Ratio): string {
  return `rounds from ${lowest.toFixed(2)}× to ${highest.toFixed(2)}×`;
}

function judge(done: Record<'engine' | 'bare' | 'raw', Round<unknown>[]>): Finding[] {
  const cpu = compareRounds(cpuOf(done.engine), cpuOf(done.bare));
  // A rate is the time turned over.
  const rate = compareRounds(wallOf(done.bare), wallOf(done.engine));
  const raw = compareRounds(cpuOf(done.engine), cpuOf(done.raw));
  return [
    {
      target: 'P1',
      what: 'CPU of a durable delivery ÷ of a bare Pool.request',
      limit: { atMost: 1.2 },
      unit: '×',
      measured: cpu.median,
      note: writeSpread(cpu),
      shortBecause: p1Short,
    },
    {
      target: 'P2',
      what: 'rate of durable deliveries ÷ of bare requests',
      limit: { atLeast: 0.85 },
      unit: '×',
      measured: rate.median,
      note: writeSpread(rate),
      shortBecause: p2Short,
    },
    {
      target: 'P4',
      what: 'CPU of a durable delivery ÷ of pre-built bytes on raw sockets',
      limit: { atMost: 2.4 },
      unit: '×',
      measured: raw.median,
      note: writeSpread(raw),
      shortBecause: p4Short,
    },
  ];
}

const p1Short =
  'what the loop does not do: an event is checked, matched and built, its row, its attempt and its end are written, synced and carried ' +
  'over, counters and breaker kept. The exchange costs the engine what it costs the loop. Rows take about three quarters as much again ' +
  '(a page of the database’s log for two deliveries), sync and carrying over a third, garbage a fifth; checking, matching, building and ' +
  'deciding are the rest. A round that begins with a whole collection flatters the ratio: V8 then throws compiled code away, both sides ' +
  'compile in each round, and the same engine stood at 1.7×.';
const p2Short =
  'the rate follows the CPU of the main thread, which sends, receives and writes, see P1; and one caller hands in a hundred events at a ' +
  'time and waits until they are on the disk.';
const p4Short =
  'undici costs nearly twice the raw socket in checks and the HTTP parser, which a program that must not trust its receivers cannot ' +
  'leave out, and what is durable costs more than both, see P1.';

function describe(name: string, of: readonly Round<unknown>[], count: number): string {
  const perSecond = Math.round((count * 1_000) / median(wallOf(of)));
  const cpuUs = ((median(cpuOf(of)) * 1_000) / count).toFixed(1);
  return `${name}: ${perSecond.toLocaleString('en-AU')} a second, ${cpuUs} µs CPU each.`;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

async function measureGrowth(means: BenchMeans, of: { engine: Runner; bare: Runner }): Promise<Growth> {
  const sizes = means.isQuick ? [100, 1_000, 10_000] : [400, 4_000, 40_000];
  const costs: { engine: number; bare: number }[] = [];
  for (const count of sizes) {
    const acts = { engine: () => of.engine.run({ count }), bare: () => of.bare.run({ count }) };
    const done = await interleave(count === sizes.at(-1) ? 1 : 3, acts, true);
    const each = (side: readonly Round<unknown>[]) => (median(cpuOf(side)) * 1_000) / count;
    costs.push({ engine: each(done.engine), bare: each(done.bare) });
  }
  return {
    title: 'CPU each, by deliveries in a row',
    sizes: sizes.map((size) => size.toLocaleString('en-AU')),
    rows: [
      { name: 'engine', values: costs.map(({ engine }) => `${engine.toFixed(1)} µs`) },
      { name: 'bare loop', values: costs.map(({ bare }) => `${bare.toFixed(1)} µs`) },
      { name: 'ratio', values: costs.map(({ engine, bare }) => `${(engine / bare).toFixed(2)}×`) },
    ],
  };
}

interface PeerTarget {
  readonly name: string;
  readonly atLeast: number;
  readonly needs: string;
  readonly shortBecause: string;
  startServer(means: BenchMeans): Promise<OwnServer | null>;
}

const peerTargets: readonly PeerTarget[] = [
  {
    name: 'bullmq',
    atLeast: 4.5,
    needs: 'redis-server',
    shortBecause:
      'durable writes for every delivery, see P1; Redis appends to a file that it syncs once a second, Switchhook syncs before it answers.',
    startServer: (means) => startRedis(means.makeFolder('redis')),
  },
  {
    name: 'pg-boss',
    atLeast: 5,
    needs: 'PostgreSQL',
    shortBecause:
      'pg-boss is measured at its best: inserts of a hundred, fetches of fifty without a pause, fifty settled together. For the rest see P1.',
    startServer: () => startPostgres(),
  },
  {
    name: 'graphile-worker',
    atLeast: 2,
    needs: 'PostgreSQL',
    shortBecause:
      'graphile-worker is measured as its page on performance advises (a local queue, completions in batches), not on its defaults, on which it costs four times that. For the rest see P1.',
    startServer: () => startPostgres(),
  },
];

interface PeerBench {
  readonly engine: Runner;
  readonly post: PostSetup;
  start(name: string, setup: unknown): Promise<Runner>;
}

async function comparePeers(means: BenchMeans, bench: PeerBench): Promise<{ findings: Finding[]; facts: string[] }> {
  const findings: Finding[] = [];
  const facts: string[] = [];
  for (const target of peerTargets) {
    const compared = await comparePeer(means, bench, target);
    findings.push(compared.finding);
    facts.push(...compared.facts);
  }
  return { findings, facts };
}

async function comparePeer(means: BenchMeans, bench: PeerBench, target: PeerTarget) {
  const base = {
    target: 'P3',
    what: `deliveries per CPU second ÷ ${target.name}'s`,
    limit: { atLeast: target.atLeast },
    unit: '×',
    shortBecause: target.shortBecause,
  } as const;
  const leaveOut = (note: string) => ({ finding: { ...base, measured: null, note }, facts: [] });
  if (!canReadProcesses) return leaveOut('The CPU of its server cannot be read on this system.');
  const server = await target.startServer(means);
  if (server === null) return leaveOut(`${target.needs} is not installed here.`);
  const count = means.isQuick ? 500 : 3_000;
  means.say(`${rounds} rounds of ${count} deliveries: engine, ${target.name}`);
  const peer = await bench.start(target.name, { ...bench.post, server: { pid: server.pid, port: server.port } });
  await peer.run({ count: means.isQuick ? count : warmUp.peerCount });
  const acts = { engine: () => bench.engine.run({ count }), peer: () => peer.run({ count }) };
  const done = await interleave(rounds, acts, true);
  await peer.close();
  await server.stop();
  // Deliveries per CPU second of ours ÷ theirs is CPU of theirs ÷ ours.
  const ratio = compareRounds(cpuOf(done.peer), cpuOf(done.engine));
  return {
    finding: { ...base, measured: ratio.median, note: `${writeSpread(ratio)}; its server's CPU is its own` },
    facts: [describe(`${target.name} with ${target.needs}`, done.peer, count)],
  };
}
