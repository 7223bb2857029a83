// 10,000 accounts with 100,000 integrations in the real application: what the page holds and what crosses the socket stays small,
// whatever a person does. No times: those are benchmarks.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { openPage } from '../support/open-page.ts';
import { runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const mostElements = 1_200;
const mostMessageBytes = 256 * 1024;
/** The windows the lists are read by. */
const windowRows = 100;
const mostHeapBytes = 150_000_000;

interface Message {
  readonly bytes: number;
  readonly items: number;
}

/** Of the connections made from now on. */
function watchMessages(page: Page): readonly Message[] {
  const messages: Message[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      const { value } = JSON.parse(String(payload)) as { value?: { value?: { items?: unknown[] } } };
      messages.push({ bytes: Buffer.byteLength(payload), items: value?.value?.items?.length ?? 0 });
    });
  });
  return messages;
}

function countElements(page: Page): Promise<number> {
  return page.evaluate(() => document.getElementsByTagName('*').length);
}

async function readHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/** The row is drawn and holds what it shows, not a bar in its place. */
function waitForRow(page: Page, rowIndex: number): Promise<void> {
  return page.locator(`[aria-rowindex="${rowIndex}"] [role=gridcell]`).nth(2).waitFor();
}

test('100,000 integrations and 10,000 accounts stay few elements, small messages and a small heap', async () => {
  const folder = makeTemporaryFolder();
  const reset = await runCli(['sandbox', 'reset', '--accounts', '10000'], { folder });
  expect(reset.code).toBe(0);
  const { page, faults } = await openPage({ folder, context: { viewport: { width: 1920, height: 1080 } } });
  const messages = watchMessages(page);
  await page.reload();
  const grid = page.getByRole('grid', { name: 'Integrations, 100,000 rows' });
  const seen: number[] = [];
  /** With rows: while they are read there are bars in their place. */
  const look = async () => {
    await expect.poll(() => countElements(page)).toBeGreaterThan(300);
    seen.push(await countElements(page));
  };
  await waitForRow(page, 2);
  await look();

  await grid.focus();
  await page.keyboard.press('Control+End');
  await waitForRow(page, 100_001);
  await look();
  await grid.hover();
  await page.mouse.wheel(0, -700_000);
  await expect.poll(() => page.locator('[aria-rowindex="100001"]').count()).toBe(0);
  await look();
  await page.keyboard.press('Control+Home');
  await waitForRow(page, 2);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+a');
  await page.getByText('100,000 selected').first().waitFor();
  await look();

  await page.keyboard.press('/');
  await page.keyboard.type('event:create-user');
  await expect.poll(() => page.getByRole('grid').getAttribute('aria-label')).not.toContain('100,000');
  await look();
  await page.getByRole('columnheader', { name: 'Request URL' }).getByRole('button').click();
  await expect.poll(() => page.url()).toContain('sort=url');
  await look();

  await page.keyboard.press('Control+1');
  const accounts = page.getByRole('treegrid', { name: /10,000 rows/ });
  await accounts.focus();
  await page.keyboard.press('Control+End');
  await waitForRow(page, 10_001);
  await look();

  expect(Math.max(...seen)).toBeLessThanOrEqual(mostElements);
  expect(messages.length).toBeGreaterThan(10);
  expect(Math.max(...messages.map(({ bytes }) => bytes))).toBeLessThanOrEqual(mostMessageBytes);
  expect(Math.max(...messages.map(({ items }) => items))).toBe(windowRows);
  expect(await readHeap(page)).toBeLessThan(mostHeapBytes);
  expect(faults).toEqual([]);
});
