// `npm run crash`: ends the engine in every way it can end, and asks the oracle what is left. Exit 0: every invariant holds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Chance } from './chance.ts';
import { Sink } from './processes.ts';
import { type Report, spellJson, spellTable, writeDocument } from './report.ts';
import type { Scenario, ScenarioEnd, ScenarioMeans } from './scenario.ts';
import { baseline } from './scenarios/baseline.ts';
import { clockAndSleep } from './scenarios/clock-and-sleep.ts';
import { destroyedFiles, filesBesideTheDatabase } from './scenarios/database-files.ts';
import { disks } from './scenarios/full-disk.ts';
import { manyPending } from './scenarios/many-pending.ts';
import { namedPoints } from './scenarios/named-points.ts';
import { randomKills } from './scenarios/random-kills.ts';
import { twoProcesses } from './scenarios/two-processes.ts';

const all: readonly Scenario[] = [
  namedPoints,
  randomKills,
  filesBesideTheDatabase,
  disks,
  clockAndSleep,
  twoProcesses,
  manyPending,
  baseline,
  destroyedFiles,
];

const usage = `npm run crash -- [--rounds N] [--seed S] [--only NAME,…] [--short] [--json] [--write]
Scenarios: ${all.map(({ name }) => name).join(', ')}
`;

function readArguments() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      short: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  const names = values.only?.split(',') ?? (values.short ? [namedPoints.name] : all.map(({ name }) => name));
  const rounds = Number(values.rounds);
  const seed = Number(values.seed);
  const unknown = names.filter((name) => all.every((scenario) => scenario.name !== name));
  if (unknown.length > 0) throw new Error(`There is no scenario “${unknown[0]}”.`);
  if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) throw new Error('Name whole numbers.');
  return { ...values, rounds, seed, scenarios: all.filter(({ name }) => names.includes(name)) };
}

type Asked = ReturnType<typeof readArguments>;

/** What one scenario does not know must not keep the others from being run. */
async function runOne(scenario: Scenario, means: ScenarioMeans): Promise<ScenarioEnd | Error> {
  try {
    return await scenario.run(means);
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

async function run({ scenarios, rounds, seed, short: isShort }: Asked): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-sink-'));
  const sink = await Sink.start(join(folder, 'arrivals.ndjson'));
  const report: Report = { rounds, seed, outcomes: [], damage: [], skipped: [], failed: [] };
  try {
    for (const [index, scenario] of scenarios.entries()) {
      const { name } = scenario;
      const end = await runOne(scenario, {
        ...{ sink, isShort, chance: new Chance(seed * 1_000 + index) },
        rounds: Math.max(1, Math.round(rounds * scenario.share)),
        say: (line) => process.stderr.write(`· ${line}\n`),
      });
      if (end instanceof Error) report.failed.push({ name, reason: end.stack ?? end.message });
      else if (end.kind === 'outcomes') report.outcomes.push(...end.outcomes);
      else if (end.kind === 'damage') report.damage.push(...end.outcomes);
      else report.skipped.push({ name, reason: end.reason });
    }
  } finally {
    sink.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return report;
}

// What is to be undone whatever ends this process waits for its exit, which a signal alone would not bring about.
for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15 }))
  process.once(signal, () => process.exit(128 + number));

function readOrExplain(): Asked {
  try {
    return readArguments();
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)} Nothing was run.\n${usage}`);
    process.exit(2);
  }
}

const asked = readOrExplain();
const report = await run(asked);
process.stdout.write(asked.json ? spellJson(report) : spellTable(report));
if (asked.write) writeDocument(report);
const isBroken = [...report.outcomes, ...report.damage].some(({ broken }) => broken.length > 0);
process.exitCode = report.failed.length > 0 || isBroken || report.outcomes.some(({ lost }) => lost > 0) ? 1 : 0;
