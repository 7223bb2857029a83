// The Accounts screen with the keyboard alone, on the loopback host with its sandbox of two hundred accounts.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { openPage } from '../support/open-page.ts';

const tree = (page: Page) => page.getByRole('treegrid');
const row = (page: Page, name: string) => tree(page).getByRole('row', { name: new RegExp(`^${name}`) });
const detail = (page: Page) => page.getByRole('complementary');

async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

function focusedText(page: Page) {
  return page.evaluate(() => document.activeElement?.textContent);
}

async function openAccounts() {
  const opened = await openPage({ place: '#/accounts' });
  await row(opened.page, 'Acme Dental').waitFor();
  await tree(opened.page).focus();
  return opened;
}

describe('the Accounts screen', () => {
  test('goes on from the account that a link names', async () => {
    const { page, faults } = await openPage({ place: '#/accounts?sel=acc_1001k' });
    await detail(page).getByRole('heading', { name: 'Acme Seafood' }).waitFor();
    await expect.poll(() => tree(page).getAttribute('aria-activedescendant')).not.toBeNull();
    await tree(page).focus();
    await press(page, 'ArrowUp');
    await detail(page).getByRole('heading', { name: 'Acme Dental' }).waitFor();
    expect(faults).toEqual([]);
  });

  test('opens and closes accounts, and shows what the reader is on', async () => {
    const { page, faults } = await openAccounts();
    expect(await tree(page).getAttribute('aria-rowcount')).toBe('201');

    await press(page, 'ArrowDown');
    await detail(page).getByRole('heading', { name: 'Acme Dental' }).waitFor();
    expect(await row(page, 'Acme Dental').getAttribute('aria-expanded')).toBe('false');

    await press(page, 'ArrowRight', 'ArrowDown');
    await detail(page).getByRole('heading', { name: 'Head Office' }).waitFor();
    expect(await row(page, 'Head Office').getAttribute('aria-level')).toBe('2');
    expect(await detail(page).getByRole('table').innerText()).toMatch(/\b0[2378] \d{4} \d{4}\b/);
    await expect.poll(() => page.url()).toMatch(/sel=[\da-f-]{36}/);

    await press(page, 'Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('[data-region]')?.ariaLabel)).toBe('Head Office');

    // The first press closes the tip with the button's name, the second goes back to the list.
    await press(page, 'Escape', 'Escape', 'ArrowLeft');
    await detail(page).getByRole('heading', { name: 'Acme Dental' }).waitFor();
    await press(page, 'ArrowLeft');
    await expect.poll(() => row(page, 'Head Office').count()).toBe(0);
    expect(await page.locator('*').count()).toBeLessThan(1_200);
    expect(faults).toEqual([]);
  });

  test('goes from an account to its PBX and back inside the pane, and the tree goes along', async () => {
    const { page, faults } = await openAccounts();
    await press(page, 'ArrowDown');
    await detail(page).getByRole('button', { name: 'Clinic' }).focus();
    await press(page, 'Enter');
    await detail(page).getByRole('heading', { name: 'Clinic' }).waitFor();
    const clinic = await row(page, 'Clinic').getAttribute('id');
    expect(await tree(page).getAttribute('aria-activedescendant')).toBe(clinic);

    await detail(page).getByRole('button', { name: 'Acme Dental', exact: true }).focus();
    await press(page, 'Enter');
    await detail(page).getByRole('heading', { name: 'Acme Dental' }).waitFor();
    const account = await row(page, 'Acme Dental').getAttribute('id');
    expect(await tree(page).getAttribute('aria-activedescendant')).toBe(account);
    expect(faults).toEqual([]);
  });

  test('turns on Applications after it was asked, and the list follows', async () => {
    const { page, faults } = await openAccounts();
    await press(page, '/');
    await page.keyboard.type('apps:off seafood');
    await expect.poll(() => tree(page).getAttribute('aria-rowcount')).toBe('2');
    await press(page, 'Enter', 'ArrowDown', 'ArrowRight');
    await row(page, 'Showroom').getByText('Applications off').waitFor();

    await detail(page).getByRole('button', { name: 'Turn on…' }).focus();
    await press(page, 'Enter');
    const question = page.getByRole('alertdialog', { name: 'Turn on Applications for Showroom?' });
    await question.waitFor();
    await expect.poll(() => focusedText(page)).toBe('Cancel');
    await press(page, 'Tab', 'Enter');

    await page.getByText('Nothing matches this query').waitFor();
    // The reader stays with the account although the list no longer has it.
    await detail(page).getByRole('heading', { name: 'Acme Seafood' }).waitFor();
    await expect.poll(() => detail(page).getByText('Applications off').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.role)).toBe('treegrid');
    expect(faults).toEqual([]);
  });

  test('leads to the integrations of a PBX', async () => {
    const { page, faults } = await openAccounts();
    await press(page, 'ArrowDown', 'ArrowRight', 'ArrowDown');
    await detail(page).getByRole('heading', { name: 'Head Office' }).waitFor();
    await press(page, 'i');
    const grid = page.getByRole('grid', { name: 'Integrations, 8 rows' });
    await grid.waitFor();
    expect(await page.getByRole('textbox', { name: 'Query of Integrations' }).inputValue()).toMatch(
      /^account:"Acme Dental" pbx:[\da-f-]{36}$/,
    );
    expect(faults).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('has nothing for axe to find, %s', async (colorScheme) => {
    const { page } = await openAccounts();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await press(page, 'ArrowDown', 'ArrowRight', 'ArrowDown');
    await detail(page).getByRole('heading', { name: 'Head Office' }).waitFor();
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
