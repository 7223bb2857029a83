// The queues Switchhook is compared with, and the servers they need: started here, on free ports, in folders of their own.
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventOf } from './bench-work.ts';
import type { PostSetup } from './contenders/poster.ts';
import { findFreePort, type OwnServer, startServer } from './own-processes.ts';

export interface PeerSetup extends PostSetup {
  readonly server: { readonly port: number; readonly pid: number };
}

/** What a job carries: the event, as a delivery of Switchhook does. */
export function payloadOf(call: number): { event: ReturnType<typeof eventOf> } {
  return { event: eventOf(0, call) };
}

const redisPath = '/usr/bin/redis-server';

/** null: it is not installed. */
export async function startRedis(folder: string): Promise<OwnServer | null> {
  if (!existsSync(redisPath)) return null;
  const port = await findFreePort();
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes'];
  return startServer({ program: redisPath, arguments: [...flags, '--maxmemory-policy', 'noeviction'], port });
}

/** With its own defaults: fsync and synchronous_commit on. null: it is not installed. */
export async function startPostgres(): Promise<OwnServer | null> {
  const bin = findPostgres();
  if (bin === null) return null;
  // It refuses to run as root.
  const asPostgres =
    process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-bench-postgres-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  if (asPostgres.length > 0) chownSync(folder, readId('-u'), readId('-g'));
  const [program = '', ...rest] = [...asPostgres, join(bin, 'initdb')];
  const made = spawnSync(program, [...rest, '-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'], {
    cwd: folder,
  });
  if (made.status !== 0) throw new Error(`initdb failed. ${made.stderr}`);
  const port = await findFreePort();
  const flags = ['-D', folder, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
  const [server = '', ...before] = [...asPostgres, join(bin, 'postgres')];
  const started = await startServer({
    program: server,
    arguments: [...before, ...flags, '-c', 'max_connections=200'],
    options: { cwd: folder },
    port,
    stopSignal: 'SIGINT',
  });
  return {
    ...started,
    stop: async () => {
      await started.stop();
      removeFolder();
      process.off('exit', removeFolder);
    },
  };
}

function readId(flag: '-u' | '-g'): number {
  return Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
}

/** Debian keeps each major in a folder of its own; the newest is taken. */
function findPostgres(): string | null {
  const home = '/usr/lib/postgresql';
  if (!existsSync(home)) return null;
  const majors = readdirSync(home).sort((a, b) => Number(b) - Number(a));
  return majors.map((major) => join(home, major, 'bin')).find((bin) => existsSync(join(bin, 'postgres'))) ?? null;
}
