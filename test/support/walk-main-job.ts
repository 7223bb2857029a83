// The main job as a person does it with pointer and keyboard, on any host's page: from the first run to the delivery that was replayed.
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { type ReadRequest, readCapture, readCurl } from './read-request.ts';

const wanted = 'account:"Acme Dental" name:"CRM screen-pop"';

/** The page stands on a data folder in which nobody has done anything yet. */
export async function walkMainJob(page: Page): Promise<void> {
  await page.getByRole('dialog', { name: 'Welcome to Switchhook' }).waitFor();
  await page.getByRole('button', { name: 'Explore' }).click();
  await findIntegration(page);
  const previewed = await editAndSave(page);
  await startReceiver(page);
  await sendSample(page);
  await seeItArrive(page, previewed);
  await seeDelivery(page, 'Delivered');

  await answerWith(page, '500');
  await sendSample(page);
  await seeDelivery(page, 'Dead');
  await answerWith(page, '204');
  await replay(page);
}

const open = (page: Page, screen: string) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();

const pane = (page: Page) => page.getByRole('complementary', { name: 'CRM screen-pop' });

async function findIntegration(page: Page): Promise<void> {
  await open(page, 'Integrations');
  await page.getByRole('textbox', { name: 'Query of Integrations' }).fill(wanted);
  await page.getByRole('grid', { name: 'Integrations, 1 row' }).waitFor();
  await page.getByRole('gridcell', { name: 'CRM screen-pop', exact: true }).click();
  await pane(page).getByRole('region', { name: 'The request' }).waitFor();
}

/** Answers the request as the preview of what was saved says it. */
async function editAndSave(page: Page): Promise<ReadRequest> {
  await pane(page).getByRole('button', { name: 'Edit CRM screen-pop' }).click();
  await page.getByRole('textbox', { name: 'Path Arguments' }).fill('v2/answered');
  await page.getByRole('region', { name: 'HTTP', exact: true }).getByText('/calls/answered/v2/answered').waitFor();
  await page.getByText(/^Draft saved/).waitFor();
  await page.getByRole('button', { name: 'Save & Close' }).click();
  await pane(page).getByRole('button', { name: 'cURL', exact: true }).click();
  const request = pane(page).getByRole('region', { name: 'The request' });
  await request.getByText('/calls/answered/v2/answered').waitFor();
  return readCurl((await request.textContent()) ?? '');
}

async function startReceiver(page: Page): Promise<void> {
  await open(page, 'Test bench');
  await page.getByRole('button', { name: 'Start receiver' }).click();
  await page.getByText('Receiver on').waitFor();
}

async function sendSample(page: Page): Promise<void> {
  await findIntegration(page);
  await pane(page).getByRole('button', { name: 'Send to local receiver' }).click();
}

async function seeItArrive(page: Page, previewed: ReadRequest): Promise<void> {
  await open(page, 'Test bench');
  await page.getByRole('gridcell', { name: '/calls/answered/v2/answered' }).click();
  const capture = page.getByRole('complementary', { name: 'Capture' });
  const came = await capture.getByRole('region', { name: 'Request as it came' }).textContent();
  expectAsPreviewed(readCapture(came ?? ''), previewed);
  await capture.getByRole('tab', { name: 'Compare' }).click();
  await capture.getByText('Equal, byte for byte.').waitFor();
}

/** Of the request as it came: what was previewed, byte for byte, and beside it only what every request has on the wire. */
export function expectAsPreviewed(came: ReadRequest, previewed: ReadRequest): void {
  expect(came.method).toBe(previewed.method);
  expect(came.path.replace(/^\/in\/[\w-]+/, '')).toBe(previewed.path);
  const names = new Set(previewed.headers.map(([name]) => name));
  expect(came.headers.filter(([name]) => names.has(name))).toEqual(previewed.headers);
  const others = came.headers.map(([name]) => name).filter((name) => !names.has(name));
  expect(others.filter((name) => !added.includes(name.toLowerCase()))).toEqual([]);
  // The sample happens when it is sent: its time is the one thing that a preview cannot know.
  const time = /"at":"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"/.exec(came.body)?.[1] ?? '';
  expect(came.body).toBe(previewed.body.replace('2026-11-23 10:41:07', time));
}

const added = [
  ...['host', 'connection', 'user-agent', 'accept', 'content-length'],
  ...['switchhook-delivery', 'switchhook-attempt'],
];

async function seeDelivery(page: Page, outcome: string): Promise<void> {
  await open(page, 'Deliveries');
  await page
    .getByRole('gridcell', { name: new RegExp(`^${outcome}`) })
    .first()
    .click();
  await pane(page).getByRole('heading', { name: 'Inbound Call Answered' }).waitFor();
}

async function answerWith(page: Page, status: string): Promise<void> {
  await open(page, 'Test bench');
  const field = page.getByRole('textbox', { name: 'Status of answer 1' });
  await page.getByText(/^Every request is answered 200|^In this order, from now on/).waitFor();
  if ((await field.count()) === 0) await page.getByRole('button', { name: 'Add answer' }).click();
  await field.fill(status);
}

async function replay(page: Page): Promise<void> {
  await seeDelivery(page, 'Dead');
  await pane(page).getByRole('button', { name: 'Replay', exact: true }).click();
  await expect.poll(() => page.getByRole('gridcell', { name: /^Delivered/ }).count()).toBe(2);
  expect(await page.getByRole('gridcell', { name: /^Dead/ }).count()).toBe(0);
  await pane(page).getByRole('tab', { name: 'Attempts 2' }).waitFor();
}
