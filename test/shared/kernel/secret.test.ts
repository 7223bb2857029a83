import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '../../../shared/kernel/secret.ts';

test('a secret shows itself in no text', () => {
  const secret = new Secret('correct horse battery');
  const texts = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ deep: { secret } }, { depth: 9, showHidden: true }),
    Object.entries(secret).join(),
  ];
  expect(texts.filter((text) => text.includes('horse'))).toEqual([]);
  expect(secret.reveal()).toBe('correct horse battery');
});
