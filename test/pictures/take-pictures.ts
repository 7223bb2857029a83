// `npm run pictures`: starts the real host, fills it, and photographs its screens in Chromium. Without arguments the few pictures of
// README.md, into docs/pictures/; with --all every screen in two sizes and both themes, into --out. Builds only what was never built.
//
// The same in every run: data, times, ids and the page's clock. What may differ: durations of attempts, the port where 8787 is taken,
// and the pixels of another Chromium.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright';
import { buildAll, projectRoot } from '../../build/bundles.ts';
import { chromiumFlags, chromiumProgram } from '../../build/chromium.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { type Filled, fillSandbox, pictureTimeMs } from './fill-sandbox.ts';
import { type PictureHost, startPictureHost } from './picture-host.ts';
import { type Screen, screens } from './screens.ts';

interface Shot {
  readonly screen: Screen;
  readonly size: { readonly width: number; readonly height: number };
  readonly theme: Exclude<Settings['theme'], 'system'>;
  readonly density: Settings['density'];
  readonly file: string;
}

const small = { width: 1280, height: 800 };
const large = { width: 1920, height: 1080 };
const themes = ['light', 'dark'] as const;

/** README shows the first in both themes. */
const readmeScreens = ['integrations', 'editor', 'deliveries', 'bench'];

function planReadme(): Shot[] {
  return readmeScreens.flatMap((name, index) =>
    themes.slice(0, index === 0 ? 2 : 1).flatMap((theme) => {
      const screen = screens.find((one) => one.name === name);
      const shot = { size: small, theme, density: 'default', file: `${name}-${theme}.png` } as const;
      return screen === undefined ? [] : [{ screen, ...shot }];
    }),
  );
}

function planAll(only: readonly string[]): Shot[] {
  return screens
    .filter(({ name }) => only.length === 0 || only.includes(name))
    .flatMap((screen) =>
      [small, large].flatMap((size) =>
        themes.flatMap((theme) =>
          (screen.hasDensities ? (['default', 'compact', 'roomy'] as const) : (['default'] as const)).map((density) => {
            const end = density === 'default' ? '' : `-${density}`;
            return { screen, size, theme, density, file: `${screen.name}-${theme}-${size.width}${end}.png` };
          }),
        ),
      ),
    );
}

interface Studio {
  readonly browser: Browser;
  readonly hosts: Readonly<Record<Screen['reseller'], PictureHost>>;
  readonly filled: Filled;
  readonly folder: string;
}

async function take(shot: Shot, { browser, hosts, filled, folder }: Studio): Promise<void> {
  const { screen, size, theme, density, file } = shot;
  const host = hosts[screen.reseller];
  await host.client.settings.update({ theme, density });
  const context = await browser.newContext({ viewport: size, colorScheme: theme, reducedMotion: 'reduce' });
  try {
    const memory = JSON.stringify({ hasSeenWelcome: screen.showsWelcome !== true, theme, density });
    await context.addInitScript((text) => localStorage.setItem('switchhook.window', text), memory);
    await context.clock.setFixedTime(pictureTimeMs);
    const page = await context.newPage();
    await page.goto(host.createLink() + screen.place(filled).replace(/^#/, ''));
    await screen.prepare(page);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, file), caret: 'hide', animations: 'disabled' });
    await screen.leave?.(page);
  } finally {
    await context.close();
  }
}

function readArguments() {
  const options = {
    all: { type: 'boolean' },
    out: { type: 'string' },
    only: { type: 'string', multiple: true },
  } as const;
  const { all = false, out, only = [] } = parseArgs({ options }).values;
  if (!all) return { shots: planReadme(), folder: out ?? join(projectRoot, 'docs/pictures') };
  return { shots: planAll(only), folder: out ?? join(projectRoot, '.cache/pictures') };
}

const { shots, folder } = readArguments();
if (!existsSync(join(projectRoot, 'out/renderer/index.html'))) await buildAll();
mkdirSync(folder, { recursive: true });
const hosts = { filled: await startPictureHost(pictureTimeMs), empty: await startPictureHost(pictureTimeMs) };
const browser = await chromium.launch({
  executablePath: chromiumProgram,
  // Playwright hides scroll bars; a person sees them.
  ignoreDefaultArgs: ['--hide-scrollbars'],
  args: [...chromiumFlags, '--font-render-hinting=none'],
});
try {
  const studio = { browser, hosts, folder, filled: await fillSandbox(hosts.filled) };
  for (const shot of shots) {
    await take(shot, studio);
    process.stdout.write(`${join(folder, shot.file)}\n`);
  }
} finally {
  await browser.close();
  await hosts.empty.close();
  await hosts.filled.close();
}
