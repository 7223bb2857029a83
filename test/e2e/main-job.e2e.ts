// The main job as a person does it in a browser: find, edit, preview, save, send, see it arrive as previewed, fail, replay.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { openPage } from '../support/open-page.ts';

async function go(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, place);
}

test('first run → find → edit → preview → save → receive → send → see it arrive → fail → replay → delivered', async () => {
  const { page, faults } = await openPage({ place: '#/integrations?q=account:"Acme+Dental"+name:"CRM+screen-pop"' });
  await page.getByText('CRM screen-pop', { exact: true }).first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('CRM screen-pop', { exact: true }).first().click();

  await page.getByRole('button', { name: /^Edit/ }).click();
  await page.getByRole('textbox', { name: 'Path Arguments' }).fill('v2/answered');
  await page.getByText('/calls/answered/v2/answered').first().waitFor();
  await page.getByText(/Draft saved/).waitFor();
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: /^Edit/ }).waitFor();

  await go(page, '#/bench');
  await page.getByRole('button', { name: 'Start receiver' }).click();
  await page.getByText('Receiver on').waitFor();

  await go(page, '#/integrations?q=account:"Acme+Dental"+name:"CRM+screen-pop"&sel=int_10003&tab=preview');
  await page.getByRole('button', { name: /^Send to local receiver/ }).click();
  await go(page, '#/bench');
  await page.getByRole('gridcell', { name: '/calls/answered/v2/answered' }).click();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByText('Equal, byte for byte.').waitFor();

  await page.getByRole('button', { name: 'Add answer' }).click();
  const status = page.getByRole('textbox', { name: /Status/ }).first();
  await status.fill('500');
  await status.press('Enter');
  await page.locator('body').press('Tab');
  await go(page, '#/integrations?q=account:"Acme+Dental"+name:"CRM+screen-pop"&sel=int_10003&tab=preview');
  await page.getByRole('button', { name: /^Send to local receiver/ }).click();
  await go(page, '#/deliveries');
  await page.getByText(/Dead/).first().waitFor();
  await page.getByRole('gridcell', { name: /Dead/ }).first().click();
  await page.getByText('500').first().waitFor();

  await go(page, '#/bench');
  await status.fill('204');
  await status.press('Enter');
  await page.locator('body').press('Tab');
  await go(page, '#/deliveries?q=outcome:dead');
  await page.getByRole('gridcell', { name: /Dead/ }).first().click();
  await page.getByRole('button', { name: /^Replay/ }).click();
  await go(page, '#/deliveries');
  await expect.poll(() => page.getByRole('gridcell', { name: /^Delivered/ }).count(), { timeout: 10_000 }).toBe(2);
  expect(await page.getByRole('gridcell', { name: /Dead/ }).count()).toBe(0);
  expect(faults).toEqual([]);
});
