import { expect, test } from 'vitest';
import { createPageAccess } from '../../../renderer/client/page-access.ts';
import { createPageAddress } from './page-address.ts';

test.each([
  ['/#token=Link-1_a', '/'],
  ['/#token=Link-1_a/deliveries?q=outcome:dead', '/#/deliveries?q=outcome:dead'],
  ['/index.html?x=1#token=Link-1_a/', '/index.html?x=1#/'],
])("the link's token leaves the address bar at once and is shown to the host first: %s", (address, shown) => {
  const page = createPageAddress(address);
  const access = createPageAccess(page);
  expect(page.shown()).toBe(shown);
  expect(access.current()).toBe('Link-1_a');
  expect(page.stored()).toEqual({});
});

test('the session takes the place of the link and is found after a reload', () => {
  const page = createPageAddress('/#token=link');
  createPageAccess(page).keep('session-1');
  expect(Object.values(page.stored())).toEqual(['session-1']);
  expect(createPageAccess(page).current()).toBe('session-1');
});

test('a link that was used before does not cost the tab its session', () => {
  const page = createPageAddress('/');
  createPageAccess(page).keep('session-1');
  page.location.hash = '#token=used';
  const access = createPageAccess(page);
  access.drop();
  expect(access.current()).toBe('session-1');
  access.drop();
  expect(access.current()).toBeNull();
  expect(page.stored()).toEqual({});
});

test.each(['', '#', '#token=', '#/accounts', '#/x#token=abc', '#token=a&x=b', '#section'])('%j is no link', (hash) => {
  const page = createPageAddress(`/${hash}`);
  const access = createPageAccess(page);
  expect(access.readLink()).toBe(false);
  expect(access.current()).toBeNull();
  expect(page.shown()).toBe(`/${hash === '#' ? '' : hash}`);
});
