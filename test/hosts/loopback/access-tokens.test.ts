import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { AccessTokens } from '../../../electron/hosts/loopback/access-tokens.ts';

test('a link works once and gives a session, which works until the host ends', () => {
  const tokens = new AccessTokens();
  const link = tokens.createLink();
  const session = tokens.admit(link) ?? '';
  expect(session).toMatch(/^[\w-]{43}$/);
  expect(session).not.toBe(link);
  expect(tokens.admit(link)).toBeNull();
  expect(tokens.admit(session)).toBe(session);
  expect(tokens.admit(session)).toBe(session);
  expect(new AccessTokens().admit(session)).toBeNull();
});

test('links are their own: one used or withdrawn leaves the others', () => {
  const tokens = new AccessTokens();
  const [first, second, third] = [tokens.createLink(), tokens.createLink(), tokens.createLink()];
  tokens.withdrawLink(second);
  expect(tokens.admit(second)).toBeNull();
  const sessions = [tokens.admit(first), tokens.admit(third)];
  expect(new Set(sessions).size).toBe(2);
  expect(sessions).not.toContain(null);
});

test.each(['', ' ', 'x', 'é'.repeat(40), '\0'])('%j is no token', (text) => {
  const tokens = new AccessTokens();
  tokens.createLink();
  expect(tokens.admit(text)).toBeNull();
});

test('what is not used is forgotten before what is', () => {
  const tokens = new AccessTokens();
  const forgotten = tokens.createLink();
  const used = tokens.admit(tokens.createLink()) ?? '';
  const idle = tokens.admit(tokens.createLink()) ?? '';
  for (let count = 0; count < 100; count++) {
    tokens.admit(tokens.createLink());
    tokens.admit(used);
  }
  expect(tokens.admit(used)).toBe(used);
  expect(tokens.admit(idle)).toBeNull();
  for (let count = 0; count < 32; count++) tokens.createLink();
  expect(tokens.admit(forgotten)).toBeNull();
});

test('the tokens themselves are not kept', () => {
  const tokens = new AccessTokens();
  const link = tokens.createLink();
  expect(inspect(tokens, { depth: 9, showHidden: true })).not.toContain(link);
});
