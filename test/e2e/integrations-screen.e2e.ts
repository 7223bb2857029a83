// The Integrations screen as a person at the keyboard uses it, in Chromium on the loopback host. No pointer is used.
import { expect, test } from 'vitest';
import { openPage } from '../support/open-page.ts';
import { runCli } from '../support/run-cli.ts';

test('a person finds, reads, switches and duplicates an integration from the keyboard', async () => {
  const { page, faults } = await openPage();
  const grid = page.getByRole('grid');
  const detail = page.getByRole('complementary');
  await page
    .getByRole('checkbox', { name: /, Acme Dental$/ })
    .first()
    .waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type('event:create-user enabled:true');
  // Those of this query: while they are read there are none.
  await expect.poll(() => grid.getAttribute('aria-label')).toMatch(/, (?!2,000)[1-9]/);
  await page.keyboard.press('F6');
  await page.keyboard.press('ArrowDown');
  await detail.getByRole('region', { name: 'The request' }).waitFor();
  const name = (await detail.getByRole('heading', { level: 2 }).textContent()) ?? '';
  expect(await detail.getByRole('region', { name: 'The request' }).textContent()).toContain('HTTP/1.1');

  // Clearing the query keeps the integration that is open, and its row is the active one again.
  await page.keyboard.press('/');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect.poll(() => grid.getAttribute('aria-label')).toContain('2,000');
  await page.keyboard.press('F6');
  expect(await detail.getByRole('heading', { level: 2 }).textContent()).toBe(name);

  await page.keyboard.press('d');
  await detail.getByText('Off', { exact: true }).waitFor();
  await page.keyboard.press('Control+z');
  await detail.getByText('On', { exact: true }).waitFor();

  await page.keyboard.press('Control+d');
  await page.getByText(`Made Copy of ${name}`).waitFor();
  expect(faults).toEqual([]);
});

test('what the command line changes shows without a reload, and the history tells of it', async () => {
  const { page, faults, folder } = await openPage();
  const detail = page.getByRole('complementary');
  await page
    .getByRole('checkbox', { name: /, Acme Dental$/ })
    .first()
    .waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await detail.getByText('On', { exact: true }).waitFor();
  await expect.poll(() => page.url()).toContain('sel=');
  const id = new URL(page.url().replace('#/', '')).searchParams.get('sel') ?? '';
  const end = await runCli(['integrations', 'disable', id, '--data-dir', folder], { folder });
  expect(end.code).toBe(0);
  await detail.getByText('Off', { exact: true }).waitFor();
  await page.getByRole('tab', { name: 'History' }).focus();
  await page.keyboard.press('Enter');
  await detail.getByText('Disabled', { exact: true }).waitFor();
  expect(faults).toEqual([]);
});

test('nothing is sent before the person lets the receiver start', async () => {
  const { page, faults } = await openPage();
  const detail = page.getByRole('complementary');
  await page
    .getByRole('checkbox', { name: /, Acme Dental$/ })
    .first()
    .waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await detail.getByRole('button', { name: 'Send to local receiver' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The local receiver is not running. Nothing was sent.').waitFor();
  await page.getByRole('button', { name: 'Start it and send' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Sent to the local receiver.').waitFor();
  await detail.getByText('Last deliveries').waitFor();
  await detail.getByText('Delivered').waitFor();
  expect(faults).toEqual([]);
});
