// The recovery key as it is printed: 256 random bits and a check value in 14 groups of 4 Crockford letters.
import { createHash } from 'node:crypto';
import { keyBytes } from './sealing.ts';

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const checkBytes = 3;
const groupLetters = 4;

const checkOf = (key: Uint8Array) => createHash('sha256').update(key).digest().subarray(0, checkBytes);

export function formatRecoveryKey(key: Uint8Array): string {
  const bits = [...key, ...checkOf(key)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const text = bits.replace(/.{5}/g, (five) => letters[Number.parseInt(five, 2)] ?? '');
  return (text.match(new RegExp(`.{${groupLetters}}`, 'g')) ?? []).join('-');
}

/** Forgives case, spaces, dashes and the letters that look like digits; null when the check value is wrong. */
export function parseRecoveryKey(text: string): Buffer | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (plain.length !== ((keyBytes + checkBytes) * 8) / 5) return null;
  const values = [...plain].map((letter) => letters.indexOf(letter));
  if (values.includes(-1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
  const key = bytes.subarray(0, keyBytes);
  return checkOf(key).equals(bytes.subarray(keyBytes)) ? key : null;
}
