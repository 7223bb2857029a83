// The Deliveries screen on the loopback host, while another process sends: it follows the log, shows what was sent and what came back,
// and replays.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { openPage } from '../support/open-page.ts';
import { writeRequestFiles } from '../support/request-files.ts';
import { readJson, runCli, startCli } from '../support/run-cli.ts';

interface Sent {
  readonly [key: string]: unknown;
  readonly deliveryId: string;
}

async function findIntegration(folder: string): Promise<{ id: string; name: string }> {
  const query = 'event:inbound-call-answered enabled:true';
  const found = await runCli(['integrations', 'list', '--query', query, '--limit', '1', '--json'], { folder });
  const [integration] = readJson<{ items: { id: string; name: string }[] }>(found).items;
  return integration ?? { id: '', name: '' };
}

async function send(folder: string, id: string): Promise<string> {
  const end = await runCli(['send', '--integration', id, '--event', 'inbound-call-answered', '--json'], { folder });
  return readJson<Sent>(end).deliveryId;
}

async function listen(folder: string, ...statuses: string[]) {
  const receiver = startCli(['listen', '--json', ...statuses.flatMap((status) => ['--answer', status])], { folder });
  await receiver.waitFor(/"url"/);
  return receiver;
}

// The histogram's table has rows of its own.
const rowsOf = (page: Page) => page.getByRole('grid').getByRole('row');
const rowOf = (page: Page, text: string | RegExp) => rowsOf(page).filter({ hasText: text });

describe('the Deliveries screen', () => {
  test('says how to make a first delivery, and shows it when another process made it', async () => {
    const { page, folder, faults } = await openPage({ place: '#/deliveries' });
    await page.getByRole('heading', { name: 'No deliveries yet' }).waitFor();
    await listen(folder, '200');
    const { id, name } = await findIntegration(folder);
    await send(folder, id);
    await rowOf(page, name).getByText('Delivered').waitFor();
    expect(faults).toEqual([]);
  });

  test('opens a delivery by keyboard, replays it byte-exact, and shows the new attempt as it ends', async () => {
    const { page, folder, faults } = await openPage({ place: '#/deliveries' });
    await listen(folder, '502', '204');
    const { id } = await findIntegration(folder);
    const deliveryId = await send(folder, id);
    await rowOf(page, 'Dead').waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    const pane = page.getByRole('complementary');
    await pane.getByText('502 Bad Gateway').first().waitFor();
    expect(page.url()).toContain(`sel=${deliveryId}`);

    await page.keyboard.press('r');
    await pane.getByRole('button', { name: /^2 Replay/ }).waitFor();
    await pane.getByText('204 No Content').first().waitFor();
    await rowOf(page, 'Delivered').waitFor();
    expect(await rowsOf(page).count()).toBe(2);
    expect(await page.locator('*').count()).toBeLessThan(1_200);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)])).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('shows what differs before a rebuilt replay, which becomes a delivery of its own', async () => {
    const { page, folder, faults } = await openPage({ place: '#/deliveries' });
    await listen(folder, '200');
    const { id } = await findIntegration(folder);
    const first = await send(folder, id);
    await runCli(['integrations', 'edit', id, '--set', 'requestUrl=https://crm2.example.com/v2/answered'], { folder });
    await rowOf(page, 'Delivered').click();
    await page.getByRole('radio', { name: 'Rebuilt now' }).click();
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay this delivery?' });
    await dialog.getByText('/v2/answered').waitFor();
    await dialog.getByText('It may arrive twice').waitFor();
    await dialog.getByRole('button', { name: 'Send it' }).click();

    await expect.poll(() => rowsOf(page).count()).toBe(3);
    await expect.poll(() => /sel=(\w+)/.exec(page.url())?.[1]).not.toBe(first);
    await page.getByRole('tab', { name: 'Request' }).click();
    await page.getByRole('button', { name: 'Open the first delivery' }).click();
    await expect.poll(() => /sel=(\w+)/.exec(page.url())?.[1]).toBe(first);
    expect(faults).toEqual([]);
  });

  test('starts the receiver when a replay needs it', async () => {
    const { page, folder, faults } = await openPage({ place: '#/deliveries' });
    const receiver = await listen(folder, '500');
    const { id } = await findIntegration(folder);
    await send(folder, id);
    await receiver.stop('SIGINT');
    await rowOf(page, 'Dead').click();
    await page.getByRole('tab', { name: 'Attempts' }).waitFor();
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('The receiver is not running').waitFor();
    await page.getByRole('button', { name: 'Start the receiver and replay' }).click();
    // It listens on another port now, so the same bytes are a delivery of their own.
    await expect.poll(() => rowsOf(page).count()).toBe(3);
    await page.getByRole('complementary').getByText('Replay', { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
  });

  test('tells why nothing came back, from the dock too', async () => {
    const { page, folder, faults } = await openPage({ place: '#/deliveries' });
    const files = writeRequestFiles(folder, { name: 'Blocked', requestUrl: 'http://127.0.0.1:9/hook' });
    await runCli(['send', ...files, '--json'], { folder });
    await page.keyboard.press('Control+j');
    await page.getByRole('button', { name: /Dead blocked/ }).click();
    const failed = page.getByRole('alert').filter({ hasText: 'TARGET_LOOPBACK' });
    await failed.getByText('Nothing was sent').waitFor();
    await failed.getByRole('button', { name: 'Copy diagnostic' }).click();
    await page.getByText('Copied: diagnostic').waitFor();
    expect(faults).toEqual([]);
  });

  test('lists by view and by query, and says so when nothing matches', async () => {
    const { page, folder, faults } = await openPage({ place: '#/deliveries' });
    await listen(folder, '200', '422');
    const { id } = await findIntegration(folder);
    await send(folder, id);
    await send(folder, id);
    await rowOf(page, 'Dead').waitFor();
    await page.getByRole('button', { name: 'Failed' }).click();
    await expect.poll(() => rowsOf(page).count()).toBe(2);
    await page.getByRole('button', { name: 'Replays' }).click();
    await page.getByText('Without the query, 2 rows.').waitFor();
    await page.getByRole('button', { name: 'Clear filter' }).click();
    await expect.poll(() => rowsOf(page).count()).toBe(3);
    expect(faults).toEqual([]);
  });
});
