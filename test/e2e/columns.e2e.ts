// The columns of a list as a person chooses them: from the keyboard, by dragging, in the address, and when they come back.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { openPage } from '../support/open-page.ts';

/** The one for the tick boxes has no text. */
/** Of the list: the histogram has a table for those who do not see it. */
async function readHeads(page: Page): Promise<readonly string[]> {
  const heads = await page.getByRole('grid').getByRole('columnheader').allTextContents();
  return heads.filter((head) => head !== '');
}

test('columns are shown, ordered and sized from the keyboard, and the address and the window keep them', async () => {
  const { page, faults } = await openPage({ place: '#/integrations' });
  await page
    .getByRole('checkbox', { name: /, Acme Dental$/ })
    .first()
    .waitFor();
  expect(await readHeads(page)).toEqual([
    'State',
    'Name',
    'Account / PBX',
    'Trigger Event',
    'Request URL',
    'Last 24 h',
  ]);

  const opener = page.getByRole('button', { name: 'Columns' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Columns' }).waitFor();
  await page.getByRole('checkbox', { name: 'Account / PBX' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect
    .poll(() => readHeads(page))
    .toEqual(['State', 'Name', 'Account', 'PBX', 'Trigger Event', 'Request URL', 'Last 24 h']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByText('Trigger Event is column 4 of 7').waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);

  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => page.url()).toMatch(/cols=enabled,name:\d+,account,event,pbx,url,activity$/);

  const chosen = ['State', 'Name', 'Account', 'Trigger Event', 'PBX', 'Request URL', 'Last 24 h'];
  await page.keyboard.press('Control+1');
  await page.getByRole('treegrid').waitFor();
  await page.keyboard.press('Control+2');
  await page.getByRole('grid').waitFor();
  expect(await readHeads(page)).toEqual(chosen);

  await page.getByRole('button', { name: 'Columns' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Usual columns' }).focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => readHeads(page))
    .toEqual(['State', 'Name', 'Account / PBX', 'Trigger Event', 'Request URL', 'Last 24 h']);
  expect(faults).toEqual([]);
});

test('a link brings its own columns, and a dragged head keeps its width after the page is read again', async () => {
  const { page, faults } = await openPage({ place: '#/deliveries?cols=name,duration:120,acceptedAt' });
  await page.getByRole('grid').waitFor();
  expect((await readHeads(page)).slice(0, 2)).toEqual(['Integration', 'Duration']);
  await page.evaluate(() => {
    location.hash = '#/accounts';
  });
  const name = page.getByRole('columnheader', { name: 'Name' });
  await page.getByRole('treegrid').waitFor();
  const box = await name.boundingBox();
  if (box === null) throw new Error('The head of Name is not on screen.');
  const [x, y] = [box.x + box.width, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => Math.abs(((await name.boundingBox())?.width ?? 0) - (box.width - 60))).toBeLessThan(3);
  const width = (await name.boundingBox())?.width ?? 0;
  await expect.poll(() => page.url()).toContain(`cols=name:${width},tags`);
  await page.reload();
  await page.getByRole('treegrid').waitFor();
  await expect.poll(async () => (await name.boundingBox())?.width).toBe(width);
  expect(faults).toEqual([]);
});
