// The main job without a pointer: every act is a key, and the focus is never lost. test/architecture/keyboard-only.test.ts holds this file
// to it.
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { openPage } from '../support/open-page.ts';
import { type ReadRequest, readCapture, readCurl } from '../support/read-request.ts';
import { expectAsPreviewed } from '../support/walk-main-job.ts';

test('first run → find → edit → preview → save → receive → send → arrived as previewed → fail → replay → delivered', async () => {
  const { page, faults } = await openPage({ isFirstRun: true });
  await page.getByRole('dialog', { name: 'Welcome to Switchhook' }).waitFor();
  await expectFocus(page, page.getByRole('button', { name: 'Explore' }));
  await page.keyboard.press('Enter');
  await expectFocus(page, page.getByRole('grid', { name: 'Integrations, 2,000 rows' }));

  await findIntegration(page);
  const previewed = await editAndSave(page);
  await run(page, 'test bench', 'Go to Test bench');
  await run(page, 'start', 'Start the receiver');
  await page.getByText('Receiver on').waitFor();
  await sendSample(page);
  await seeItArrive(page, previewed);
  await seeDelivery(page, 'Delivered');

  await run(page, 'test bench', 'Go to Test bench');
  await tabTo(page, page.getByRole('button', { name: 'Add answer' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await answerWith(page, '500');
  await sendSample(page);
  await seeDelivery(page, 'Dead');
  await run(page, 'test bench', 'Go to Test bench');
  await answerWith(page, '204');
  await replay(page);
  expect(faults).toEqual([]);
});

const grid = (page: Page) => page.getByRole('grid');
const pane = (page: Page) => page.getByRole('complementary', { name: 'CRM screen-pop' });
const cell = (page: Page, name: RegExp) => page.getByRole('gridcell', { name });

/** Waits for it: focus often moves when what it moves to has been drawn. */
async function expectFocus(page: Page, target: Locator): Promise<void> {
  await expect.poll(() => hasFocus(page, target)).toBe(true);
}

async function hasFocus(page: Page, target: Locator): Promise<boolean> {
  return (await target.and(page.locator(':focus')).count()) === 1;
}

/** Through the tab order, as far as one would have the patience to go. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let left = 40; left > 0 && !(await hasFocus(page, target)); left -= 1) await page.keyboard.press(key);
  await expectFocus(page, target);
}

/** A command by the palette. */
async function run(page: Page, typed: string, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await palette.waitFor();
  await page.keyboard.type(typed);
  await palette.getByRole('option', { name: command }).and(page.locator('[data-highlighted]')).waitFor();
  await page.keyboard.press('Enter');
  await palette.waitFor({ state: 'detached' });
  await expect.poll(() => page.locator(':focus').count()).toBe(1);
}

async function findIntegration(page: Page): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type('account:"Acme Dental" name:"CRM screen-pop"');
  await page.getByRole('grid', { name: 'Integrations, 1 row' }).waitFor();
  await page.keyboard.press('Enter');
  await expectFocus(page, grid(page));
  await page.keyboard.press('ArrowDown');
  await pane(page).getByRole('region', { name: 'The request' }).waitFor();
}

/** Answers the request as the preview of what was saved says it. */
async function editAndSave(page: Page): Promise<ReadRequest> {
  await page.keyboard.press('Enter');
  await expectFocus(page, page.getByRole('textbox', { name: 'Integration Name' }));
  await tabTo(page, page.getByRole('textbox', { name: 'Path Arguments' }));
  // Every one of these is a shortcut somewhere, and none of them acts here.
  await page.keyboard.type('v2/answered');
  await page.getByRole('region', { name: 'HTTP', exact: true }).getByText('/calls/answered/v2/answered').waitFor();
  await page.getByText(/^Draft saved/).waitFor();
  await page.keyboard.press('Control+s');
  await expectFocus(page, grid(page));

  await page.keyboard.press(' ');
  await tabTo(page, pane(page).getByRole('button', { name: 'HTTP', exact: true }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const request = pane(page).getByRole('region', { name: 'The request' });
  await request.getByText('curl --http1.1').waitFor();
  const text = (await request.textContent()) ?? '';
  await page.keyboard.press('Escape');
  await expectFocus(page, grid(page));
  return readCurl(text);
}

async function sendSample(page: Page): Promise<void> {
  await page.keyboard.press('Control+2');
  await page.getByRole('grid', { name: /^Integrations/ }).waitFor();
  await findIntegration(page);
  await run(page, 'send', 'Send to local receiver');
  await page.getByText('Sent to the local receiver.').first().waitFor();
}

async function seeItArrive(page: Page, previewed: ReadRequest): Promise<void> {
  await run(page, 'test bench', 'Go to Test bench');
  await cell(page, /^\/calls\/answered\/v2\/answered$/).waitFor();
  await page.keyboard.press('ArrowDown');
  const capture = page.getByRole('complementary', { name: 'Capture' });
  const came = await capture.getByRole('region', { name: 'Request as it came' }).textContent();
  expectAsPreviewed(readCapture(came ?? ''), previewed);
  await page.keyboard.press('Enter');
  await tabTo(page, capture.getByRole('tab', { name: 'Request' }));
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await capture.getByText('Equal, byte for byte.').waitFor();
  await page.keyboard.press('Escape');
  await expectFocus(page, grid(page));
}

async function seeDelivery(page: Page, outcome: string): Promise<void> {
  await page.keyboard.press('Control+3');
  await cell(page, new RegExp(`^${outcome}`))
    .first()
    .waitFor();
  await expectFocus(page, grid(page));
  await page.keyboard.press('Control+Home');
  await pane(page).getByRole('heading', { name: 'Inbound Call Answered' }).waitFor();
}

async function answerWith(page: Page, status: string): Promise<void> {
  await tabTo(page, page.getByRole('textbox', { name: 'Status of answer 1' }), 'Shift+Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(status);
}

async function replay(page: Page): Promise<void> {
  await seeDelivery(page, 'Dead');
  await page.keyboard.press('r');
  await expect.poll(() => cell(page, /^Delivered/).count()).toBe(2);
  expect(await cell(page, /^Dead/).count()).toBe(0);
  await pane(page).getByRole('tab', { name: 'Attempts 2' }).waitFor();
}
