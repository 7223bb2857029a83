// The keyboard beyond the main job: round the window's regions, and where the focus goes when what had it is gone.
// test/architecture/keyboard-only.test.ts holds this file to the keys.
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { openPage } from '../support/open-page.ts';

const focused = (page: Page) => page.locator(':focus');

/** The region the focus is in, by its element's name in the page. */
async function regionInFocus(page: Page): Promise<string | null> {
  const region = page.locator('[data-region]').filter({ has: focused(page) });
  // The detail pane lies in the main region: the nearest is the last.
  const own = page.locator('[data-region]').and(focused(page));
  return (await own.count()) > 0 ? own.getAttribute('data-region') : region.last().getAttribute('data-region');
}

async function expectFocus(page: Page, target: Locator): Promise<void> {
  await expect.poll(() => target.and(focused(page)).count()).toBe(1);
}

/** The one of this name at Acme Dental, in the list and in the pane beside it. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(`account:"Acme Dental" name:"${name}"`);
  await page.getByRole('grid', { name: 'Integrations, 1 row' }).getByRole('gridcell', { name, exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('complementary', { name, exact: true }).waitFor();
}

test('F6 goes round rail, query, list, detail, dock, status bar and news, in both directions', async () => {
  const { page, faults } = await openPage();
  await page.getByRole('grid', { name: 'Integrations, 2,000 rows' }).waitFor();
  await goTo(page, 'CRM screen-pop');
  await page.keyboard.press('Control+j');
  await page.getByRole('complementary', { name: 'Dock' }).waitFor();
  await page.keyboard.press('Control+d');
  await page.getByText(/^Made Copy of/).waitFor();
  const round = ['rail', 'query', 'main', 'detail', 'dock', 'status', 'toasts'];
  await page.keyboard.press('/');
  const seen: (string | null)[] = [];
  for (const _ of round) {
    await page.keyboard.press('F6');
    seen.push(await regionInFocus(page));
  }
  expect(seen).toEqual([...round.slice(2), ...round.slice(0, 2)]);
  await expectFocus(page, page.getByRole('textbox', { name: 'Query of Integrations' }));
  const back: (string | null)[] = [];
  for (const _ of round) {
    await page.keyboard.press('Shift+F6');
    back.push(await regionInFocus(page));
  }
  expect(back).toEqual(['rail', 'toasts', 'status', 'dock', 'detail', 'main', 'query']);
  expect(faults).toEqual([]);
});

test('a dialog whose opener is gone gives the focus to the list', async () => {
  const { page, faults } = await openPage();
  const grid = page.getByRole('grid');
  await page.getByRole('grid', { name: 'Integrations, 2,000 rows' }).waitFor();
  await goTo(page, 'CRM screen-pop');
  await page.keyboard.press('Control+d');
  await page.getByText(/^Made Copy of/).waitFor();
  await goTo(page, 'Copy of CRM screen-pop');

  // Opened from the pane's menu, which goes away with the integration.
  await page.keyboard.press(' ');
  await expectFocus(page, page.getByRole('button', { name: 'Actions of Copy of CRM screen-pop' }));
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('End');
  await expectFocus(page, page.getByRole('menuitem', { name: /^Delete integration/ }));
  await page.keyboard.press('Enter');
  await expectFocus(page, page.getByRole('alertdialog').getByRole('button').first());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText(/^Deleted/).waitFor();
  await expectFocus(page, grid);
  expect(faults).toEqual([]);
});

test('a button that goes away when it has acted leaves the focus in the list', async () => {
  const { page } = await openPage();
  await page.getByRole('grid', { name: 'Integrations, 2,000 rows' }).waitFor();
  await page.keyboard.press('Control+4');
  const start = page.getByRole('button', { name: 'Start receiver' });
  await start.waitFor();
  await expectFocus(page, page.getByRole('grid'));
  for (let left = 10; left > 0 && (await start.and(focused(page)).count()) === 0; left -= 1) {
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByText('Receiver on').waitFor();
  await expectFocus(page, page.getByRole('grid'));
});

test('the first Escape in the detail pane goes back to the list, whatever tooltip shows', async () => {
  const { page } = await openPage();
  await page.getByRole('grid', { name: 'Integrations, 2,000 rows' }).waitFor();
  await goTo(page, 'CRM screen-pop');
  await page.keyboard.press(' ');
  const more = page.getByRole('button', { name: 'Actions of CRM screen-pop' });
  await expectFocus(page, more);
  await page.locator('[data-base-ui-portal]').getByText('Actions of CRM screen-pop').waitFor();
  await page.keyboard.press('Escape');
  await expectFocus(page, page.getByRole('grid'));
});

test('the list stands where it was when the editor closes or another screen was visited', async () => {
  const { page } = await openPage();
  await page.getByRole('grid', { name: 'Integrations, 2,000 rows' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.press('Enter');
  for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowDown');
  const active = page.getByRole('row').nth(3);
  const name = (await active.getByRole('gridcell').nth(2).textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expectFocus(page, page.getByRole('textbox', { name: 'Integration Name' }));
  await page.keyboard.press('Escape');
  await expectFocus(page, page.getByRole('grid'));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).getByText(name).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+3');
  await page.getByRole('grid', { name: /^Deliveries/ }).waitFor();
  await page.keyboard.press('Control+2');
  await page.getByRole('complementary', { name, exact: true }).waitFor();
});
