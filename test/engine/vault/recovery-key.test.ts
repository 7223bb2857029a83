import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRecoveryKey, parseRecoveryKey } from '../../../electron/engine/vault/recovery-key.ts';

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('a printed recovery key', () => {
  it('is 14 groups of 4 letters that cannot be mistaken for one another', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(formatRecoveryKey(key)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  it('reads back, also in lower case, with spaces, and with O for 0 and I or L for 1', () => {
    fc.assert(
      fc.property(keys, fc.constantFrom('i', 'L'), (key, one) => {
        const typed = formatRecoveryKey(key)
          .toLowerCase()
          .replaceAll('-', ' ')
          .replaceAll('0', 'o')
          .replaceAll('1', one);
        expect(parseRecoveryKey(typed)).toEqual(Buffer.from(key));
      }),
    );
  });

  it('is refused with one letter wrong, missing or too many', () => {
    fc.assert(
      fc.property(keys, fc.nat(55), fc.integer({ min: 1, max: 31 }), (key, at, shift) => {
        const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
        const letters = [...formatRecoveryKey(key).replaceAll('-', '')];
        const wrong = letters.with(at, alphabet[(alphabet.indexOf(letters[at] ?? '') + shift) % 32] ?? '').join('');
        // One letter lies in the key or in its check value of 24 bits: a chance hit is one in sixteen million.
        expect(parseRecoveryKey(wrong)).toBeNull();
        expect(parseRecoveryKey(letters.slice(1).join(''))).toBeNull();
        expect(parseRecoveryKey(`${letters.join('')}0`)).toBeNull();
      }),
    );
    expect(parseRecoveryKey('')).toBeNull();
    expect(parseRecoveryKey('U'.repeat(56))).toBeNull();
  });
});
