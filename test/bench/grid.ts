// The list of integrations in the real application, on the loopback host in Chromium without a GPU: opening, scrolling, jumping,
// filtering, switching one row. Measures times, so it is no test.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { startPage } from '../support/start-page.ts';
import type { Benchmark, Finding } from './benchmark.ts';
import { readHeap, timeKeyToRows, timeToRows, watchFrames } from './page-watch.ts';
import { median, percentile } from './statistics.ts';

const cliBundle = join(import.meta.dirname, '../../out/cli/switchhook.js');

/** Accounts; each has ten integrations. */
const scales = [100, 1_000, 10_000] as const;
const rounds = 7;

interface Measure {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'nodes' | 'KiB';
  /** What design allows at the largest size. Absent: it is told, and not judged. */
  readonly atMost?: number;
}

const measures: readonly Measure[] = [
  { name: 'first opening, with reading and sorting', unit: 'ms' },
  { name: 'mount', unit: 'ms', atMost: 250 },
  { name: 'elements', unit: 'nodes', atMost: 1_200 },
  { name: 'frame while scrolling, 95 of 100', unit: 'ms', atMost: 60 },
  { name: 'frame while scrolling, longest', unit: 'ms', atMost: 100 },
  { name: 'frame while jumping, longest', unit: 'ms', atMost: 100 },
  { name: 'frame while filtering, longest', unit: 'ms', atMost: 100 },
  { name: 'one row switched', unit: 'ms', atMost: 50 },
  { name: 'query key to rows, median', unit: 'ms', atMost: 100 },
  { name: 'heap', unit: 'MB', atMost: 150 },
  { name: 'largest message', unit: 'KiB' },
];

export const gridBenchmark: Benchmark = {
  name: 'grid',
  about: 'The list of integrations in the built application, in Chromium without a GPU, from 1,000 rows to 100,000.',
  run: async () => {
    const columns: (readonly (number | null)[])[] = [];
    for (const accounts of scales) columns.push(await measureAt(accounts));
    const largest = columns.at(-1) ?? [];
    const sizes = scales.map((accounts) => `${accounts * 10} rows`);
    return {
      findings: measures.flatMap(({ name, unit, atMost }, at) =>
        atMost === undefined || unit === 'KiB' ? [] : [judge({ name, unit, atMost }, largest[at])],
      ),
      growth: [
        {
          title: 'The list of integrations',
          sizes,
          rows: measures.map(({ name, unit }, at) => ({
            name: `${name}, ${unit}`,
            values: columns.map((column) => String(round(column[at]) ?? '–')),
          })),
        },
      ],
    };
  },
};

const limitOfSwitch =
  'It counts the write to the disk, and what the page still reads again after the switch before: keys are pressed without a pause.';

function judge(measure: { name: string; unit: 'ms' | 'MB' | 'nodes'; atMost: number }, value?: number | null): Finding {
  const { name, unit, atMost } = measure;
  return {
    ...{ target: 'P15', what: name, limit: { atMost }, unit, measured: round(value) },
    note: '100,000 rows, software rendering',
    ...(name === 'one row switched' && { shortBecause: limitOfSwitch }),
  };
}

function round(value: number | null | undefined): number | null {
  return value === null || value === undefined || Number.isNaN(value) ? null : Math.round(value * 10) / 10;
}

/** In the order of `measures`. */
async function measureAt(accounts: number): Promise<readonly (number | null)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-bench-'));
  const ends: (() => Promise<void>)[] = [];
  try {
    const args = ['sandbox', 'reset', '--accounts', String(accounts), '--data-dir', folder, '--quiet'];
    execFileSync(process.execPath, [cliBundle, ...args], { stdio: 'ignore' });
    const { page } = await startPage({ folder, place: '#/settings' }, (end) => ends.unshift(end));
    return await measure(page);
  } finally {
    for (const end of ends) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(page: Page): Promise<readonly (number | null)[]> {
  const messageBytes = await watchMessages(page);
  const opening = await timeToRows(page, '#/integrations');
  const mounts: number[] = [];
  for (let at = 0; at < rounds; at += 1) {
    await page.evaluate(() => {
      location.hash = '#/settings';
    });
    await page.getByRole('grid').waitFor({ state: 'detached' });
    mounts.push(await timeToRows(page, '#/integrations'));
  }
  const scrolling = await watchFrames(page, () => scroll(page));
  const jumping = await watchFrames(page, () => jump(page));
  const updates: number[] = [];
  for (let at = 0; at < rounds; at += 1)
    updates.push((await timeKeyToRows(page, 'd')) ?? 0, (await timeKeyToRows(page, 'e')) ?? 0);
  const keys: number[] = [];
  const filtering = await watchFrames(page, () => type(page, keys));
  return [
    opening,
    median(mounts),
    Math.max(scrolling.nodes, jumping.nodes, filtering.nodes),
    percentile(scrolling.gaps, 0.95),
    Math.max(...scrolling.gaps),
    Math.max(...jumping.gaps),
    Math.max(...filtering.gaps),
    median(updates),
    median(keys),
    (await readHeap(page)) / 1_000_000,
    Math.max(...messageBytes) / 1024,
  ];
}

/** From the next time the page connects, which is now. */
async function watchMessages(page: Page): Promise<readonly number[]> {
  const bytes: number[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => void bytes.push(Buffer.byteLength(payload)));
  });
  await page.reload();
  await page.locator('main').waitFor();
  return bytes;
}

/** Slowly at first, then by many screens at a time. */
async function scroll(page: Page): Promise<void> {
  await page.getByRole('grid').hover();
  for (const [steps, byPx] of [
    [60, 240],
    [40, 8_000],
  ] as const) {
    for (let step = 0; step < steps; step += 1) {
      await page.mouse.wheel(0, byPx);
      await page.waitForTimeout(16);
    }
  }
}

async function jump(page: Page): Promise<void> {
  await page.getByRole('grid').focus();
  for (const key of [
    'Control+End',
    'PageUp',
    'PageUp',
    'Control+Home',
    'PageDown',
    'PageDown',
    'Control+End',
    'Control+Home',
  ]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(250);
  }
}

/** Key presses that change no row are not counted. */
async function type(page: Page, keys: number[]): Promise<void> {
  await page.keyboard.press('/');
  for (const text of ['crm screen', 'url~example.com']) {
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    for (const key of text) {
      const time = await timeKeyToRows(page, key);
      if (time !== null) keys.push(time);
    }
  }
}
