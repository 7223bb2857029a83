// `npm run bench [name …] [-- --quick --write --cpu-prof]`: runs benchmarks, prints their tables and keeps what they found in
// .cache/bench; `--write` makes docs/benchmarks.md from what is kept there. Never part of `npm test`.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../build/bundles.ts';
import type { Benchmark } from './benchmark.ts';
import { openMeans } from './means.ts';
import { benchmarks } from './registry.ts';
import { type KeptResult, writeResult, writeTable } from './report.ts';
import { writeDocument } from './write-document.ts';

const cacheFolder = join(projectRoot, '.cache/bench');

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    'cpu-prof': { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});

function chooseBenchmarks(): readonly Benchmark[] {
  const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) {
    const known = benchmarks.map(({ name }) => name).join(', ');
    console.error(`There is no benchmark “${unknown.join('”, “')}”, so nothing was run. Known: ${known}.`);
    process.exit(2);
  }
  return names.length === 0 ? benchmarks : benchmarks.filter(({ name }) => names.includes(name));
}

async function runAll(chosen: readonly Benchmark[]): Promise<boolean> {
  let areAllRun = true;
  for (const benchmark of chosen) {
    console.log(`\n${benchmark.name}: ${benchmark.about}`);
    try {
      const result = await runOne(benchmark);
      writeFileSync(join(cacheFolder, `${benchmark.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
      console.log(writeTable(result));
    } catch (cause) {
      console.error(`${benchmark.name} did not come to an end, and nothing of it was kept.`, cause);
      areAllRun = false;
    }
  }
  return areAllRun;
}

async function runOne(benchmark: Benchmark): Promise<KeptResult> {
  const profileFolder = options['cpu-prof'] ? join(cacheFolder, 'profiles') : null;
  const means = openMeans({
    cacheFolder,
    isQuick: options.quick,
    profileFolder,
    say: (line) => console.log(`  ${line}`),
  });
  const beganAt = performance.now();
  try {
    const measured = await benchmark.run(means);
    const tookSeconds = Math.round((performance.now() - beganAt) / 1_000);
    return writeResult({ benchmark, measured, means, tookSeconds });
  } finally {
    await means.close();
  }
}

function readKept(): KeptResult[] {
  const files = readdirSync(cacheFolder).filter((name) => name.endsWith('.json'));
  return files.map((name) => JSON.parse(readFileSync(join(cacheFolder, name), 'utf8')) as KeptResult);
}

// What was started ends, and what was written is removed, when this process exits: an interrupted one must exit as well.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

mkdirSync(cacheFolder, { recursive: true });
if (options.list) {
  for (const { name, about } of benchmarks) console.log(`${name}: ${about}`);
} else {
  // `--write` alone writes what is kept.
  const isRun = names.length > 0 || !options.write;
  const areAllRun = isRun ? await runAll(chooseBenchmarks()) : true;
  if (options.write) {
    mkdirSync(join(projectRoot, 'docs'), { recursive: true });
    writeFileSync(join(projectRoot, 'docs/benchmarks.md'), writeDocument(readKept()));
  }
  process.exitCode = areAllRun ? 0 : 1;
}
