// How every screen lies on the window, at the sizes and densities there are: nothing moves once it is painted, no text is cut without a
// sign, the page never scrolls sideways, and every control has a name.
import type { BrowserContext, Page } from 'playwright';
import { expect, test } from 'vitest';
import { findLayoutFaults, findLayoutShifts, holdWaits } from '../support/find-layout-faults.ts';
import { openPage } from '../support/open-page.ts';
import { readJson, runCli, startCli } from '../support/run-cli.ts';

interface Place {
  readonly hash: string;
  /** Text that is there when the place has all it shows. */
  readonly shows: string | RegExp;
}

const places = ({ integration, delivery }: Sample): readonly Place[] => [
  { hash: '#/accounts', shows: 'Acme Dental' },
  { hash: '#/accounts?sel=acc_10000', shows: 'Account ID' },
  { hash: '#/integrations', shows: 'Acme Dental' },
  { hash: `#/integrations?sel=${integration}&tab=summary`, shows: 'Revision' },
  { hash: `#/integrations?sel=${integration}&tab=preview`, shows: 'HTTP/1.1' },
  { hash: `#/integrations?sel=${integration}&tab=deliveries`, shows: 'Dead' },
  { hash: `#/integrations?sel=${integration}&tab=history`, shows: 'Acme Dental' },
  { hash: '#/integrations?q=name:nothing-is-called-so', shows: 'Nothing matches this query' },
  { hash: '#/integrations?cols=name,pbx,format,auth,account,updated,enabled', shows: 'Acme Dental' },
  { hash: `#/integrations?sel=${integration}&edit=true`, shows: 'HTTP/1.1' },
  { hash: '#/deliveries', shows: 'Dead' },
  { hash: `#/deliveries?sel=${delivery}`, shows: '502 Bad Gateway' },
  { hash: '#/bench', shows: 'POST' },
  { hash: '#/vault', shows: 'Make a vault for credentials' },
  { hash: '#/settings', shows: 'Density' },
  { hash: '#/settings/set', shows: 'Sandbox' },
  { hash: '#/settings/about', shows: 'Switchhook' },
];

/** In Playwright's snapshot a control without a name has nothing behind its role. */
const namelessControl =
  /^\s*- (button|link|textbox|searchbox|checkbox|radio|switch|combobox|listbox|option|tab|menuitem|grid|treegrid|slider|spinbutton)\b(?! ")/;

/** An integration and a delivery of it that was refused. */
interface Sample {
  readonly integration: string;
  readonly delivery: string;
}

async function makeDelivery(folder: string): Promise<Sample> {
  const receiver = startCli(['listen', '--json', '--answer', '502'], { folder });
  await receiver.waitFor(/"url"/);
  const query = 'event:inbound-call-answered enabled:true method:POST';
  const listed = await runCli(['integrations', 'list', '--query', query, '--limit', '1', '--json'], { folder });
  const integration = readJson<{ items: { id: string }[] }>(listed).items[0]?.id ?? '';
  const sent = await runCli(['send', '--integration', integration, '--event', 'inbound-call-answered', '--json'], {
    folder,
  });
  await receiver.stop('SIGTERM');
  return { integration, delivery: readJson<{ deliveryId: string }>(sent).deliveryId };
}

interface Look {
  readonly page: Page;
  readonly place: Place;
  /** Goes there, or reads the page there anew, so that what moves while it loads is seen. */
  readonly by: 'going' | 'loading';
}

async function show({ page, place: { hash, shows }, by }: Look): Promise<void> {
  await page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);
  if (by === 'loading') await page.reload();
  await page.locator('main').getByText(shows).first().waitFor();
  await page.waitForLoadState('networkidle');
}

async function findFaults(page: Page, at: string): Promise<string[]> {
  const snapshot = await page.locator('body').ariaSnapshot();
  const nameless = snapshot.split('\n').filter((line) => namelessControl.test(line));
  return [
    ...(await page.evaluate(findLayoutFaults)).map((fault) => `${at} ${fault}`),
    ...nameless.map((line) => `${at} has a control without a name: ${line.trim()}`),
  ];
}

const findMoves = async (page: Page, at: string) =>
  (await page.evaluate(findLayoutShifts)).map((shift) => `${at} ${shift}`);

/** The density changes how high rows are, and nothing of what comes when: one load each shows that it is there from the beginning. */
const views = [
  { density: 'default', width: 1280, height: 800, loads: Number.POSITIVE_INFINITY },
  { density: 'default', width: 1920, height: 1080, loads: Number.POSITIVE_INFINITY },
  { density: 'compact', width: 1280, height: 800, loads: 1 },
  { density: 'roomy', width: 1280, height: 800, loads: 1 },
] as const;

async function prepareWaits(context: BrowserContext): Promise<void> {
  await context.addInitScript(holdWaits);
}

test('nothing moves, nothing is cut and everything has a name, at every density and in a large window', async () => {
  const { page, folder, faults } = await openPage({ prepare: prepareWaits });
  const sample = await makeDelivery(folder);
  const found: string[] = [];
  for (const { density, width, height, loads } of views) {
    const set = await runCli(['settings', 'set', 'density', density], { folder });
    expect(set.code).toBe(0);
    await page.setViewportSize({ width, height });
    // Read anew before it knows, the page would begin with the density it remembers.
    await expect.poll(() => page.locator('html').getAttribute('data-density')).toBe(density);
    for (const [number, place] of places(sample).entries()) {
      const at = `${density}, ${width} × ${height}, ${place.hash}`;
      const by = number < loads ? 'loading' : 'going';
      await show({ page, place, by });
      if (by === 'loading') found.push(...(await findMoves(page, at)));
      found.push(...(await findFaults(page, at)));
    }
  }
  expect(found).toEqual([]);
  expect(faults).toEqual([]);
});

test('the welcome lies on the window as everything else does', async () => {
  const { page, faults } = await openPage({ isFirstRun: true, prepare: prepareWaits });
  await page.getByRole('dialog', { name: 'Welcome to Switchhook' }).waitFor();
  expect(await findMoves(page, 'the welcome')).toEqual([]);
  expect(await findFaults(page, 'the welcome')).toEqual([]);
  expect(faults).toEqual([]);
});

test('what this file looks for is found where it is', async () => {
  const { page } = await openPage();
  await page.locator('main').getByText('Acme Dental').first().waitFor();
  await page.evaluate(() => {
    // The page's policy lets no style in a string of HTML count.
    const add = (tag: string, text: string, style: string) => {
      const element = document.createElement(tag);
      element.textContent = text;
      element.style.cssText = `position:absolute;top:0;left:0;white-space:nowrap;${style}`;
      document.body.append(element);
    };
    const dots = 'width:40px;overflow:hidden;text-overflow:ellipsis';
    add('p', 'Cut without a sign', 'width:40px;overflow:hidden');
    add('p', 'Cut in height', 'width:300px;height:9px;overflow:hidden');
    add('button', 'Cut, and an act', dots);
    add('p', 'Cut with dots', dots);
    add('button', '', 'width:24px;height:24px');
    add('p', '', 'width:3000px;height:1px');
  });
  const found = await findFaults(page, 'here');
  for (const part of [
    '"Cut without a sign" is cut sideways',
    '"Cut in height" is cut in height',
    '"Cut, and an act" is cut',
    'wide of',
    'without a name: - button',
  ])
    expect(found.filter((fault) => fault.includes(part))).toHaveLength(1);
  expect(found.filter((fault) => fault.includes('Cut with dots'))).toEqual([]);

  const before = await findMoves(page, 'here');
  await page.evaluate(() => {
    const late = document.createElement('p');
    late.style.cssText = 'height:60px';
    document.body.prepend(late);
  });
  await expect.poll(async () => (await findMoves(page, 'here')).length).toBeGreaterThan(before.length);
});
