// Every screen in both themes and in forced colours: no violation of WCAG 2.2 AA or axe's best practice, nothing on the console, no sideways scrolling.
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions } from 'playwright';
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

const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
];

test.each(looks)('every screen can be used by everyone, in %s', async (_name, context) => {
  const { page, faults } = await openPage({ context });
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
