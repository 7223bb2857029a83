// What happens to the files beside the database between a kill and the next start. The index (-shm) can be made again from the log, and what
// follows the log's last commit was promised to nobody: there nothing may be lost. A log (-wal) that is cut or deleted by somebody takes with it
// what was only in it, as SQLite says; then the database must open, or be refused with a reason, and be whole.
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { wrapDatabase } from '../../../electron/engine/database/database.ts';
import type { Chance } from '../chance.ts';
import { sendMixed } from '../load.ts';
import { checkIntegrity } from '../oracle.ts';
import { HostRefused } from '../processes.ts';
import { type DamageOutcome, type Outcome, outcomeOf, type Scenario, type ScenarioMeans } from '../scenario.ts';
import { World } from '../world.ts';

type Harm = (path: string, chance: Chance) => void;

const sizeOf = (path: string) => (existsSync(path) ? statSync(path).size : 0);

function scribble(path: string, at: number, chance: Chance): void {
  const handle = openSync(path, 'r+');
  writeSync(handle, Buffer.from(Array.from({ length: 64 }, () => chance.between(0, 255))), 0, 64, at);
  closeSync(handle);
}

/** Of these nothing may be lost. */
const harmless: Readonly<Record<string, Harm>> = {
  '-shm deleted': (path) => rmSync(`${path}-shm`, { force: true }),
  '-shm truncated': (path, chance) => truncateSync(`${path}-shm`, chance.between(0, sizeOf(`${path}-shm`))),
  '-shm scribbled over': (path, chance) => scribble(`${path}-shm`, chance.between(0, 4_096), chance),
  // As a power cut leaves it: a frame that was begun and not finished.
  '-wal with a torn tail': (path, chance) => {
    const torn = Buffer.from(Array.from({ length: chance.between(1, 9_000) }, () => chance.between(0, 255)));
    writeFileSync(`${path}-wal`, torn, { flag: 'a' });
  },
};

const harmful: Readonly<Record<string, Harm>> = {
  '-wal truncated': (path, chance) => truncateSync(`${path}-wal`, chance.between(0, sizeOf(`${path}-wal`))),
  '-wal deleted': (path) => rmSync(`${path}-wal`, { force: true }),
  '-wal and -shm deleted': (path) => {
    rmSync(`${path}-wal`, { force: true });
    rmSync(`${path}-shm`, { force: true });
  },
  '-wal scribbled over': (path, chance) => {
    const size = sizeOf(`${path}-wal`);
    if (size > 64) scribble(`${path}-wal`, chance.between(0, size - 64), chance);
  },
  // As a copy that was not finished.
  'database truncated': (path, chance) => {
    rmSync(`${path}-wal`, { force: true });
    rmSync(`${path}-shm`, { force: true });
    truncateSync(path, chance.between(1, sizeOf(path) - 1));
  },
  'database written over': (path) => writeFileSync(path, readFileSync(path).fill(0x5a)),
};

async function loadAndKill(world: World): Promise<void> {
  const host = await world.open();
  if (host === null) return;
  await sendMixed(world, host, 8);
  const sending = sendMixed(world, host, 24);
  await wait(world.chance.between(20, 600));
  await world.kill(host);
  await sending;
}

async function runHarmless(name: string, harm: Harm, { sink, chance, rounds }: ScenarioMeans): Promise<Outcome> {
  const world = new World({ sink, chance });
  try {
    await sink.heal(true);
    await (await world.open())?.close();
    for (let left = rounds; left > 0; left -= 1) {
      await loadAndKill(world);
      harm(join(world.folder, 'switchhook.db'), chance);
    }
    const last = await world.open();
    if (last !== null) await world.drain(last);
    return outcomeOf(name, rounds, await world.judge(last));
  } finally {
    world.remove();
  }
}

async function runHarmful(name: string, harm: Harm, means: ScenarioMeans): Promise<DamageOutcome> {
  const sum = { opened: 0, refused: 0, accepted: 0, gone: 0 };
  const refusals = new Set<string>();
  const found = new Set<string>();
  const broken: string[] = [];
  for (let left = means.rounds; left > 0; left -= 1) {
    const world = new World(means);
    try {
      await means.sink.heal(true);
      await (await world.open())?.close();
      await loadAndKill(world);
      harm(join(world.folder, 'switchhook.db'), means.chance);
      const { integrity, gone } = await openHarmed(world, refusals);
      sum.accepted += world.accepted.size;
      if (integrity === null) sum.refused += 1;
      else {
        sum.opened += 1;
        sum.gone += gone;
        found.add(integrity);
      }
    } catch (cause) {
      broken.push(String(cause));
    } finally {
      world.remove();
    }
  }
  if (refusals.has('INTERNAL')) broken.push('it was refused without a reason');
  const integrity = [...found].join('; ') || '–';
  if (found.size > 0 && integrity !== 'ok')
    broken.push(`it opened, and integrity_check says: ${integrity.slice(0, 200)}`);
  return { name, rounds: means.rounds, ...sum, refusals: [...refusals], integrity, broken };
}

/** `integrity` null: it was refused. */
async function openHarmed(world: World, refusals: Set<string>): Promise<{ integrity: string | null; gone: number }> {
  try {
    const host = await world.open();
    await host?.close();
  } catch (cause) {
    if (!(cause instanceof HostRefused)) throw cause;
    refusals.add(cause.code);
    return { integrity: null, gone: 0 };
  }
  const copy = mkdtempSync(join(tmpdir(), 'switchhook-harmed-'));
  try {
    cpSync(world.folder, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
    const path = join(copy, 'switchhook.db');
    const database = wrapDatabase(new DatabaseSync(path), path);
    const known = new Set(database.all<{ id: string }>('SELECT id FROM deliveries').map(({ id }) => id));
    const integrity = checkIntegrity(database);
    database.close();
    return { integrity, gone: [...world.accepted].filter((id) => !known.has(id)).length };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

export const filesBesideTheDatabase: Scenario = {
  name: 'database files',
  share: 0.15,
  run: async (means) => {
    const rounds = Math.max(1, Math.round(means.rounds / Object.keys(harmless).length));
    const outcomes: Outcome[] = [];
    for (const [name, harm] of Object.entries(harmless)) {
      means.say(name);
      outcomes.push(await runHarmless(name, harm, { ...means, rounds }));
    }
    return { kind: 'outcomes', outcomes };
  },
};

export const destroyedFiles: Scenario = {
  name: 'destroyed files',
  share: 0.15,
  run: async (means) => {
    const rounds = Math.max(1, Math.round(means.rounds / Object.keys(harmful).length));
    const outcomes: DamageOutcome[] = [];
    for (const [name, harm] of Object.entries(harmful)) {
      means.say(name);
      outcomes.push(await runHarmful(name, harm, { ...means, rounds }));
    }
    return { kind: 'damage', outcomes };
  },
};
