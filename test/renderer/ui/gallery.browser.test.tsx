// Every part in its states, in both themes, closed and open: nothing that axe knows of stands in anyone's way.

import '../../../renderer/ui/base.css';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { findViolations } from './find-violations.ts';
import { Gallery } from './gallery/gallery.tsx';
import { AccountsPage } from './gallery/pages.tsx';
import { mount } from './mount.tsx';

test('all parts are accessible', async () => {
  await mount(<Gallery />);
  await expect.element(page.getByRole('heading', { name: 'Parts' })).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

test('what can be read in one theme only is found', async () => {
  const onlyInLight = { color: 'light-dark(#000, #222)', background: 'light-dark(#fff, #000)' };
  const onlyInDark = { color: 'light-dark(#ddd, #fff)', background: 'light-dark(#fff, #000)' };
  await mount(
    <>
      <p style={onlyInLight}>Light</p>
      <p style={onlyInDark}>Dark</p>
    </>,
  );
  await expect.element(page.getByText('Light')).toBeVisible();
  expect(await findViolations('p')).toEqual([
    expect.stringMatching(/^light, color-contrast: .*Dark/),
    expect.stringMatching(/^dark, color-contrast: .*Light/),
  ]);
});

test('rows that are a tree are accessible', async () => {
  await mount(<AccountsPage />);
  await expect.element(page.getByRole('treegrid')).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

const overlays = [
  ['Open menu', 'menu'],
  ['Open context menu', 'menu'],
  ['Open dialog', 'dialog'],
  ['Open alert', 'alertdialog'],
  ['Open popover', 'dialog'],
] as const;

test.each(overlays)('%s: accessible while open, and Escape gives the focus back', async (name, role) => {
  await mount(<Gallery />);
  const opener = page.getByRole('button', { name, exact: true });
  await opener.click();
  await expect.element(page.getByRole(role)).toBeVisible();
  expect(await findViolations()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole(role)).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();
});

test.each(['Authentication', 'Event'])('%s: the open list is accessible and is worked by keyboard', async (name) => {
  await mount(<Gallery />);
  await page.getByRole('combobox', { name, exact: true }).click();
  await expect.element(page.getByRole('option', { name: 'Bearer Token' })).toBeVisible();
  // Base UI hides the rest of the page from assistive technology while a list is open: the list is what there is to check.
  expect(await findViolations('[role=listbox]')).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('option').first()).not.toBeInTheDocument();
});

test('an alert puts the focus on the harmless answer', async () => {
  await mount(<Gallery />);
  await page.getByRole('button', { name: 'Open alert' }).click();
  await expect.element(page.getByRole('button', { name: 'Cancel' })).toHaveFocus();
});

test('a toast has its way back within reach', async () => {
  await mount(<Gallery />);
  await page.getByRole('button', { name: 'Show toast' }).click();
  await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

test('a button that cannot act says why and does nothing', async () => {
  await mount(<Gallery />);
  const button = page.getByRole('button', { name: 'Disabled' });
  await expect.element(button).toHaveAccessibleDescription('Sending is off in a sandbox set');
  await expect.element(button).toHaveAttribute('aria-disabled', 'true');
});

test('an error and a description belong to their field', async () => {
  await mount(<Gallery />);
  const url = page.getByRole('textbox', { name: 'Request URL' });
  await expect.element(url).toHaveAccessibleDescription('White space is not allowed in a request URL.');
  await expect.element(url).toHaveAttribute('aria-invalid', 'true');
  const path = page.getByRole('textbox', { name: 'Path Arguments' });
  await expect.element(path).toHaveAccessibleDescription('Appended to the path of the request URL.');
});
