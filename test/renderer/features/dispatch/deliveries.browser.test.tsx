// The Deliveries screen in every state a delivery can be in, in Chromium over an engine of the test's own: what it says, what it lets one
// do, and what axe finds.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { endpointHealthSchema } from '../../../../shared/dispatch/dispatch-status.ts';
import { type OpenedWindow, openWindow } from '../../app/open-window.tsx';
import { findViolations } from '../../ui/find-violations.ts';
import { aJob } from '../jobs/a-job.ts';
import { createDispatchEngine, type DispatchEngine } from './dispatch-engine.ts';

const breaker = endpointHealthSchema.parse({
  ...{ endpoint: 'https://crm.example.com/hook', scope: 'endpoint', breaker: 'open', failures: 7, attempts: 10 },
  ...{ openedAt: '2026-11-22T23:44:31.000Z', nextTrialAt: null, waiting: 18 },
});

/** Whether something around a text, or the text's own box, hides a part of it sideways. */
function isCut(text: Element): boolean {
  for (let around: Element | null = text; around !== null; around = around.parentElement) {
    if (around.scrollWidth > around.clientWidth && getComputedStyle(around).overflowX === 'hidden') return true;
  }
  return false;
}

let opened: OpenedWindow;
let engine: DispatchEngine;

beforeEach(async () => {
  engine = createDispatchEngine({ nextAttemptAt: new Date(Date.now() + 7_502_000).toISOString() });
  opened = await openWindow({ engine, hash: '#/settings', theme: 'light' });
});

afterEach(() => opened.close());

async function open(hash: string, text: string | RegExp) {
  location.hash = hash;
  await expect.element(page.getByText(text).first()).toBeVisible();
}

it('the next attempt stands over those that were made, with the time that is left and who asked for a replay', async () => {
  await open('#/deliveries?sel=dlv_retry', /^in 2 h [45] m$/);
  await expect.element(page.getByText('asked for by jo.marsh, byte-exact')).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

it('a breaker says what it waits for, in the pane and in the status bar, and can be closed', async () => {
  await open('#/deliveries?sel=dlv_retry', /^in 2 h/);
  engine.tellStatus({ failing: [breaker] });
  await expect.element(page.getByText('crm.example.com/hook fails 7 of 10.')).toBeVisible();
  await expect.element(page.getByText(/18 deliveries wait without using an attempt/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Breaker open: crm.example.com/hook' })).toBeVisible();
  expect(await findViolations()).toEqual([]);
  await page.getByRole('button', { name: 'Close the breaker' }).click();
  await expect.poll(() => engine.done).toEqual([`closeBreaker {"endpoint":"${breaker.endpoint}"}`]);
});

it('a full disk pauses everything, and the status bar says so', async () => {
  await open('#/deliveries', 'Inbound Answered');
  engine.tellStatus({ pausedBecause: 'The disk is full. Free some space.' });
  await expect.element(page.getByRole('button', { name: 'Sending is paused' })).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

it('the list is followed as long as the connection stands', async () => {
  await open('#/deliveries', 'Inbound Answered');
  await expect.element(page.getByText('Following new deliveries')).toBeVisible();
  opened.connection.setState({ status: 'lost', epoch: 1 });
  await expect.element(page.getByText(/^The connection to Switchhook was lost at/)).toBeVisible();
  expect(page.getByText('Following new deliveries').elements()).toEqual([]);
});

it('what waits for the vault is let go where it waits', async () => {
  await open('#/deliveries?sel=dlv_vault', /waits for the vault/);
  expect(isCut(page.getByText(/waits for the vault/).element())).toBe(false);
  expect(await findViolations()).toEqual([]);
  await page.getByRole('complementary').getByLabelText('Passphrase').fill('five fictitious words');
  await page.getByRole('complementary').getByRole('button', { name: 'Unlock' }).click();
  await expect.poll(() => engine.done).toEqual(['unlock {"passphrase":"five fictitious words"}']);
});

it('an integration that is off holds it, and a 410 is lifted by a person', async () => {
  await open('#/deliveries?sel=dlv_held', /held, integration is off/);
  engine.tellStatus({ gone: [{ integrationId: 'int_1' as never, name: 'CRM', since: '2026-11-22T23:40:00.000Z' }] });
  await open('#/deliveries?sel=dlv_gone', /answered 410 Gone/);
  expect(await findViolations()).toEqual([]);
  await page.getByRole('button', { name: 'Allow sending' }).click();
  await expect.poll(() => engine.done).toEqual(['allowSending {"integrationId":"int_1"}']);
});

it('a dead letter is discarded with a way back', async () => {
  await open('#/deliveries?sel=dlv_dead', 'Nothing more is sent by itself.');
  expect(await findViolations()).toEqual([]);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => engine.done).toEqual(['discard {"ids":["dlv_dead"]}', 'restore {"ids":["dlv_dead"]}']);
});

it('the histogram is walked by keys, says what each bar holds, and narrows the query to one', async () => {
  await open('#/deliveries', 'Refused');
  const chart = page.getByRole('listbox', { name: 'Deliveries over time, by how they stand' });
  (chart.element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}');
  await expect.element(page.getByRole('option', { selected: true })).toHaveAccessibleName(/Refused/);
  expect(await findViolations()).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => decodeURIComponent(location.hash)).toMatch(/since:\S+Z until:\S+Z|since:\S+\+until:/);
});

it('the rows stay where they are when a query finds none, and its axis stands over them', async () => {
  await open('#/deliveries', 'Refused');
  const top = () => page.getByRole('grid').element().getBoundingClientRect().top;
  const before = top();
  location.hash = '#/deliveries?q=nothing';
  await expect.element(page.getByText('Nothing matches this query')).toBeVisible();
  expect(top()).toBe(before);
  await expect.element(page.getByRole('listbox', { name: 'Deliveries over time, by how they stand' })).toBeVisible();
  expect(await findViolations('main')).toEqual([]);
});

it('nothing is replayed by a query that cannot be understood', async () => {
  await open('#/deliveries', 'Inbound Answered');
  const replay = page.getByRole('button', { name: 'Replay matching 5…' });
  await expect.element(replay).not.toHaveAttribute('aria-disabled', 'true');
  location.hash = '#/deliveries?q=outcome:ded';
  await expect.element(replay).toHaveAttribute('aria-disabled', 'true');
  expect(await findViolations('main')).toEqual([]);
});

it('two attempts are compared line by line', async () => {
  await open('#/deliveries?sel=dlv_dead&tab=diff', /Switchhook-Attempt: 2/);
  expect(await findViolations()).toEqual([]);
});

it('a replay of many is armed by its count in a LIVE set, and goes on in the dock', async () => {
  await open('#/deliveries', 'Inbound Answered');
  await page.getByRole('button', { name: 'Replay matching 5…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replay 408 deliveries?' });
  await expect.element(dialog.getByText('They are still pending.')).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Replay 408' });
  await expect.element(confirm).toHaveAttribute('aria-disabled', 'true');
  expect(await findViolations()).toEqual([]);
  await dialog.getByLabelText('Type 408 to arm').fill('408');
  await confirm.click();
  await expect
    .poll(() => engine.done.at(-1))
    .toBe('start {"planId":"plan_1","ratePerSecond":10,"stopAfter":5,"confirm":408}');
  await expect.element(page.getByText('No job has been begun yet.', { exact: false })).toBeVisible();
});

it('an edited replay shows what would be sent as one types', async () => {
  await open('#/deliveries?sel=dlv_dead', 'Nothing more is sent by itself.');
  await page.getByRole('button', { name: 'Replay edited…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replay with another event' });
  await dialog.getByLabelText('Source Number').fill('0491570157');
  await expect.element(dialog.getByText(/0491570157/)).toBeVisible();
  expect(await findViolations()).toEqual([]);
  await dialog.getByRole('button', { name: 'Send it' }).click();
  await expect.poll(() => engine.done.at(-1)).toContain('"source-number":"0491570157"');
});

it('the time of another day is there to the second, and whole', async () => {
  await open('#/deliveries', 'Inbound Answered');
  const time = page
    .getByRole('grid')
    .getByText(/^23 Nov, \d\d:41:07$/)
    .first();
  await expect.element(time).toBeVisible();
  expect(isCut(time.element())).toBe(false);
});

it('selected rows are replayed, requeued or exported from the bar in the views’ place', async () => {
  await open('#/deliveries', 'Inbound Answered');
  const rows = page.getByRole('grid').getByRole('row');
  await rows.nth(1).getByRole('checkbox').click();
  await rows.nth(2).getByRole('checkbox').click();
  await expect.element(page.getByText('2 selected').first()).toBeVisible();
  expect(await findViolations()).toEqual([]);
  await page.getByRole('toolbar', { name: 'Selected deliveries' }).getByRole('button', { name: 'Requeue' }).click();
  await expect.poll(() => engine.done).toEqual(['requeue {"ids":["dlv_retry","dlv_vault"]}']);
  await userEvent.keyboard('r');
  await expect.poll(() => engine.done.at(-1)).toMatch(/^plan \{"selection":\{"ids":\["dlv_retry","dlv_vault"\]/);
});

it('a job tells how far it is, is paused and resumed, and leaves a report', async () => {
  await open('#/deliveries', 'Inbound Answered');
  engine.tellJobs(aJob({ finished: 59, succeeded: 57, failed: 2, options: { ratePerSecond: 4 } }));
  await page.getByRole('button', { name: '1 job, 59%' }).click();
  await expect.element(page.getByText('59 of 100 · 4/s · 11 s left')).toBeVisible();
  expect(await findViolations()).toEqual([]);
  await page.getByRole('button', { name: /^Pause\s+Replay of 100 deliveries/ }).click();
  const stopped = { state: 'paused', finished: 60, failed: 3, stopReason: 'It paused after 3 failures.' };
  engine.tellJobs(aJob(stopped));
  await expect.element(page.getByText('It paused after 3 failures.')).toBeVisible();
  await page.getByRole('button', { name: '3 failed of Replay of 100 deliveries: report' }).click();
  await expect.element(page.getByRole('dialog').getByText('502 Bad Gateway')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('grid').click();
  await userEvent.keyboard('p');
  await expect.poll(() => engine.done).toEqual(['pause {"id":"job_1"}', 'resume {"id":"job_1"}']);
  engine.tellJobs(
    aJob({ state: 'done', finished: 100, succeeded: 99, failed: 1, endedAt: '2026-11-22T23:46:00.000Z' }),
  );
  await page.getByRole('button', { name: /^Report\s+Replay of 100 deliveries/ }).click();
  await expect.element(page.getByRole('dialog').getByText('502 Bad Gateway')).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

it('a policy says where each member comes from and gives it back to the layer below', async () => {
  await open('#/settings/endpoints/https:%2F%2Fcrm.example.com%2Fhook', 'Retry after');
  await expect.element(page.getByText('Built in').first()).toBeVisible();
  expect(await findViolations()).toEqual([]);
  await page.getByRole('switch', { name: /Order/ }).click();
  await expect.element(page.getByText('Endpoint', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Order: as the tenant set has it' }).click();
  const place = '"tenantSet":"sandbox","endpoint":"https://crm.example.com/hook"';
  await expect
    .poll(() => engine.done)
    .toEqual([
      `setPolicy {${place},"patch":{"set":{"fifo":true},"clear":[]}}`,
      `setPolicy {${place},"patch":{"set":{},"clear":["fifo"]}}`,
    ]);
});
