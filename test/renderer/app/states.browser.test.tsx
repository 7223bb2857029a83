// Every screen and every state it can be in, in Chromium over an engine of the test's own: each says what it is, and axe finds nothing.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { emptyList, type ListState } from '../../../renderer/app/feature/list.ts';
import type { AppState, AppStore } from '../../../renderer/app/store.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { findViolations } from '../ui/find-violations.ts';
import { makeIntegration } from './fake-engine.ts';
import { type OpenedWindow, openWindow } from './open-window.tsx';
import { createScreenEngine } from './screen-engine.ts';

type Lists = 'accounts' | 'integrations' | 'dispatch';

const pbx = '00000000-0000-4000-8000-000000000001';
const failure: AppError = { code: 'INTERNAL', message: 'Switchhook made a mistake. Nothing was changed.' };
const lists = [
  ['accounts', '#/accounts'],
  ['integrations', '#/integrations'],
  ['dispatch', '#/deliveries'],
] as const;

let opened: OpenedWindow;
let app: AppStore;
const state = () => app.store.getState();

beforeEach(async () => {
  opened = await openWindow({ engine: createScreenEngine(), hash: '#/settings', theme: 'light' });
  app = opened.app;
});

afterEach(() => opened.close());

async function open(hash: string, text: string | RegExp) {
  location.hash = hash;
  await expect.element(page.getByText(text).first()).toBeVisible();
}

/** A list as it stands after an answer, none, or a failure: what makes it so is tested at the list itself. */
function setList(name: Lists, part: Partial<ListState>) {
  app.store.setState(
    (now) => ({ [name]: { ...now[name], list: { ...now[name].list, ...part } } }) as Partial<AppState>,
  );
}

async function openList(name: Lists, hash: string) {
  location.hash = hash;
  await expect.poll(() => state()[name].list.matching).toBeGreaterThan(0);
}

it.each([
  ['#/accounts?sel=acc_1', 'Account 1'],
  ['#/integrations?sel=int_1&tab=preview', 'HTTP/1.1'],
  ['#/integrations?sel=int_1&tab=history', 'No change yet'],
  ['#/integrations?sel=int_1&edit=true', 'Header Values'],
  [`#/integrations?sel=${pbx}&edit=new`, /^Starts with POST and JSON/],
  ['#/deliveries?sel=dlv_1', 'TLS_EXPIRED'],
  ['#/bench?sel=cap_1', 'Answers'],
  ['#/vault?sel=crm-acme', 'crm-acme'],
  ['#/settings/general', 'Theme'],
  ['#/settings/set', /Dialect/],
  ['#/settings/about', /Version/],
  ['#/nowhere', 'There is no such screen'],
])('%s can be used by everyone', async (hash, text) => {
  await open(hash, text);
  expect(await findViolations()).toEqual([]);
});

it.each([
  ['#/bench', 'Answers', 'No captures yet'],
  ['#/vault', 'crm-acme', 'Make a vault for credentials'],
])('%s says what it is for where nothing was done yet', async (hash, something, text) => {
  await open(hash, something);
  app.store.setState(withNothing);
  await expect.element(page.getByText(text)).toBeVisible();
  expect(await findViolations('main')).toEqual([]);
});

it('a log without a delivery says what will be in it', async () => {
  await openList('dispatch', '#/deliveries');
  setList('dispatch', { matching: 0 });
  await expect.element(page.getByText('No deliveries yet')).toBeVisible();
  expect(await findViolations('main')).toEqual([]);
});

it.each(lists)('%s: bars stand for rows that are read, and after a while one may stop waiting', async (name, hash) => {
  await openList(name, hash);
  setList(name, emptyList);
  await expect.element(page.getByRole('status', { name: 'Reading the list' })).toBeVisible();
  setList(name, { pace: 'slow' });
  await expect.element(page.getByText('Reading the list takes longer than usual.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  expect(await findViolations('main')).toEqual([]);
  setList(name, { pace: 'given-up' });
  await page.getByRole('button', { name: 'Read it again' }).click();
  await expect.poll(() => state()[name].list.matching).toBeGreaterThan(0);
});

it.each(lists)('%s: a list that cannot be read says why, since when and what to do', async (name, hash) => {
  await openList(name, hash);
  setList(name, { ...emptyList, failure, failedAtMs: Date.UTC(2026, 10, 22, 23, 41) });
  const panel = page.getByRole('alert');
  await expect.element(panel.getByText(failure.message)).toBeVisible();
  await expect.element(panel.getByText('INTERNAL')).toBeVisible();
  await expect.element(panel.getByText(/10:41:00/)).toBeVisible();
  await expect.element(panel.getByRole('button', { name: 'Copy diagnostic' })).toBeVisible();
  expect(await findViolations('main')).toEqual([]);
  await panel.getByRole('button', { name: 'Retry' }).click();
  await expect.poll(() => state()[name].list.failure).toBeNull();
});

it.each(lists)('%s: rows that could not be read again stay, with the time they are of', async (name, hash) => {
  await openList(name, hash);
  setList(name, { failure, readAtMs: Date.UTC(2026, 10, 22, 23, 32) });
  const pill = page.getByRole('button', { name: 'As of 10:32 · Refresh' });
  await expect.element(pill).toBeVisible();
  expect(await findViolations('main')).toEqual([]);
  await pill.click();
  await expect.poll(() => state()[name].list.failure).toBeNull();
});

it('a query that cannot be understood is explained, unless it is being typed', async () => {
  await open('#/integrations?q=acme+event:inbound-call-answred', 'Nothing matches this query');
  await expect.element(page.getByText(/^There is no event called/)).toBeVisible();
  await expect.element(page.getByText(/Without this part, 150 rows/)).toBeVisible();
  expect(await findViolations('main')).toEqual([]);
  await page.getByRole('button', { name: 'Use inbound-call-answered' }).click();
  await expect.poll(() => decodeURIComponent(location.hash)).toContain('event:inbound-call-answered');
});

it('a query that finds nothing says which part is to blame', async () => {
  await open('#/integrations?q=barrow+nobody', 'Nothing matches this query');
  await expect.element(page.getByText(/^Without nobody, 150 rows/)).toBeVisible();
  expect(await findViolations('main')).toEqual([]);
  await page.getByRole('button', { name: 'Remove this part' }).click();
  await expect.poll(() => state().integrations.list.matching).toBe(150);
});

it('a PBX whose Applications is off says so where its integrations would be', async () => {
  await open(`#/integrations?q=pbx:${pbx}`, 'No integrations on Whitsunday');
  expect(await findViolations('main')).toEqual([]);
  await page.getByRole('button', { name: 'Turn on Applications…' }).click();
  await expect.element(page.getByRole('alertdialog', { name: 'Turn on Applications for Whitsunday?' })).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

it('a row that was switched stands so as soon as the engine has answered, before anything is read again', async () => {
  await openList('integrations', '#/integrations?sel=int_7');
  const row = page.getByRole('row', { name: /Screen-pop 7 / });
  await expect.element(row.getByText('Off', { exact: true })).toBeVisible();
  await row.getByText('Screen-pop 7').click();
  await userEvent.keyboard('e');
  await expect.element(row.getByText('On', { exact: true })).toBeVisible();
  await expect.element(page.getByRole('complementary').getByText('On', { exact: true })).toBeVisible();
});

it('a locked vault is opened where a secret is typed', async () => {
  await open('#/integrations?sel=int_1&edit=true', 'Header Values');
  app.store.setState(({ vault }) => ({
    vault: { ...vault, status: { status: 'ready', value: { ...lockedVault } } },
  }));
  state().editor.integrationEdited({ authentication: { type: 'basic', username: 'acme', password: '' } });
  state().editor.secretTyped('fictitious');
  await expect.element(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
  expect(await findViolations('main')).toEqual([]);
});

it('a conflict is decided field by field, and not saved before', async () => {
  await open('#/integrations?sel=int_1&edit=true', 'Header Values');
  state().editor.integrationEdited({ name: 'Mine', pathArguments: 'v2' });
  const theirs = { ...makeIntegration(1), name: 'Theirs', requestUrl: 'https://crm2.example.com/hook', revision: 2 };
  app.store.setState(({ editor }) => ({ editor: { ...editor, theirs } }));
  const dialog = page.getByRole('dialog', { name: /^Theirs was changed by someone else at/ });
  await expect.element(dialog.getByText('2 of 3 decided')).toBeVisible();
  await expect
    .element(dialog.getByRole('button', { name: 'Save this result' }))
    .toHaveAttribute('aria-disabled', 'true');
  expect(await findViolations()).toEqual([]);
  await dialog.getByRole('radio', { name: 'Mine: Mine' }).click();
  await expect.element(dialog.getByText('3 of 3 decided')).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep as draft' }).click();
  expect(state().editor.session).toMatchObject({ value: { integration: { name: 'Mine', pathArguments: 'v2' } } });
});

it('a menu of a row and a lost connection keep to the rules', async () => {
  await openList('integrations', '#/integrations');
  await page.getByText('Screen-pop 1', { exact: true }).first().click({ button: 'right' });
  await expect.element(page.getByRole('menu')).toBeVisible();
  opened.connection.setState({ status: 'lost', epoch: 1 });
  await expect.element(page.getByText(/^The connection to Switchhook was lost at/)).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

it('a screen that breaks says so, alone, and can be shown again', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  await openList('accounts', '#/accounts');
  const { accountsView } = state();
  app.store.setState({ accountsView: { ...accountsView, expanded: null as never } });
  await expect.element(page.getByText('This part of the screen failed')).toBeVisible();
  expect(await findViolations('main')).toEqual([]);
  app.store.setState({ accountsView });
  await page.getByRole('button', { name: 'Show it again' }).click();
  await expect.element(page.getByRole('treegrid')).toBeVisible();
  error.mockRestore();
});

const noReceiver = { isRunning: false, url: null, port: null, startedAt: null, captureCount: 0, answers: [] };

function withNothing({ bench, vault }: AppState): Partial<AppState> {
  return {
    bench: { ...bench, receiver: { status: 'ready', value: noReceiver }, captures: [] },
    vault: { ...vault, status: { status: 'ready', value: { ...lockedVault, exists: false } } },
  };
}

const lockedVault = { exists: true, unlocked: false, slots: [], keychain: null, problem: null };
