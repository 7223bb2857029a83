// Several windows, a connection that breaks and an engine that goes away: every page comes back by itself and shows what is true.
import type { BrowserContext, Page, WebSocketRoute } from 'playwright';
import { expect, test } from 'vitest';
import { openPage, startLoopbackHost } from '../support/open-page.ts';
import { readJson, runCli, startCli } from '../support/run-cli.ts';
import { watchFaults } from '../support/start-page.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

/** CRM screen-pop of Acme Dental. */
const id = 'int_10003';
const place = `#/integrations?q=id:${id}&sel=${id}`;

const pane = (page: Page) => page.getByRole('complementary', { name: 'CRM screen-pop' });
const go = (page: Page, screen: string) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();

/** Another window of the same host, opened from this one. */
async function openAnother(page: Page): Promise<Page> {
  const opening = page.context().waitForEvent('page');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('another window');
  await page.getByRole('option', { name: 'Open another window' }).click();
  const other = await opening;
  await other.locator('main').waitFor();
  return other;
}

/** The socket between page and host, with the host at its other end: it breaks when it is cut, and no new one holds until it is mended. */
function createLine() {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  return {
    lay: (context: BrowserContext) =>
      context.routeWebSocket(/\/socket$/, async (socket) => {
        if (isCut) return socket.close();
        socket.connectToServer();
        open.add(socket);
      }),
    cut: async () => {
      isCut = true;
      await Promise.all([...open].map((socket) => socket.close()));
    },
    mend: () => {
      isCut = false;
    },
  };
}

test('what one window does shows in the other without a reload: switch, edit, receiver, delivery', async () => {
  const { page: one, faults } = await openPage({ place });
  await pane(one).getByText('On', { exact: true }).waitFor();
  const other = await openAnother(one);
  const otherFaults = watchFaults(other);
  await pane(other).getByText('On', { exact: true }).waitFor();

  await one.getByRole('gridcell', { name: 'CRM screen-pop', exact: true }).click();
  await one.keyboard.press('d');
  await pane(other).getByText('Off', { exact: true }).waitFor();
  await other.getByRole('gridcell', { name: 'Off', exact: true }).waitFor();

  await pane(one).getByRole('button', { name: 'Edit CRM screen-pop' }).click();
  await one.getByRole('textbox', { name: 'Path Arguments' }).fill('v2/answered');
  await one.keyboard.press('Control+s');
  await pane(other).getByText('/calls/answered/v2/answered').waitFor();

  await go(other, 'Test bench');
  await other.getByText('Receiver off').waitFor();
  await go(one, 'Test bench');
  await one.getByRole('button', { name: 'Start receiver' }).click();
  await other.getByText('Receiver on').waitFor();

  await go(one, 'Deliveries');
  await one.getByText('No deliveries yet').waitFor();
  await go(other, 'Integrations');
  await pane(other).getByRole('button', { name: 'Send to local receiver' }).click();
  await one.getByRole('gridcell', { name: /^Delivered/ }).waitFor();
  await go(one, 'Test bench');
  await one.getByRole('gridcell', { name: '/calls/answered/v2/answered' }).waitFor();
  expect([...faults, ...otherFaults]).toEqual([]);
});

test('a connection that breaks is said so, comes back by itself, and what happened meanwhile is there', async () => {
  const line = createLine();
  const { page, folder } = await openPage({ place, prepare: line.lay });
  await pane(page).getByText('On', { exact: true }).waitFor();
  await page.getByText('Online', { exact: true }).waitFor();

  await line.cut();
  await page
    .getByRole('alert')
    .getByText(/^The connection to Switchhook was lost at/)
    .waitFor();
  await page.getByText('Reconnecting', { exact: true }).waitFor();
  // What was read stays, and says of when it is.
  expect(await pane(page).getByText('On', { exact: true }).isVisible()).toBe(true);
  expect((await runCli(['integrations', 'disable', id], { folder })).code).toBe(0);

  line.mend();
  await page.getByText('Online', { exact: true }).waitFor();
  await pane(page).getByText('Off', { exact: true }).waitFor();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  // And it is followed again.
  expect((await runCli(['integrations', 'enable', id], { folder })).code).toBe(0);
  await pane(page).getByText('On', { exact: true }).waitFor();
});

test('a host that is suspended is missed, though its connection stands, and the page goes on when it wakes', async () => {
  const { page, folder, host, faults } = await openPage({ place, prepare: (context) => context.clock.install() });
  await pane(page).getByText('On', { exact: true }).waitFor();
  await page.getByText('Online', { exact: true }).waitFor();

  host.suspend();
  // Silence, and a question that nobody answers.
  await page.clock.runFor(20_000);
  await page.getByText('Reconnecting', { exact: true }).waitFor();

  host.wake();
  expect((await runCli(['integrations', 'disable', id], { folder })).code).toBe(0);
  await page.getByText('Online', { exact: true }).waitFor();
  await pane(page).getByText('Off', { exact: true }).waitFor();
  expect(faults).toEqual([]);
});

test('an owner that is killed while a page works through it: the page goes on with the next one', async () => {
  const folder = makeTemporaryFolder();
  const owner = startCli(['listen', '--json'], { folder });
  await owner.waitFor(/"url"/);
  const { page, faults } = await openPage({ folder, place });
  await pane(page).getByText('On', { exact: true }).waitFor();
  await go(page, 'Test bench');
  await page.getByText('Receiver on').waitFor();
  expect((await runCli(['send', '--integration', id, '--event', 'inbound-call-answered'], { folder })).code).toBe(0);
  await page.getByRole('grid', { name: 'Captures, 1 row' }).waitFor();

  await owner.stop('SIGKILL');
  // The receiver went with its owner.
  await page.getByText('Receiver off').waitFor();
  await page.getByRole('grid', { name: 'Captures, 1 row' }).waitFor();
  await go(page, 'Integrations');
  await page.getByRole('textbox', { name: 'Query of Integrations' }).fill(`id:${id}`);
  await page.getByRole('grid', { name: 'Integrations, 1 row' }).waitFor();
  expect((await runCli(['integrations', 'disable', id], { folder })).code).toBe(0);
  await page.getByRole('gridcell', { name: 'Off', exact: true }).waitFor();

  // The streams go on after what they had told: nothing is missing, and nothing is told twice.
  await go(page, 'Test bench');
  await page.getByRole('button', { name: 'Start receiver' }).click();
  await page.getByText('Receiver on').waitFor();
  const sent = await runCli(['send', '--integration', id, '--event', 'inbound-call-answered', '--json'], { folder });
  expect(readJson(sent)).toMatchObject({ outcome: 'delivered' });
  await page.getByRole('grid', { name: 'Captures, 2 rows' }).waitFor();
  await go(page, 'Deliveries');
  await expect.poll(() => page.getByRole('gridcell', { name: /^Delivered/ }).count()).toBe(2);
  expect(faults).toEqual([]);
});

test('a host that was killed and started again: the page says what to do, and a pasted link brings it back where it was', async () => {
  const { page, folder, host } = await openPage({ place });
  await pane(page).getByText('On', { exact: true }).waitFor();
  const { port } = new URL(page.url());
  await host.kill();
  await page.getByText('Reconnecting', { exact: true }).waitFor();

  const next = await startLoopbackHost(folder, ['--port', port]);
  expect((await runCli(['integrations', 'disable', id], { folder })).code).toBe(0);
  await page
    .getByRole('alert')
    .getByText(/^Switchhook does not know this page: it was started again/)
    .waitFor();
  await page.getByText('Not connected', { exact: true }).waitFor();
  expect(await pane(page).getByText('On', { exact: true }).isVisible()).toBe(true);

  // Into the address bar of the same page: only the fragment changes, so it is not loaded again.
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await page.evaluate((url) => {
    location.href = url;
  }, next.url);
  await page.getByText('Online', { exact: true }).waitFor();
  await pane(page).getByText('Off', { exact: true }).waitFor();
  expect(page.url()).toContain(`sel=${id}`);
  expect(page.url()).not.toContain('token');
  expect(loads).toBe(0);
});
