// The application as a person opens it in a browser: the loopback host's bundle as a process of its own, and Chromium on the page it
// names. Whatever goes wrong on the page (console errors, exceptions, violations of its policy) is kept for the test to look at.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from 'playwright';
import { onTestFinished } from 'vitest';
import { makeTemporaryFolder } from './temporary-folder.ts';

const bundle = fileURLToPath(new URL('../../out/loopback/switchhook-loopback.js', import.meta.url));

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface OpenedPage {
  readonly page: Page;
  readonly folder: string;
  /** Console errors and exceptions so far. */
  readonly faults: string[];
}

export interface OpenPageOptions {
  readonly folder?: string;
  readonly context?: BrowserContextOptions;
  /** Where to land, as `#/vault`. */
  readonly place?: string;
  /** Shows the welcome, as a window does that never had it. */
  readonly isFirstRun?: boolean;
}

/** Everything it started ends with the test. Needs the bundles: `npm test` builds them before the tests. */
export async function openPage(options: OpenPageOptions = {}): Promise<OpenedPage> {
  const folder = options.folder ?? makeTemporaryFolder();
  const url = await startLoopbackHost(folder);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumFlags });
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options.context });
  if (options.isFirstRun !== true) await context.addInitScript(rememberWelcome);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(options.place === undefined ? url : url + options.place.replace(/^#/, ''));
  // By its element: under a dialog it has no role.
  await page.locator('main').waitFor();
  return { page, folder, faults };
}

/** Runs in the page, before its own script. */
function rememberWelcome(): void {
  const key = 'switchhook.window';
  if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify({ hasSeenWelcome: true }));
}

/** Answers the URL with its one-time token. */
async function startLoopbackHost(folder: string): Promise<string> {
  const child = spawn(process.execPath, [bundle, '--json', '--no-open', '--data-dir', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error(`The loopback host ended: ${child.stderr.read()}`);
    }),
  ])) as [Buffer];
  return (JSON.parse(line.toString()) as { url: string }).url;
}
