// Thirty deliveries fail, and are sent again as one job: chosen by query, paused, gone on with by the next process, and all delivered.
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { openPage } from '../support/open-page.ts';
import { openTestEngine, unwrap } from '../support/open-test-engine.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const count = 30;
const gridRows = (page: Page) => page.getByRole('grid').getByRole('row');

/** Sent to the receiver, which refuses them: that opens no breaker. The engine is closed again. */
async function makeFailed(folder: string): Promise<string> {
  const { client, engine } = await openTestEngine(folder);
  unwrap(await client.bench.start({ port: 0 }));
  unwrap(await client.bench.setAnswers({ answers: [{ status: 422, headers: [], body: '', delayMs: 0 }] }));
  const query = 'event:inbound-call-answered enabled:true';
  const [integration] = unwrap(await client.integrations.list({ query, limit: 1 })).items;
  const id = integration?.id ?? '';
  for (let sent = 0; sent < count; sent += 1) {
    unwrap(
      await client.dispatch.send({
        ...{ integration: { id }, event: { sample: 'inbound-call-answered' }, to: { receiver: true } },
      }),
    );
  }
  await expect.poll(async () => unwrap(await client.dispatch.count({ query: 'outcome:dead' })).total).toBe(count);
  await engine.close();
  return id;
}

async function startReceiver(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Test bench' }).click();
  await page.getByRole('button', { name: 'Start receiver' }).click();
  await page.getByText('Receiver on').waitFor();
  await page.getByRole('link', { name: 'Deliveries' }).click();
}

describe('a replay of many', () => {
  test('acts on what was listed, is paused, outlives its process, and delivers all', async () => {
    const folder = makeTemporaryFolder();
    await makeFailed(folder);
    const first = await openPage({ folder, place: '#/deliveries' });
    await startReceiver(first.page);
    await first.page.getByRole('button', { name: 'Failed 30' }).click();
    await first.page.getByRole('button', { name: 'Replay matching 30…' }).click();
    const dialog = first.page.getByRole('dialog', { name: 'Replay 30 deliveries?' });
    await dialog.getByLabel('Rate', { exact: true }).fill('2');
    await dialog.getByRole('button', { name: 'Replay 30' }).click();

    const dock = first.page.getByRole('complementary', { name: 'Dock' });
    await dock.getByText(/^[1-9]\d? of 30/).waitFor();
    await dock.getByRole('button', { name: /^Pause/ }).click();
    await dock.getByText(/^Paused · \d+ of 30/).waitFor();
    expect(first.faults).toEqual([]);
    await first.host.kill();

    const second = await openPage({ folder, place: '#/deliveries' });
    await second.page.getByRole('button', { name: '1 job, paused' }).click();
    await startReceiver(second.page);
    const jobs = second.page.getByRole('complementary', { name: 'Dock' });
    await jobs.getByRole('button', { name: /^Resume/ }).click();
    await jobs.getByText(/^30 delivered, ended/).waitFor();
    await jobs.getByRole('button', { name: /^Report/ }).click();
    await second.page.getByRole('dialog').getByRole('button', { name: 'Show the replays' }).click();
    await expect.poll(() => second.page.getByText(/^\d+ of \d+ rows$/).textContent()).toMatch(/^30 of /);
    expect(second.faults).toEqual([]);
  });
});

describe('dead letters', () => {
  test('are discarded together, brought back, and requeued', async () => {
    const folder = makeTemporaryFolder();
    await makeFailed(folder);
    const { page, faults } = await openPage({ folder, place: '#/deliveries?q=outcome:dead' });
    for (const row of [1, 2, 3]) await gridRows(page).nth(row).getByRole('checkbox').click();
    const bar = page.getByRole('toolbar', { name: 'Selected deliveries' });
    await bar.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Discarded 3 deliveries').waitFor();
    await page.getByText(/^27 of 30 rows$/).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/^30 rows$|^30 of 30 rows$/).waitFor();
    await page.getByRole('button', { name: 'Clear the selection' }).first().click();

    await startReceiver(page);
    await page.getByRole('button', { name: /^Dead/ }).click();
    await gridRows(page).nth(1).click();
    await page.getByRole('complementary').getByRole('button', { name: 'Requeue' }).click();
    await page.getByText('Requeued 1 delivery').waitFor();
    expect(faults).toEqual([]);
  });
});

describe('the policy of an endpoint', () => {
  test('is changed from its delivery, and says that it is the endpoint’s own', async () => {
    const folder = makeTemporaryFolder();
    await makeFailed(folder);
    const { page, faults } = await openPage({ folder, place: '#/deliveries' });
    await gridRows(page).nth(1).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Policy of the endpoint…' }).click();
    const retries = page.getByRole('textbox', { name: 'Retry after' });
    await retries.fill('1 s, 2 min');
    await retries.press('Enter');
    const back = page.getByRole('button', { name: 'Retry after: as the tenant set has it' });
    await back.waitFor();
    await page.reload();
    await expect.poll(() => retries.inputValue()).toBe('1 s, 2 min');
    await back.click();
    await expect.poll(() => retries.inputValue()).toMatch(/^5 s, 5 min/);
    expect(faults).toEqual([]);
  });
});
