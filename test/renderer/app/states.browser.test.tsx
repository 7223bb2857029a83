// Every screen and every state it can be in, in Chromium over an engine of the test's own: each says what it is, and axe finds nothing.
import '../../../renderer/ui/base.css';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { createStore } from 'zustand/vanilla';
import { App } from '../../../renderer/app/app.tsx';
import { applyAppearance } from '../../../renderer/app/appearance.tsx';
import { emptyList, type ListState } from '../../../renderer/app/feature/list.ts';
import { openWindowMemory } from '../../../renderer/app/feature/window-memory.ts';
import { type AppState, type AppStore, createAppStore } from '../../../renderer/app/store.ts';
import type { ConnectionState } from '../../../renderer/client/page-connection.ts';
import { connect } from '../../../shared/contract/connect.ts';
import { contracts } from '../../../shared/contracts.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { findViolations } from '../ui/find-violations.ts';
import { makeIntegration } from './fake-engine.ts';
import { createScreenEngine } from './screen-engine.ts';

type Lists = 'accounts' | 'integrations' | 'dispatch';

const pbx = '00000000-0000-4000-8000-000000000001';
const failure: AppError = { code: 'INTERNAL', message: 'Switchhook made a mistake. Nothing was changed.' };
const lists = [
  ['accounts', '#/accounts'],
  ['integrations', '#/integrations'],
  ['dispatch', '#/deliveries'],
] as const;

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  let app: AppStore;
  let root: Root;
  const connection = createStore<ConnectionState>()(() => ({ status: 'open', epoch: 1 }));
  const state = () => app.store.getState();

  beforeEach(async () => {
    await page.viewport(1280, 800);
    history.replaceState(null, '', '#/settings');
    document.documentElement.lang = 'en-AU';
    connection.setState({ status: 'open', epoch: 1 }, true);
    const memory = openWindowMemory({ getItem: () => JSON.stringify({ hasSeenWelcome: true }), setItem: () => {} });
    const engine = createScreenEngine();
    engine.changeSettings({ theme });
    applyAppearance(memory.recall());
    app = createAppStore({
      client: connect(contracts, engine.transport),
      connection: { state: connection, retryNow: () => {} },
      memory,
      now: Date.now,
    });
    const element = document.createElement('div');
    document.body.append(element);
    root = createRoot(element);
    root.render(<App store={app.store} memory={memory} />);
    await vi.waitFor(() => expect(document.documentElement.dataset.theme).toBe(theme));
  });

  afterEach(() => {
    root.unmount();
    app.close();
    document.body.replaceChildren();
  });

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
    await vi.waitFor(() => expect(state()[name].list.matching).toBeGreaterThan(0));
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

  it.each(lists)(
    '%s: bars stand for rows that are read, and after a while one may stop waiting',
    async (name, hash) => {
      await openList(name, hash);
      setList(name, emptyList);
      await expect.element(page.getByRole('status', { name: 'Reading the list' })).toBeVisible();
      setList(name, { pace: 'slow' });
      await expect.element(page.getByText('Reading the list takes longer than usual.')).toBeVisible();
      await expect.element(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
      expect(await findViolations('main')).toEqual([]);
      setList(name, { pace: 'given-up' });
      await page.getByRole('button', { name: 'Read it again' }).click();
      await vi.waitFor(() => expect(state()[name].list.matching).toBeGreaterThan(0));
    },
  );

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
    await vi.waitFor(() => expect(state()[name].list.failure).toBeNull());
  });

  it.each(lists)('%s: rows that could not be read again stay, with the time they are of', async (name, hash) => {
    await openList(name, hash);
    setList(name, { failure, readAtMs: Date.UTC(2026, 10, 22, 23, 32) });
    const pill = page.getByRole('button', { name: 'As of 10:32 · Refresh' });
    await expect.element(pill).toBeVisible();
    expect(await findViolations('main')).toEqual([]);
    await pill.click();
    await vi.waitFor(() => expect(state()[name].list.failure).toBeNull());
  });

  it('a query that cannot be understood is explained, unless it is being typed', async () => {
    await open('#/integrations?q=acme+event:inbound-call-answred', 'Nothing matches this query');
    await expect.element(page.getByText(/^There is no event called/)).toBeVisible();
    await expect.element(page.getByText(/Without this part, 150 rows/)).toBeVisible();
    expect(await findViolations('main')).toEqual([]);
    await page.getByRole('button', { name: 'Use inbound-call-answered' }).click();
    await vi.waitFor(() => expect(decodeURIComponent(location.hash)).toContain('event:inbound-call-answered'));
  });

  it('a query that finds nothing says which part is to blame', async () => {
    await open('#/integrations?q=barrow+nobody', 'Nothing matches this query');
    await expect.element(page.getByText(/^Without nobody, 150 rows/)).toBeVisible();
    expect(await findViolations('main')).toEqual([]);
    await page.getByRole('button', { name: 'Remove this part' }).click();
    await vi.waitFor(() => expect(state().integrations.list.matching).toBe(150));
  });

  it('a PBX whose Applications is off says so where its integrations would be', async () => {
    await open(`#/integrations?q=pbx:${pbx}`, 'No integrations on Whitsunday');
    expect(await findViolations('main')).toEqual([]);
    await page.getByRole('button', { name: 'Turn on Applications…' }).click();
    await expect.element(page.getByRole('alertdialog', { name: 'Turn on Applications for Whitsunday?' })).toBeVisible();
    expect(await findViolations()).toEqual([]);
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
    connection.setState({ status: 'lost', epoch: 1 });
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
});

const lockedVault = { exists: true, unlocked: false, slots: [], keychain: null, problem: null };
