// The window in Chromium, over an engine of the test's own.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppStore } from '../../../renderer/app/store.ts';
import { findViolations } from '../ui/find-violations.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';
import { type OpenedWindow, openWindow } from './open-window.tsx';

const query = () => page.getByRole('textbox', { name: 'Query of Integrations' });
const grid = () => page.getByRole('grid');
const keys = (...pressed: string[]) => userEvent.keyboard(pressed.join(''));
const region = () => document.activeElement?.closest('[data-region]')?.getAttribute('data-region');
const hash = () => decodeURIComponent(location.hash);

describe('the window', () => {
  let engine: FakeEngine;
  let opened: OpenedWindow;
  let app: AppStore;

  beforeEach(async () => {
    engine = createFakeEngine();
    opened = await openWindow({ engine, hash: '#/' });
    app = opened.app;
    await expect.element(page.getByText('Screen-pop 1', { exact: true }).first()).toBeVisible();
  });

  afterEach(() => opened.close());

  it('shows the list with its count, tenant set, zone and title', async () => {
    await expect.element(page.getByText('300', { exact: true })).toBeVisible();
    await expect.element(page.getByRole('button', { name: /^Tenant set: ?Ridgeline Voice ?Sandbox$/ })).toBeVisible();
    await expect.element(page.getByRole('contentinfo').getByText(/^AE[DS]T \(UTC\+1[01]\)$/)).toBeVisible();
    expect(document.title).toBe('Integrations · Switchhook');
  });

  it('answers as one types, and the address follows', async () => {
    await keys('/');
    expect(region()).toBe('query');
    await keys('barrow enabled:false');
    await expect.element(page.getByText('21 of 300', { exact: true })).toBeVisible();
    await expect.poll(hash).toBe('#/integrations?q=barrow+enabled:false');
  });

  it('keeps letters from acting from the moment the palette is asked for, before the focus is in it', async () => {
    const press = (init: KeyboardEventInit) =>
      grid()
        .element()
        .dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }));
    press({ key: 'k', code: 'KeyK', ctrlKey: true });
    press({ key: '?', code: 'Slash', shiftKey: true });
    expect(app.store.getState().frame.overlay).toBe('palette');
    await expect.element(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  });

  it('takes one spell of typing back in one step', async () => {
    await keys('/', 'barrow');
    await expect.poll(hash).toContain('barrow');
    history.back();
    await expect.element(query()).toHaveValue('');
    await expect.element(page.getByText('300', { exact: true })).toBeVisible();
  });

  it('draws the text exactly where it is typed', async () => {
    await query().fill(`account:"Acme Pty Ltd" -tag:legacy evnt:inbound ${'url~example '.repeat(20)}`);
    const input = query().element() as HTMLInputElement;
    const paint = input.previousElementSibling as HTMLElement;
    // The paint ends with its last glyph, the field with its padding.
    expect(Math.abs(paint.scrollWidth - input.scrollWidth)).toBeLessThanOrEqual(6);
    await keys('{End}');
    await expect.poll(() => paint.scrollLeft).toBeGreaterThan(0);
  });

  it('keeps the rows while a term is typed, says what is wrong and mends it with Enter', async () => {
    await keys('/', 'acme evnt:x');
    await expect.element(query()).toHaveAttribute('aria-invalid', 'true');
    await expect.element(query()).toHaveAccessibleDescription(/There is no key evnt/);
    await expect.element(page.getByText('Screen-pop 2', { exact: true }).first()).toBeVisible();
    await keys('{Enter}');
    await expect.element(query()).toHaveValue('acme event:x');
  });

  it('clears the query with Escape, then goes to the list', async () => {
    await keys('/', 'barrow', '{Escape}');
    await expect.element(query()).toHaveValue('');
    await keys('{Escape}');
    await expect.element(grid()).toHaveFocus();
  });

  it('brings earlier queries back with the arrow keys', async () => {
    await keys('/', 'barrow', '{Enter}', '/', '{Escape}', '{ArrowUp}');
    await expect.element(query()).toHaveValue('barrow');
  });

  it('finds commands and integrations from one field, and gives the focus back', async () => {
    (grid().element() as HTMLElement).focus();
    await keys('{Control>}k{/Control}');
    await expect.element(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
    await keys('dark');
    await expect.element(page.getByRole('option', { name: 'Theme: dark' })).toBeVisible();
    await keys('{Enter}');
    await expect.poll(() => document.documentElement.dataset.theme).toBe('dark');
    await expect.element(grid()).toHaveFocus();
    await keys('{Control>}k{/Control}', '#pop 42');
    await expect.element(page.getByRole('option', { name: /Screen-pop 42/ })).toBeVisible();
    await keys('{Enter}');
    await expect.poll(hash).toContain('sel=int_42');
    await expect.element(page.getByRole('complementary', { name: 'Screen-pop 42' })).toBeVisible();
  });

  it('opens the shortcut sheet by its key, but not while one types', async () => {
    await keys('/', 'a?');
    await expect.element(query()).toHaveValue('a?');
    expect(page.getByRole('dialog').elements()).toHaveLength(0);
    await keys('{Escape}', '{Escape}', '?');
    await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await keys('{Escape}');
    await expect.element(grid()).toHaveFocus();
  });

  it('leaves the keys to an input method that is composing', async () => {
    const press = (target: Element, key: string, ctrlKey: boolean) =>
      target.dispatchEvent(
        new KeyboardEvent('keydown', { key, ctrlKey, isComposing: true, bubbles: true, cancelable: true }),
      );
    (grid().element() as HTMLElement).focus();
    expect(press(grid().element(), 'k', true)).toBe(true);
    expect(press(grid().element(), '?', false)).toBe(true);
    expect(press(grid().element(), 'ArrowDown', false)).toBe(true);
    await keys('/', 'barrow');
    expect(press(query().element(), 'Escape', false)).toBe(true);
    await expect.element(query()).toHaveValue('barrow');
    expect(page.getByRole('dialog').elements()).toHaveLength(0);
    expect(grid().element().getAttribute('aria-activedescendant')).toBeNull();
  });

  it('sets off no letter and no sign while one types', async () => {
    await keys('/', 'edbnxrs/?');
    await expect.element(query()).toHaveValue('edbnxrs/?');
    expect(hash()).not.toContain('edit');
    expect(page.getByRole('dialog').elements()).toHaveLength(0);
  });

  it('switches single letters off', async () => {
    app.store.getState().frame.letterKeysToggled();
    (grid().element() as HTMLElement).focus();
    await keys('?');
    expect(page.getByRole('dialog').elements()).toHaveLength(0);
    await keys('{F1}');
    await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  });

  it('goes round the regions with F6, both ways', async () => {
    await keys('{Control>}j{/Control}');
    (grid().element() as HTMLElement).focus();
    const seen: (string | null | undefined)[] = [];
    for (let step = 0; step < 4; step += 1) {
      await keys('{F6}');
      seen.push(region());
    }
    expect(seen).toEqual(['dock', 'rail', 'query', 'main']);
    await keys('{Shift>}{F6}{/Shift}');
    expect(region()).toBe('query');
  });

  it('says that the connection is lost and goes on when it is back', async () => {
    opened.connection.setState({ status: 'lost', epoch: 1 });
    await expect.element(page.getByRole('alert').getByText(/^The connection to Switchhook was lost at/)).toBeVisible();
    await expect.element(page.getByText('Reconnecting')).toBeVisible();
    await expect.element(page.getByText('Screen-pop 1', { exact: true }).first()).toBeVisible();
    opened.connection.setState({ status: 'open', epoch: 2 });
    await expect.element(page.getByText('Online')).toBeVisible();
    expect(page.getByRole('alert').elements()).toHaveLength(0);
  });

  it('follows a theme and a density chosen in another window', async () => {
    engine.changeSettings({ theme: 'light', density: 'roomy' });
    await expect.poll(() => ({ ...document.documentElement.dataset })).toEqual({ theme: 'light', density: 'roomy' });
    engine.changeSettings({ theme: 'system' });
    await expect.poll(() => document.documentElement.dataset.theme).toBeUndefined();
  });

  it('shows the zone of the row one is on', async () => {
    (grid().element() as HTMLElement).focus();
    await keys('{Home}');
    await expect.element(page.getByRole('contentinfo').getByText(/AEST \(UTC\+10\)/)).toBeVisible();
  });

  it('tells an address that names no screen, and leads on', async () => {
    location.hash = '#/nowhere';
    await expect.element(page.getByText('There is no such screen')).toBeVisible();
    await page.getByRole('button', { name: 'Go to Integrations' }).click();
    await expect.element(grid()).toBeVisible();
  });

  it('has no accessibility violations', async () => {
    engine.changeSettings({ theme: 'light' });
    await keys('{Control>}j{/Control}');
    await expect.poll(() => document.documentElement.dataset.theme).toBe('light');
    expect(await findViolations()).toEqual([]);
    await keys('{Control>}k{/Control}', 'screen');
    await expect.element(page.getByRole('option', { name: /Screen-pop 1/ }).first()).toBeVisible();
    expect(await findViolations()).toEqual([]);
  });
});
