// P9: what an edit costs that is on the disk when it is answered, and whether writing keeps the process from answering.
import { makeBenchFolder } from './bench-folder.ts';
import type { Benchmark, Finding } from './benchmark.ts';
import type { EngineSetup } from './contenders/engine.ts';
import type { EditTask } from './contenders/engine-edit.ts';
import type { LoopDelays, LoopTask } from './contenders/engine-loop.ts';
import type { BenchMeans } from './means.ts';
import { interleave, type Round, startContender } from './run-contender.ts';
import { compareRounds, median } from './statistics.ts';

const rounds = 7;
const integrationsPerPbx = 4;

export const persistenceBenchmark: Benchmark = {
  name: 'persistence',
  about:
    'One durable edit of an integration among many beside conf (what electron-store is made of) rewriting the same integrations, and ' +
    'the delay of the event loop while deliveries and edits are written.',
  run: async (means) => {
    const sizes = means.isQuick ? [100, 1_000, 10_000] : [1_000, 10_000, 100_000];
    const columns: Edits[] = [];
    for (const integrations of sizes) columns.push(await compareEdits(means, integrations));
    const last = columns.at(-1);
    const each = (of: readonly Round<unknown>[], what: 'wallMs' | 'cpuMs', edits: number) =>
      `${(median(of.map((round) => round[what])) / edits).toFixed(2)} ms`;
    const engineEdits = (what: 'wallMs' | 'cpuMs') => columns.map(({ engine, edits }) => each(engine, what, edits));
    const confEdits = (what: 'wallMs' | 'cpuMs') => columns.map(({ conf }) => each(conf, what, 1));
    return {
      findings: [...(last === undefined ? [] : [judge(last)]), ...(await measureLoop(means))],
      growth: [
        {
          title: 'one edit, by integrations',
          sizes: sizes.map((size) => size.toLocaleString('en-AU')),
          rows: [
            { name: 'engine, CPU', values: engineEdits('cpuMs') },
            { name: 'engine, time', values: engineEdits('wallMs') },
            { name: 'conf, CPU', values: confEdits('cpuMs') },
            { name: 'conf, time', values: confEdits('wallMs') },
          ],
        },
      ],
    };
  },
};

interface Edits {
  readonly engine: readonly Round<null>[];
  readonly conf: readonly Round<null>[];
  readonly edits: number;
}

async function compareEdits(means: BenchMeans, integrations: number): Promise<Edits> {
  const pbxs = Math.ceil(integrations / integrationsPerPbx);
  const setup = { folder: means.makeFolder('edits'), pbxs, integrationsPerPbx };
  await makeBenchFolder({ ...setup, urlOf: () => 'https://crm.example.com/hook' });
  const engine = await startContender<EditTask, null>({
    name: 'engine-edit',
    setup,
    profileFolder: means.profileFolder,
  });
  const conf = await startContender<EditTask, null>({
    name: 'conf-edit',
    setup: { ...setup, folder: means.makeFolder('conf') },
  });
  const edits = 200;
  const done = await interleave(rounds, { engine: () => engine.run({ edits }), conf: () => conf.run({ edits: 1 }) });
  await engine.close();
  await conf.close();
  return { ...done, edits };
}

function judge({ engine, conf, edits }: Edits): Finding {
  const per = (of: readonly Round<null>[], what: 'wallMs' | 'cpuMs', count: number) =>
    of.map((round) => round[what] / count);
  const cpu = compareRounds(per(conf, 'cpuMs', 1), per(engine, 'cpuMs', edits));
  const time = compareRounds(per(conf, 'wallMs', 1), per(engine, 'wallMs', edits));
  return {
    target: 'P9',
    what: 'CPU of conf rewriting all ÷ of one durable edit',
    limit: { atLeast: 1_000 },
    unit: '×',
    measured: cpu.median,
    note: `rounds from ${cpu.lowest.toFixed(0)}× to ${cpu.highest.toFixed(0)}×; in time, with the disk waited for, ${time.median.toFixed(0)}×`,
    shortBecause:
      'most of an edit is its commit, and most of that the system’s own work for the sync; the rest is the contract, the checks, the journal line and the index that queries run over.',
  };
}

async function measureLoop(means: BenchMeans): Promise<Finding[]> {
  const sink = await means.sink();
  const setup: EngineSetup = { folder: means.makeFolder('loop'), pbxs: 20 };
  await makeBenchFolder({ ...setup, integrationsPerPbx: 1, urlOf: () => `http://127.0.0.1:${sink.port}/hook` });
  const { profileFolder } = means;
  const engine = await startContender<LoopTask, LoopDelays>({ name: 'engine-loop', setup, profileFolder });
  const delays: { plain: LoopDelays[]; edited: LoopDelays[] } = { plain: [], edited: [] };
  for (let round = -1; round < rounds; round += 1) {
    const plain = await engine.run({ seconds: 1.5, editEveryMs: null });
    const edited = await engine.run({ seconds: 1.5, editEveryMs: 500 });
    if (round < 0) continue;
    delays.plain.push(plain.result);
    delays.edited.push(edited.result);
  }
  await engine.close();
  const finding = (what: string, of: readonly LoopDelays[]): Finding => ({
    target: 'P9',
    what,
    limit: { atMost: 16 },
    unit: 'ms',
    measured: median(of.map(({ p99Ms }) => p99Ms)),
    note: `longest ${Math.max(...of.map(({ longestMs }) => longestMs)).toFixed(0)} ms in ${rounds} rounds; an idle loop shows about 1 ms`,
    shortBecause:
      'a batch of deliveries is written in one go, some milliseconds, and an edit waits for its own sync; on a machine whose cores are taken both wait for a core besides.',
  });
  return [
    finding('event loop delay p99 while deliveries are written', delays.plain),
    finding('event loop delay p99 while deliveries and two edits a second are written', delays.edited),
  ];
}
