// New ids: a prefix and 26 letters, time first, so that ids sort as they were made. Crockford's alphabet.
import type { Clock, Random } from '../ports.ts';

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const timeLetters = 10;
const randomBytes = 10;

export function mintId(prefix: string, { clock, random }: { clock: Clock; random: Random }): string {
  const time = spell(BigInt(clock.now()), timeLetters);
  const chance = random.bytes(randomBytes).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return `${prefix}_${time}${spell(chance, 16)}`;
}

function spell(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest >>= 5n) text = `${letters[Number(rest & 31n)]}${text}`;
  return text;
}
