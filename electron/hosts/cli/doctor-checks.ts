// What `doctor` looks at without the engine, so that it can tell why an engine does not open. Changes nothing and makes no folder.
import { constants, type Stats } from 'node:fs';
import { access, readdir, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
// biome-ignore lint/style/noRestrictedImports: a database that the engine cannot open must be looked at without it, and only read.
import { DatabaseSync } from 'node:sqlite';

export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly message: string;
  /** What to do; null when there is nothing to do. */
  readonly remedy: string | null;
}

export function ok(name: string, message: string): Check {
  return { name, state: 'ok', message, remedy: null };
}

export function notOk(state: 'warn' | 'fail', name: string, [message, remedy]: readonly [string, string]): Check {
  return { name, state, message, remedy };
}

const leastNodeMajor = 24;

export function checkNode({ node = '', sqlite = 'none', icu = 'none' }: NodeJS.ProcessVersions): Check {
  const found = `Node ${node}, SQLite ${sqlite}, ICU ${icu}`;
  if (Number(node.split('.')[0]) >= leastNodeMajor) return ok('node', found);
  return notOk('fail', 'node', [found, `Install Node ${leastNodeMajor} or newer.`]);
}

/** Sydney is 11 hours ahead in November: wrong or missing time zone data would put wrong times into requests. */
export function checkTimeZones(): Check {
  const format = new Intl.DateTimeFormat('en-AU', {
    timeZone: 'Australia/Sydney',
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const shown = format.format(new Date('2026-11-22T23:41:07Z'));
  if (shown.includes('10:41')) return ok('time zones', `Time zone data ${process.versions.tz ?? 'of the system'}`);
  const remedy = 'Use a Node build with full ICU and time zone data.';
  return notOk('fail', 'time zones', [`Time zone data is wrong: Sydney shows ${shown}`, remedy]);
}

export async function findFolder(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch {
    return null;
  }
}

export async function checkDataFolder(path: string): Promise<Check> {
  const found = await findFolder(path);
  if (found === null) return checkParent(path);
  if (!found.isDirectory()) {
    return notOk('fail', 'data folder', [`${path} is not a folder`, 'Choose another one with --data-dir.']);
  }
  try {
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return notOk('fail', 'data folder', [`${path} cannot be written`, 'Give this user the right, or use --data-dir.']);
  }
  const open = process.platform === 'win32' ? [] : await listOpenToOthers(path, found);
  if (open.length === 0) return ok('data folder', path);
  const remedy = `chmod 700 '${path}'; chmod 600 what is in it`;
  return notOk('warn', 'data folder', [`Others on this computer may read ${open.join(', ')}`, remedy]);
}

async function checkParent(path: string): Promise<Check> {
  let parent = dirname(path);
  while ((await findFolder(parent)) === null && dirname(parent) !== parent) parent = dirname(parent);
  try {
    await access(parent, constants.W_OK | constants.X_OK);
    return ok('data folder', `${path} is not there yet; the first command makes it`);
  } catch {
    return notOk('fail', 'data folder', [`${path} cannot be made in ${parent}`, 'Choose another one with --data-dir.']);
  }
}

async function listOpenToOthers(path: string, folder: Stats): Promise<string[]> {
  const isOpen = ({ mode }: Stats) => (mode & 0o077) !== 0;
  if (!isOpen(folder)) return [];
  const open = [path];
  for (const name of await readdir(path)) {
    const file = await findFolder(join(path, name));
    if (file?.isFile() === true && isOpen(file)) open.push(name);
  }
  return open;
}

export async function checkDatabases(folder: string): Promise<Check[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.db'));
  return names.map((name) => checkDatabase(join(folder, name)));
}

function checkDatabase(path: string): Check {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    const found = database
      .prepare('PRAGMA integrity_check(3)')
      .all()
      .map((row) => String(row.integrity_check));
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
    if (found.join() === 'ok') return ok('database', `${path} is sound, schema ${version}`);
    return notOk('fail', 'database', [`${path} is damaged: ${found.join('; ')}`, restore]);
  } catch (cause) {
    return notOk('fail', 'database', [`${path} cannot be read: ${(cause as Error).message}`, restore]);
  } finally {
    database?.close();
  }
}

const restore = 'Restore a backup, or move the file away to start afresh.';

const warnBytes = 200 * 1_048_576;
const failBytes = 20 * 1_048_576;

export async function checkDiskSpace(path: string): Promise<Check> {
  let place = path;
  while ((await findFolder(place)) === null && dirname(place) !== place) place = dirname(place);
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  const message = `${Math.floor(free / 1_048_576)} MiB free`;
  if (free >= warnBytes) return ok('disk space', message);
  return notOk(free < failBytes ? 'fail' : 'warn', 'disk space', [message, 'Free some space on this disk.']);
}

/** The receiver and the talk between two Switchhooks need it. */
export function checkLoopback(): Promise<Check> {
  const { promise, resolve } = Promise.withResolvers<Check>();
  const server = createServer();
  server.once('error', ({ message }) => {
    resolve(notOk('fail', 'loopback', [`127.0.0.1 cannot be listened on: ${message}`, 'Check the network set-up.']));
  });
  server.listen(0, '127.0.0.1', () => server.close(() => resolve(ok('loopback', '127.0.0.1 can be listened on'))));
  return promise;
}
