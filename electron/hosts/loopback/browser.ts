// Opens the user's browser at a link without showing it to other users: the program that opens it gets the name of a file that only
// we can read, and the file sends the browser on. A command line can be read by everybody.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../engine/ports.ts';
import type { Surroundings } from '../machine/data-folder.ts';
import type { LoopbackLink } from './loopback-host.ts';

export interface BrowserOptions {
  readonly link: LoopbackLink;
  readonly surroundings: Surroundings;
  readonly clock: Clock;
  /** The browser could not be opened; the link on the terminal is the way. */
  onFailed(): void;
}

/** By then a browser has read the file, or never will. */
const fileLifeMs = 60_000;

/** Returns the act of removing the file, which also happens by itself after a minute. */
export async function openBrowser({
  link,
  surroundings,
  clock,
  onFailed,
}: BrowserOptions): Promise<() => Promise<void>> {
  const opener = openerOf(surroundings);
  const file = opener === null ? null : await writeRedirect(link.url).catch(() => null);
  if (opener === null || file === null) {
    link.withdraw();
    onFailed();
    return async () => {};
  }
  const remove = async () => {
    callOff();
    link.withdraw();
    await rm(file.folder, { recursive: true, force: true });
  };
  const callOff = clock.after(fileLifeMs, () => void remove());
  const [program, ...before] = opener;
  const child = spawn(program, [...before, file.path], {
    env: { ...surroundings.environment },
    stdio: 'ignore',
    detached: true,
  });
  child.once('error', onFailed);
  child.once('exit', (code) => {
    if (code !== 0) onFailed();
  });
  child.unref();
  return remove;
}

/** The system's own way to open a file. null: there is no screen here. */
function openerOf({ platform, environment }: Surroundings): [string, ...string[]] | null {
  switch (platform) {
    case 'win32':
      return ['rundll32.exe', 'url.dll,FileProtocolHandler'];
    case 'darwin':
      return ['open'];
    default:
      // Without a screen xdg-open would start a browser inside this terminal.
      return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['xdg-open'] : null;
  }
}

async function writeRedirect(url: string): Promise<{ folder: string; path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'switchhook-open-'));
  const path = join(folder, 'open-switchhook.html');
  const page = [
    '<!doctype html>',
    '<meta charset="utf-8">',
    '<meta name="referrer" content="no-referrer">',
    `<meta http-equiv="refresh" content="0;url=${url}">`,
    '<title>Switchhook</title>',
    `<a href="${url}">Open Switchhook</a>`,
  ].join('\n');
  await writeFile(path, page, { mode: 0o600, flag: 'wx' });
  return { folder, path };
}
