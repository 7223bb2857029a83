// A disk that is full, and one that cannot be written: intake is refused with a reason, what was accepted stays, and all goes on afterwards.
// Only a file system can refuse root, and only root may mount one.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { send, sendMixed } from '../load.ts';
import { type Host, HostRefused } from '../processes.ts';
import { type Outcome, outcomeOf, type Scenario, type ScenarioMeans } from '../scenario.ts';
import { World } from '../world.ts';

const refusals = /^(STORAGE_FULL|STORAGE_READ_ONLY|INTAKE_PAUSED)$/;

const mounted = new Set<string>();
process.on('exit', () => {
  for (const folder of mounted) unmount(folder);
});

function mountSmallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-disk-'));
  mounted.add(folder);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder]).status === 0) return folder;
  mounted.delete(folder);
  rmSync(folder, { recursive: true, force: true });
  return null;
}

function unmount(folder: string): void {
  spawnSync('umount', ['-l', folder]);
  mounted.delete(folder);
  rmSync(folder, { recursive: true, force: true });
}

function remount(folder: string, mode: 'ro' | 'rw'): void {
  const done = spawnSync('mount', ['-o', `remount,${mode}`, folder]);
  if (done.status !== 0) throw new Error(String(done.stderr));
}

function fill(disk: string): void {
  const path = join(disk, 'filling');
  for (const bytes of [1 << 20, 1 << 12, 1]) {
    try {
      for (;;) appendFileSync(path, Buffer.alloc(bytes, 1));
    } catch {
      // Full, to this grain.
    }
  }
}

/** What is written goes into space that is there already for a while. */
async function sendUntilRefused(world: World, host: Host): Promise<void> {
  for (let left = 80; left > 0; left -= 1) {
    const accepted = await send(world, host, { path: 'slow-50/full', count: 50, mayRefuse: refusals });
    if (accepted < 50) return;
  }
  world.break('a full disk refused nothing');
}

async function sendUntilAccepted(world: World, host: Host): Promise<void> {
  for (let left = 120; left > 0; left -= 1) {
    if ((await send(world, host, { path: 'ok/again', count: 1, mayRefuse: refusals })) === 1) return;
    await wait(500);
  }
  world.break('there is space again, and intake is still refused');
}

/** null: it said that it cannot, and why. */
async function openOrRefused(world: World): Promise<Host | null> {
  try {
    return await world.open();
  } catch (cause) {
    if (!(cause instanceof HostRefused)) throw cause;
    if (!refusals.test(cause.code)) world.break(`it was refused with ${cause.code}`);
    return null;
  }
}

async function runFull(world: World, disk: string): Promise<void> {
  const host = await world.open();
  if (host === null) return;
  await sendMixed(world, host, 16);
  fill(disk);
  await sendUntilRefused(world, host);
  if (world.chance.unit() < 0.5) {
    rmSync(join(disk, 'filling'));
    await sendUntilAccepted(world, host);
    await world.kill(host);
    return;
  }
  await world.kill(host);
  const full = await openOrRefused(world);
  rmSync(join(disk, 'filling'));
  if (full === null) return;
  await sendUntilAccepted(world, full);
  await world.kill(full);
}

async function runReadOnly(world: World, disk: string): Promise<void> {
  const host = await world.open();
  if (host === null) return;
  const sending = sendMixed(world, host, 16);
  await wait(world.chance.between(50, 500));
  await world.kill(host);
  await sending;
  remount(disk, 'ro');
  const opened = await openOrRefused(world);
  if (opened !== null) {
    world.break('it opened a folder that cannot be written');
    await world.kill(opened);
  }
  remount(disk, 'rw');
}

async function runOn(
  name: string,
  run: (world: World, disk: string) => Promise<void>,
  { sink, chance, rounds }: ScenarioMeans,
): Promise<Outcome | null> {
  const disk = mountSmallDisk();
  if (disk === null) return null;
  try {
    const world = new World({ sink, chance, folder: join(disk, 'data') });
    await sink.heal(true);
    for (let left = rounds; left > 0; left -= 1) {
      await run(world, disk);
      const after = await world.open();
      if (after !== null) {
        await world.drain(after);
        await after.close();
      }
    }
    return outcomeOf(name, rounds, await world.judge(null));
  } finally {
    unmount(disk);
  }
}

export const disks: Scenario = {
  name: 'disks',
  share: 0.06,
  run: async (means) => {
    const rounds = Math.max(1, Math.round(means.rounds / 2));
    const outcomes: Outcome[] = [];
    const each = { 'disk full': runFull, 'disk read-only': runReadOnly };
    for (const [name, run] of Object.entries(each)) {
      means.say(name);
      const outcome = await runOn(name, run, { ...means, rounds });
      if (outcome === null) return { kind: 'skipped', reason: 'only root on Linux may mount a small disk' };
      outcomes.push(outcome);
    }
    return { kind: 'outcomes', outcomes };
  },
};
