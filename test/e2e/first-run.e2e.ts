// The first run: the welcome over the sandbox, the tour that does the real thing, and the way back to it. All by keyboard.
import { describe, expect, it } from 'vitest';
import { openPage } from '../support/open-page.ts';

describe('the first run', () => {
  it('welcomes once, and leads from the filter over the preview to a call that arrives', async () => {
    const { page, faults } = await openPage({ isFirstRun: true });
    await page.getByRole('dialog', { name: 'Welcome to Switchhook' }).waitFor();
    await page.getByRole('button', { name: 'Start the tour' }).press('Enter');
    await page.getByRole('button', { name: 'Filter', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Open the preview' }).press('Enter');
    await page.getByRole('button', { name: 'Run the call' }).press('Enter');
    await page.getByText('The call has arrived').waitFor();
    await page.getByRole('grid', { name: 'Captures, 1 row' }).waitFor();
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await page.reload();
    await page.getByRole('grid', { name: 'Captures, 1 row' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('comes back from the palette, and goes by Escape', async () => {
    const { page } = await openPage();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('welcome');
    await page.getByRole('option', { name: /Welcome and tour/ }).waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Welcome to Switchhook' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});
