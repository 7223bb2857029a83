// The Test bench as a person uses it: start the receiver, let something send to it, read the capture, answer otherwise, stop.
import { describe, expect, it } from 'vitest';
import { openPage } from '../support/open-page.ts';

describe('the Test bench', () => {
  it('shows what comes to the receiver as it comes, and answers as programmed', async () => {
    const { page, faults } = await openPage({ place: '#/bench' });
    await page.getByText('No captures yet').waitFor();
    await page.getByRole('button', { name: 'Start receiver' }).click();
    await page.getByText('Receiver on').waitFor();
    const shown = await page
      .getByText(/^http:\/\/127\.0\.0\.1:\d+\/in\/[\w-]+$/)
      .first()
      .textContent();

    await page.getByRole('button', { name: 'Add answer' }).click();
    await page.getByLabel('Status of answer 1').fill('503');
    await expect
      .poll(async () => (await fetch(`${shown}/hook?n=1`, { method: 'POST', body: '{"ext":"201"}' })).status)
      .toBe(503);

    const grid = page.getByRole('grid', { name: /^Captures, \d+ rows?$/ });
    await grid.getByText('/hook?n=1').first().click();
    const pane = page.getByRole('complementary', { name: 'Capture' });
    await pane.getByText('{"ext":"201"}').waitFor();
    await pane.getByRole('tab', { name: 'Compare' }).click();
    await pane.getByText('Switchhook did not send this request').waitFor();

    await page.getByRole('button', { name: 'Stop receiver' }).click();
    await page.getByText('Receiver off').waitFor();
    expect(faults).toEqual([]);
  });

  it('says at the field why a port cannot be had', async () => {
    const { page } = await openPage({ place: '#/bench' });
    const port = new URL(page.url()).port;
    await page.getByLabel('Port').fill(port);
    await page.getByRole('button', { name: 'Start receiver' }).click();
    await page.getByText(`Port ${port} is in use by another program.`).waitFor();
    await page.getByLabel('Port').fill('80000');
    await page.getByText('A port is a whole number from 1 to 65535.').first().waitFor();
    expect(await page.getByText('Receiver off').isVisible()).toBe(true);
  });
});
