// The Settings as a person uses them: what is chosen holds at once, what is refused says why and changes nothing.
import { describe, expect, it } from 'vitest';
import { openPage } from '../support/open-page.ts';

describe('the Settings', () => {
  it('take effect at once, and refuse what is out of limits with a reason', async () => {
    const { page, faults } = await openPage({ place: '#/settings' });
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.locator('html[data-theme="dark"]').waitFor();
    const deadline = page.getByLabel('Attempt deadline');
    await deadline.fill('5');
    await deadline.press('Enter');
    await page.getByText('a whole number of milliseconds from 100 to 600000.').waitFor();
    await deadline.fill('2000');
    await deadline.press('Enter');
    await page.reload();
    await expect.poll(() => deadline.inputValue()).toBe('2000');
    expect(faults).toEqual([]);
  });

  it('let the engine judge the ranges of the target guard, and keep the dialect of the set', async () => {
    const { page, faults } = await openPage({ place: '#/settings/set' });
    const rule = page.getByLabel('Let through');
    await rule.fill('everything');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('“everything” is not a range').waitFor();
    await rule.fill('10.1.0.0/16');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'Do not let 10.1.0.0/16 through any more' }).waitFor();

    await page.getByLabel('True and false').click();
    await page.getByRole('option', { name: '1/0' }).click();
    await page.getByRole('button', { name: 'Back to the default of True and false' }).click();
    await page.getByRole('button', { name: 'Back to the default of True and false' }).waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });
});
