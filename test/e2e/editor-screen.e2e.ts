// The editor as a person uses it: a row in error, the draft that survives a reload, the refused and the accepted save, a new secret and
// the local receiver.
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { openPage } from '../support/open-page.ts';
import { readJson, runCli } from '../support/run-cli.ts';

const answered = '#/integrations?q=event:inbound-call-answered';

/** Answers the address of the editor. */
async function openEditor(page: Page): Promise<string> {
  await page.getByRole('gridcell').nth(2).click();
  await expect.poll(() => page.url()).toContain('sel=');
  const place = `${page.url()}&edit=true`;
  await page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(place).hash);
  await page.getByLabel('Integration Name').waitFor();
  return place;
}

async function addNeverSentRow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Field', exact: true }).click();
  await page.getByLabel('Request Key').last().fill('ivr');
  await page.getByRole('combobox', { name: 'Request Value' }).last().click();
  await page.getByRole('option', { name: /IVR Name/ }).click();
}

const focusedPath = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[data-path]')?.getAttribute('data-path'));

it('shows a row in error, leaves it out of the preview, keeps the draft and refuses the save', async () => {
  const { page, faults } = await openPage({ place: answered });
  const place = await openEditor(page);
  await page.getByLabel('Integration Name').fill('Screen-pop two');
  await addNeverSentRow(page);
  await page.getByText('row in error left out').waitFor();
  await page.getByText('This field is never available for "Inbound Call Answered".').waitFor();
  await page.getByText(/^Draft saved/).waitFor();
  await page.reload();
  await page.getByText('row in error left out').waitFor();
  expect(await page.getByLabel('Integration Name').inputValue()).toBe('Screen-pop two');
  await page.keyboard.press('Control+s');
  await expect.poll(() => focusedPath(page)).toMatch(/^fieldValues\.\d+\.field$/);
  expect(page.url()).toBe(place);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.url()).not.toContain('edit=');
  await page.goBack();
  await page.getByText('row in error left out').waitFor();
  await page.getByRole('button', { name: 'Remove row' }).click();
  await page.getByText('No problems').waitFor();
  await page.keyboard.press('Control+s');
  await expect.poll(() => page.url()).not.toContain('edit=');
  await page.getByRole('heading', { name: 'Screen-pop two' }).waitFor();
  expect(faults).toEqual([]);
});

it('makes the vault at the point of use, stores the typed secret on saving and names it from then on', async () => {
  const { page, faults } = await openPage({ place: answered });
  await openEditor(page);
  await page.getByLabel('Integration Name').fill('Screen-pop three');
  await page.getByRole('combobox', { name: 'Authentication' }).click();
  await page.getByRole('option', { name: 'Basic Auth' }).click();
  await page.getByRole('combobox', { name: 'Password' }).click();
  await page.getByRole('option', { name: /Type a new one/ }).click();
  await page.getByLabel('New secret').fill('fictitious-1234');
  await page.getByLabel('Passphrase').fill('four quiet green lamps');
  await page.getByRole('button', { name: 'Make the vault' }).click();
  await page.getByLabel('Passphrase').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await expect.poll(() => page.url()).not.toContain('edit=');
  await page.goBack();
  await page.getByRole('combobox', { name: 'Password' }).getByText('screen-pop-three').waitFor();
  expect(await page.content()).not.toContain('fictitious-1234');
  expect(faults).toEqual([]);
});

it('starts the receiver on request and sends what is in the form to it', async () => {
  const { page, faults } = await openPage({ place: answered });
  await openEditor(page);
  await page.getByLabel('Integration Name').fill('Screen-pop four');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Start it and send' }).click();
  await page.getByText('Sent to the local receiver').waitFor();
  expect(faults).toEqual([]);
});

it('settles a conflict field by field, and overwrites nothing that was not decided', async () => {
  const { page, folder, faults } = await openPage({ place: answered });
  const place = await openEditor(page);
  const id = /sel=(int_\d+)/.exec(place)?.[1] ?? '';
  const theirs = ['--set', 'name=Theirs', '--set', 'requestUrl=https://crm2.example.com/hook'];
  expect((await runCli(['integrations', 'edit', id, ...theirs], { folder })).code).toBe(0);
  await page.getByLabel('Integration Name').fill('Mine');
  await page.getByLabel('Path Arguments').fill('v3/answered');
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: /^Theirs was changed by someone else at/ });
  await dialog.getByText('2 of 3 decided').waitFor();
  await dialog.getByRole('radio', { name: 'Mine: Mine' }).click();
  await dialog.getByRole('button', { name: 'Save this result' }).click();
  await expect.poll(() => page.url()).not.toContain('edit=');
  const end = await runCli(['integrations', 'show', id, '--json'], { folder });
  expect(readJson(end)).toMatchObject({
    name: 'Mine',
    pathArguments: 'v3/answered',
    requestUrl: 'https://crm2.example.com/hook',
  });
  expect(faults).toEqual([]);
});
