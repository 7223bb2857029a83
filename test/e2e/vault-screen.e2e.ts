// The Vault as a person uses it: make it, add a secret, bind and unbind, lock and unlock, remove. The value is never on the page again.
import { describe, expect, it } from 'vitest';
import { openPage } from '../support/open-page.ts';

const passphrase = 'river stone lamp 9';
const value = 'plum-basket-token-4821';

describe('the Vault', () => {
  it('keeps a secret that no part of the page ever shows again', async () => {
    const { page, faults } = await openPage({ place: '#/vault' });
    await page.getByLabel('Passphrase').fill('short');
    await page.getByRole('button', { name: 'Make the vault' }).click();
    await page.getByText('At least 8 characters, 4 of them different').waitFor();
    await page.getByLabel('Passphrase').fill(passphrase);
    await page.getByLabel('Repeat it').fill(passphrase);
    await page.getByRole('button', { name: 'Make the vault' }).click();

    await page.getByRole('button', { name: 'Add secret' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add secret' });
    await dialog.getByLabel('Name').fill('crm-acme');
    await dialog.getByLabel('Value').fill(value);
    await dialog.getByLabel('May be sent to').fill('crm.example.com');
    await dialog.getByRole('button', { name: 'Add secret' }).click();
    await dialog.getByText('is no http or https address').waitFor();
    await dialog.getByLabel('May be sent to').fill('https://crm.example.com');
    await dialog.getByRole('button', { name: 'Add secret' }).click();

    await page.getByRole('grid', { name: 'Secrets, 1 row' }).getByText('crm-acme').click();
    const pane = page.getByRole('complementary', { name: 'crm-acme' });
    await pane.getByText('set, ends in 4821').waitFor();
    await pane.getByLabel('Another address').fill('https://desk.example.com:8443/hook');
    await pane.getByRole('button', { name: 'Allow' }).click();
    await pane.getByRole('button', { name: 'Do not send it to https://crm.example.com any more' }).click();
    await pane.getByText('https://crm.example.com', { exact: true }).waitFor({ state: 'detached' });
    await pane.getByText('https://desk.example.com:8443', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Lock now' }).click();
    await page.getByLabel('Passphrase').fill('not this one');
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await page.getByText('The passphrase does not open the vault.').waitFor();
    await page.getByLabel('Passphrase').fill(passphrase);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();

    await pane.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Remove secret' }).click();
    await page.getByText('No secrets yet').waitFor();
    expect(await page.content()).not.toContain(value);
    expect(faults).toEqual([]);
  });
});
