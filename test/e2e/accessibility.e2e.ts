// Every screen of a new data folder in forced colours: no violation of WCAG 2.2 AA or axe's best practice, nothing on the console, no
// sideways scrolling. Both themes, and every state of a screen: test/renderer/app/states.browser.test.tsx.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';
import { openPage } from '../support/open-page.ts';

const places = [
  '#/accounts?sel=acc_10000',
  '#/integrations?sel=int_10003&tab=preview',
  '#/integrations?sel=int_10003&tab=history',
  '#/integrations?sel=int_10003&edit=true',
  '#/integrations?q=name:nothing-is-called-so',
  '#/deliveries',
  '#/bench',
  '#/vault',
  '#/settings',
];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

test('every screen can be used by everyone, in forced colours', async () => {
  const { page, faults } = await openPage({ context: { forcedColors: 'active' } });
  await page.keyboard.press('Escape');
  for (const place of places) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, place);
    await page.waitForLoadState('networkidle');
    await page.getByRole('main').waitFor();
    // Base UI's own elements around an overlay: they only pass the focus on.
    const { violations } = await new AxeBuilder({ page })
      .withTags(tags)
      .exclude('[data-base-ui-focus-guard]')
      .analyze();
    const told = violations.map(
      ({ id, nodes }) => `${place} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
    expect(told).toEqual([]);
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(isWide, place).toBe(false);
  }
  expect(faults).toEqual([]);
});
