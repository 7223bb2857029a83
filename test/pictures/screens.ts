// The screens that are photographed: where each one is, and what a person does there first.
import type { Page } from 'playwright';
import type { Filled } from './fill-sandbox.ts';
import { screenPopId } from './fill-sandbox.ts';

export interface Screen {
  readonly name: string;
  /** `empty`: a data folder in which nobody has done anything yet. */
  readonly reseller: 'filled' | 'empty';
  readonly place: (filled: Filled) => string;
  readonly showsWelcome?: boolean;
  /** Photographed in every density. */
  readonly hasDensities?: boolean;
  /** Ends when the screen shows what it is to show. */
  readonly prepare: (page: Page) => Promise<void>;
  /** Ends what `prepare` began and what would go on. */
  readonly leave?: (page: Page) => Promise<void>;
}

const head = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();
const integrations = (rest: string) => () => `#/integrations?${rest}`;

/** The open integration last, so that its row is the active one. */
async function selectThree(page: Page): Promise<void> {
  for (const name of ['Call log', 'Missed-call ticket', 'CRM screen-pop']) {
    await page
      .getByRole('row')
      .filter({ hasText: 'Head Office' })
      .filter({ hasText: name })
      .first()
      .getByRole('checkbox')
      .click();
  }
  // The pane follows the active row.
  await page.waitForURL(new RegExp(`sel=${screenPopId}`));
  await head(page, 'CRM screen-pop');
}

/** One part of the Settings. */
const settings = (part: string, text: string | RegExp): Screen => ({
  name: `settings-${part}`,
  reseller: 'filled',
  place: () => `#/settings/${part}`,
  prepare: (page) => page.getByText(text).first().waitFor(),
});

export const screens: readonly Screen[] = [
  {
    name: 'integrations',
    reseller: 'filled',
    place: integrations(`sel=${screenPopId}&tab=preview`),
    hasDensities: true,
    prepare: async (page) => {
      await head(page, 'CRM screen-pop');
      await page.getByText('Last deliveries').waitFor();
      // What the last rows in view have sent.
      await page
        .getByRole('row')
        .nth(20)
        .getByTitle(/last 24 hours/)
        .waitFor();
      await selectThree(page);
    },
  },
  {
    name: 'integrations-summary',
    reseller: 'filled',
    place: integrations(`q=account:"Acme*"&sel=${screenPopId}&tab=summary`),
    prepare: (page) => head(page, 'CRM screen-pop'),
  },
  {
    name: 'integrations-no-match',
    reseller: 'filled',
    place: integrations('q=account:"Acme*"+event:ivr-option-selected+enabled:false'),
    prepare: (page) =>
      page
        .getByText(/matches/i)
        .first()
        .waitFor(),
  },
  {
    name: 'editor',
    reseller: 'filled',
    place: integrations(`sel=${screenPopId}&edit=true`),
    prepare: (page) => page.getByText('row in error left out').waitFor(),
  },
  {
    name: 'deliveries',
    reseller: 'filled',
    hasDensities: true,
    place: ({ failedId }) => `#/deliveries?sel=${failedId}`,
    prepare: (page) => page.getByText('502 Bad Gateway').first().waitFor(),
  },
  {
    name: 'deliveries-empty',
    reseller: 'empty',
    place: () => '#/deliveries',
    prepare: (page) => head(page, 'No deliveries yet'),
  },
  {
    name: 'accounts',
    reseller: 'filled',
    hasDensities: true,
    place: () => '#/accounts?sel=acc_10000',
    prepare: async (page) => {
      await head(page, 'Acme Dental');
      const row = page.getByRole('row').filter({ hasText: 'Acme Dental' });
      await row.click();
      await page.keyboard.press('ArrowRight');
      await page.getByText('Service Desk').first().waitFor();
    },
  },
  {
    name: 'replay-dialog',
    reseller: 'filled',
    place: ({ failedId }) => `#/deliveries?sel=${failedId}`,
    prepare: async (page) => {
      await page.getByRole('radio', { name: 'Rebuilt now' }).click();
      await page.getByRole('button', { name: 'Replay', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Send it' }).waitFor();
    },
  },
  {
    name: 'replay-edited',
    reseller: 'filled',
    place: ({ failedId }) => `#/deliveries?sel=${failedId}`,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Replay edited…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Replay with another event' });
      await dialog.getByLabel('Source Number').fill('0491570157');
      await dialog.getByText('0491570157').first().waitFor();
    },
  },
  {
    name: 'replay-many',
    reseller: 'filled',
    place: ({ failedId }) => `#/deliveries?q=outcome:dead&sel=${failedId}`,
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Replay matching/ }).click();
      await page.getByRole('dialog').getByText('Sends').waitFor();
    },
  },
  {
    name: 'delivery-diff',
    reseller: 'filled',
    place: ({ failedId }) => `#/deliveries?sel=${failedId}&tab=diff`,
    prepare: (page) => page.getByText('Two attempts').waitFor(),
  },
  {
    name: 'deliveries-selected',
    reseller: 'filled',
    place: ({ failedId }) => `#/deliveries?q=since:-24h&sel=${failedId}`,
    prepare: async (page) => {
      for (const row of [2, 4, 5]) await page.getByRole('grid').getByRole('row').nth(row).getByRole('checkbox').click();
      await page.getByText('3 selected').first().waitFor();
    },
  },
  {
    name: 'dock',
    reseller: 'filled',
    place: () => '#/deliveries',
    prepare: async (page) => {
      await page.getByRole('row').nth(3).waitFor();
      await page.keyboard.press('Control+j');
      await page.getByText('Legacy call log').first().waitFor();
    },
  },
  {
    name: 'pbx-applications-off',
    reseller: 'filled',
    place: () => '#/accounts?q=account:"Acme+Seafood"',
    prepare: async (page) => {
      await page.getByRole('row').filter({ hasText: 'Acme Seafood' }).click();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('row').filter({ hasText: 'Showroom' }).click();
      await head(page, 'Showroom');
    },
  },
  {
    name: 'bench',
    reseller: 'filled',
    hasDensities: true,
    place: () => '#/bench',
    prepare: async (page) => {
      await page.getByText('Receiver on').waitFor();
      await page.getByRole('row').nth(2).click();
      await page.getByRole('complementary', { name: 'Capture' }).getByRole('tab').first().waitFor();
    },
  },
  {
    name: 'bench-empty',
    reseller: 'empty',
    place: () => '#/bench',
    prepare: (page) => page.getByText('No captures yet').waitFor(),
  },
  {
    name: 'vault',
    reseller: 'filled',
    hasDensities: true,
    place: () => '#/vault?sel=crm-acme-dental',
    prepare: (page) => head(page, 'crm-acme-dental'),
  },
  {
    name: 'vault-empty',
    reseller: 'empty',
    place: () => '#/vault',
    prepare: (page) =>
      page
        .getByLabel(/passphrase/i)
        .first()
        .waitFor(),
  },
  settings('general', 'Density'),
  settings('set', 'Profile'),
  settings('endpoints', 'worst first'),
  {
    name: 'settings-endpoint',
    reseller: 'filled',
    place: () => '#/settings/endpoints/https:%2F%2Fcrm.example.com%2Fhook',
    prepare: (page) => page.getByText('Retry after').waitFor(),
  },
  settings('about', 'Version'),
  {
    name: 'palette',
    reseller: 'filled',
    place: integrations(`sel=${screenPopId}&tab=preview`),
    prepare: async (page) => {
      await head(page, 'CRM screen-pop');
      await selectThree(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: /command/ }).fill('dis');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'shortcuts',
    reseller: 'filled',
    place: integrations(''),
    prepare: async (page) => {
      await page.getByRole('row').nth(3).waitFor();
      await page.keyboard.press('F1');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'first-run',
    reseller: 'empty',
    place: integrations(''),
    showsWelcome: true,
    prepare: (page) => page.getByRole('dialog').waitFor(),
  },
  // Near the end: what is replayed is no more what it was.
  {
    name: 'jobs',
    reseller: 'filled',
    place: ({ failedId }) => `#/deliveries?q=event:inbound-call-answered&sel=${failedId}`,
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Replay matching/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Rate').fill('0.1');
      await dialog.getByRole('button', { name: /^Replay \d/ }).click();
      await page
        .getByRole('button', { name: /^Pause / })
        .first()
        .waitFor();
    },
    leave: async (page) => {
      const cancel = page.getByRole('button', { name: /^Cancel / });
      await cancel.first().click();
      await cancel.waitFor({ state: 'detached' });
    },
  },
  // Last: the vault stays locked.
  {
    name: 'vault-locked',
    reseller: 'filled',
    place: () => '#/vault?sel=crm-acme-dental',
    prepare: async (page) => {
      await head(page, 'crm-acme-dental');
      const lock = page.getByRole('button', { name: 'Lock now' });
      if (await lock.isVisible()) await lock.click();
      await page.getByText('Locked', { exact: true }).first().waitFor();
    },
  },
];
