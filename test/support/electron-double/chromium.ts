// The one Chromium behind the double. Nothing it asks for leaves the machine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { chromiumFlags, chromiumProgram } from '../../../build/chromium.ts';

const flags = [...chromiumFlags, '--remote-debugging-port=0', '--host-resolver-rules=MAP * ~NOTFOUND'];

let starting: Promise<BrowserContext> | null = null;
let profile = '';

export async function startChromium(folder: string): Promise<void> {
  profile = join(folder, 'double-chromium');
  starting = chromium.launchPersistentContext(profile, {
    executablePath: chromiumProgram,
    args: flags,
    viewport: null,
    // Electron shows what the page asks for as it is; playwright would emulate these.
    colorScheme: null,
    reducedMotion: null,
    forcedColors: null,
    contrast: null,
    handleSIGTERM: false,
    timeout: 120_000,
  });
  await starting;
}

export async function openPage(): Promise<Page> {
  const context = await contextOf();
  const [first] = context.pages();
  return first?.url() === 'about:blank' ? first : context.newPage();
}

/** Pages that Chromium opens on its own: every window.open and target=_blank. */
export async function onForeignPage(listener: (page: Page) => void): Promise<void> {
  (await contextOf()).on('page', listener);
}

/** Where a test attaches with connectOverCDP. */
export async function debuggingAddress(): Promise<string> {
  await contextOf();
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  return `http://127.0.0.1:${port}`;
}

export async function closeChromium(): Promise<void> {
  await (await starting)?.close();
}

async function contextOf(): Promise<BrowserContext> {
  if (starting === null) throw new Error('The application is not ready: no window can be opened.');
  return starting;
}
