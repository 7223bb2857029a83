// The grid in a browser: what assistive technology is told, what the keyboard does, and how little it draws of many rows.

import '../../../../renderer/ui/base.css';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AccountsPage } from '../gallery/pages.tsx';
import { SampleGrid } from '../gallery/sample-grid.tsx';
import { mount } from '../mount.tsx';

const manyRows = 100_000;

function grid(): HTMLElement {
  const element = document.querySelector<HTMLElement>('[role=grid], [role=treegrid]');
  if (element === null) throw new Error('There is no grid on the page.');
  return element;
}

function activeText(): string | undefined {
  const id = grid().getAttribute('aria-activedescendant');
  return id === null ? undefined : (document.getElementById(id)?.textContent ?? undefined);
}

function activeRowIndex(): string | null | undefined {
  const id = grid().getAttribute('aria-activedescendant') ?? '';
  return document.getElementById(id)?.closest('[role=row]')?.getAttribute('aria-rowindex');
}

async function mountGrid(props: Partial<Parameters<typeof SampleGrid>[0]> = {}): Promise<void> {
  await mount(<SampleGrid count={manyRows} initialActive={0} {...props} />, { height: 700 });
  await expect.element(page.getByRole('grid')).toBeVisible();
  grid().focus();
}

test('it tells how many rows and columns there are, and which of them is which', async () => {
  await mountGrid();
  expect(grid().getAttribute('aria-rowcount')).toBe('100001');
  expect(grid().getAttribute('aria-colcount')).toBe('7');
  const row = page.getByRole('row', { name: /CRM screen-pop/ }).first();
  await expect.element(row).toHaveAttribute('aria-rowindex', '2');
  await expect.element(row).toHaveAttribute('aria-selected', 'false');
  expect(row.element().querySelector('[aria-colindex="3"]')?.textContent).toBe('CRM screen-pop');
});

test('no horizontal scroll bar stands under columns that fit', async () => {
  await mountGrid();
  expect(grid().scrollWidth).toBe(grid().clientWidth);
});

test('100,000 rows stay under 1,200 elements, at the top, in the middle and at the end', async () => {
  await mountGrid({ density: 'compact' });
  for (const top of [0, 1_000_000, manyRows * 24]) {
    grid().scrollTop = top;
    await expect.poll(() => document.querySelectorAll('[role=row]').length).toBeGreaterThan(20);
    expect(document.querySelectorAll('body *').length).toBeLessThan(1200);
  }
});

test('a jump makes no elements: the rows it shows take those of the rows that left', async () => {
  await mountGrid();
  const rowElements = () => [...document.querySelectorAll('[role=row]')];
  grid().scrollTop = 1_000_000;
  await expect.poll(() => document.querySelector('[aria-rowindex="35717"]')).not.toBeNull();
  const before = new Set(rowElements());
  await userEvent.keyboard('{Control>}{End}{/Control}');
  await expect.poll(activeRowIndex).toBe('100001');
  expect(rowElements().filter((row) => !before.has(row))).toEqual([]);
});

test('the keyboard goes on from the active row after it has been scrolled away', async () => {
  await mountGrid({ initialActive: 3 });
  grid().scrollTop = 500_000;
  await expect.poll(() => grid().hasAttribute('aria-activedescendant')).toBe(false);
  expect(document.activeElement).toBe(grid());
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(activeRowIndex).toBe('6');
});

test('Ctrl and End reach the last row, Page Up goes back by what is in view', async () => {
  await mountGrid();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  await expect.poll(activeRowIndex).toBe('100001');
  await userEvent.keyboard('{PageUp}');
  await expect.poll(() => Number(activeRowIndex())).toBeLessThan(99_990);
  await userEvent.keyboard('{Control>}{Home}{/Control}');
  await expect.poll(activeRowIndex).toBe('2');
});

test('Right walks through the cells and Left comes back to the row', async () => {
  await mountGrid();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.poll(activeText).toBe('CRM screen-pop');
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect
    .poll(() => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')?.role)
    .toBe('row');
});

test('Shift extends from where it began and gives rows up on the way back', async () => {
  await mountGrid({ initialActive: 1 });
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{ArrowUp}{/Shift}');
  await expect.poll(selectedRows).toEqual(['3', '4']);
});

test('X and Ctrl with Space take a row and give it back', async () => {
  await mountGrid({ initialActive: 2 });
  await userEvent.keyboard('x');
  await expect.poll(selectedRows).toEqual(['4']);
  await userEvent.keyboard('{Control>} {/Control}');
  await expect.poll(selectedRows).toEqual([]);
});

test('Ctrl and A select what is in view, and once more all that match', async () => {
  await mountGrid();
  await userEvent.keyboard('{Control>}a{/Control}');
  await expect.poll(() => selectedRows().length).toBe(24);
  await userEvent.keyboard('{Control>}a{/Control}');
  await expect.element(page.getByRole('checkbox', { name: 'Select all' })).toBeChecked();
});

test('a range over rows that have not arrived takes their keys from where they are', async () => {
  const onSelectionChange = vi.fn();
  const loadKeys = async (start: number, end: number) =>
    Array.from({ length: end - start }, (_, at) => `int_${start + at}`);
  await mountGrid({
    selection: { mode: 'some', keys: new Set() },
    onSelectionChange,
    loadKeys,
    getRow: () => undefined,
    initialActive: 0,
  });
  await userEvent.keyboard('{Control>}{Shift>}{End}{/Shift}{/Control}');
  await expect.poll(() => onSelectionChange.mock.lastCall?.[0].keys.size).toBe(manyRows);
});

test('Enter opens, Space peeks, Ctrl and C copy, and other keys go to the screen with the row', async () => {
  const [onOpen, onPeek, onCopy, onKey, onContextMenu] = [vi.fn(), vi.fn(), vi.fn(), vi.fn(() => true), vi.fn()];
  await mountGrid({ initialActive: 2, onOpen, onPeek, onCopy, onKey, onContextMenu });
  await userEvent.keyboard('{Enter} {Control>}c{/Control}e{Shift>}{F10}{/Shift}');
  expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ id: 'int_2' }), 2);
  expect(onPeek).toHaveBeenCalledOnce();
  expect(onCopy).toHaveBeenCalledOnce();
  expect(onKey).toHaveBeenCalledWith(expect.objectContaining({ key: 'e' }), expect.objectContaining({ id: 'int_2' }));
  expect(onContextMenu).toHaveBeenCalledOnce();
});

test('a click makes a row active and leaves the focus on the grid; the tick box selects', async () => {
  await mountGrid();
  await page.getByRole('checkbox', { name: 'Select Ticket on IVR 2, Acme Pty Ltd' }).first().click();
  await expect.poll(selectedRows).toEqual(['4']);
  await expect.poll(activeRowIndex).toBe('4');
  expect(document.activeElement).toBe(grid());
});

test('a head sorts, says so, and changes its width from the keyboard', async () => {
  await mountGrid();
  const name = page.getByRole('columnheader', { name: 'Name' });
  await page.getByRole('button', { name: 'Name' }).click();
  await expect.element(name).toHaveAttribute('aria-sort', 'ascending');
  await userEvent.keyboard('{Enter}');
  await expect.element(name).toHaveAttribute('aria-sort', 'descending');
  const before = name.element().clientWidth;
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await expect.poll(() => name.element().clientWidth).toBe(before + 16);
  await userEvent.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(grid());
});

test('rows that have not arrived keep their height and are read out as loading', async () => {
  await mountGrid({ getRow: () => undefined });
  await expect.element(page.getByRole('gridcell', { name: 'Loading' }).first()).toBeVisible();
  expect(page.getByRole('row').nth(2).element().getBoundingClientRect().height).toBe(28);
});

test('the screen is told which rows are drawn', async () => {
  const onVisibleRange = vi.fn();
  await mountGrid({ onVisibleRange });
  grid().scrollTop = 28 * 1000;
  await expect.poll(() => onVisibleRange.mock.lastCall?.[0]).toBeGreaterThan(990);
});

test('in a tree Right opens, Left closes and then goes up', async () => {
  await mount(<AccountsPage />, { height: 700 });
  await expect.element(page.getByRole('treegrid')).toBeVisible();
  grid().focus();
  await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
  await expect.poll(activeRowIndex).toBe('2');
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(page.getByRole('row', { name: /Acme/ })).toHaveAttribute('aria-expanded', 'false');
  await userEvent.keyboard('{ArrowRight}');
  const child = page.getByRole('row', { name: /Head Office/ });
  await expect.element(child).toHaveAttribute('aria-level', '2');
  await expect.element(child).toHaveAttribute('aria-setsize', '2');
});

function selectedRows(): (string | null)[] {
  return [...document.querySelectorAll('[role=row][aria-selected=true]')]
    .map((row) => row.getAttribute('aria-rowindex'))
    .sort((a, b) => Number(a) - Number(b));
}
