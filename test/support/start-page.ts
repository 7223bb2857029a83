// The application as a person opens it in a browser: the loopback host's bundle as a process of its own, and Chromium on the page it
// names. Whatever goes wrong on the page (console errors, exceptions, violations of its policy) is kept to be looked at.
// Knows no test runner: benchmarks start pages too.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { chromiumFlags, chromiumProgram } from '../../build/chromium.ts';

const bundle = fileURLToPath(new URL('../../out/loopback/switchhook-loopback.js', import.meta.url));

/** A busy machine may be slow: what waits for a state of a page waits long. */
export const patienceMs = 120_000;

export interface OpenedPage {
  readonly page: Page;
  readonly folder: string;
  readonly host: LoopbackHost;
  /** Console errors and exceptions so far. */
  readonly faults: string[];
}

export interface StartPageOptions {
  readonly folder: string;
  /** Without one, a browser is started and ended with the page. The page has a context of its own in either. */
  readonly browser?: Browser;
  readonly context?: BrowserContextOptions;
  /** Where to land, as `#/vault`. */
  readonly place?: string;
  /** Shows the welcome, as a window does that never had it. */
  readonly isFirstRun?: boolean;
  /** Runs before the page is there. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

export interface LoopbackHost {
  /** Its address with a one-time token. */
  readonly url: string;
  /** As the system does it: nothing is said and nothing is ended. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Suspends it: its connections stand, and nothing is answered. */
  suspend(): void;
  wake(): void;
}

/** Keeps what ends something that was started. Called with the latest first. */
export type OnEnd = (end: () => Promise<void>) => void;

/** Needs the bundles: `npm test` builds them before the tests. */
export async function startPage(options: StartPageOptions, onEnd: OnEnd): Promise<OpenedPage> {
  const { folder } = options;
  const host = await startHost({ folder }, onEnd);
  const browser = options.browser ?? (await startBrowser(onEnd));
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options.context });
  context.setDefaultTimeout(patienceMs);
  onEnd(() => context.close());
  if (options.isFirstRun !== true) await context.addInitScript(rememberWelcome);
  await options.prepare?.(context);
  const page = await context.newPage();
  const faults = watchFaults(page);
  await page.goto(options.place === undefined ? host.url : host.url + options.place.replace(/^#/, ''));
  // By its element: under a dialog it has no role.
  await page.locator('main').waitFor();
  return { page, folder, host, faults };
}

export async function startBrowser(onEnd: OnEnd): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: chromiumProgram,
    args: chromiumFlags,
    timeout: patienceMs,
  });
  onEnd(() => browser.close());
  return browser;
}

/** Console errors and exceptions of the page, as they come. */
export function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  return faults;
}

/** Runs in the page, before its own script. */
function rememberWelcome(): void {
  const key = 'switchhook.window';
  if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify({ hasSeenWelcome: true }));
}

export interface StartHostOptions {
  readonly folder: string;
  /** Further words of its command line. */
  readonly words?: readonly string[];
}

export async function startHost({ folder, words = [] }: StartHostOptions, onEnd: OnEnd): Promise<LoopbackHost> {
  const child = spawn(process.execPath, [bundle, '--json', '--no-open', '--data-dir', folder, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const wake = () => void child.kill('SIGCONT');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    wake();
    await once(child, 'exit');
  };
  onEnd(() => end('SIGTERM'));
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error(`The loopback host ended: ${child.stderr.read()}`);
    }),
  ])) as [Buffer];
  const { url } = JSON.parse(line.toString()) as { url: string };
  return { url, kill: () => end('SIGKILL'), suspend: () => void child.kill('SIGSTOP'), wake };
}
