// New ids: a prefix and 26 letters, time first, so that ids sort as they were made. Crockford's alphabet.
import type { Clock, Random } from '../ports.ts';

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const timeLetters = 10;
const randomBytes = 10;

export function mintId(prefix: string, { clock, random }: { clock: Pick<Clock, 'now'>; random: Random }): string {
  return `${prefix}_${spellTime(clock.now())}${spellBytes(random.bytes(randomBytes), 0)}`;
}

const idsPerDraw = 64;

/** For many ids: randomness is drawn for some of them together. */
export class IdMint {
  readonly #ports: { readonly clock: Pick<Clock, 'now'>; readonly random: Random };
  #drawn: Uint8Array = new Uint8Array(0);
  #used = 0;
  #timeMs = -1;
  #time = '';

  constructor(ports: { clock: Pick<Clock, 'now'>; random: Random }) {
    this.#ports = ports;
  }

  mint(prefix: string): string {
    const { clock, random } = this.#ports;
    const nowMs = clock.now();
    if (nowMs !== this.#timeMs) {
      this.#timeMs = nowMs;
      this.#time = spellTime(nowMs);
    }
    if (this.#used === this.#drawn.length) {
      this.#drawn = random.bytes(randomBytes * idsPerDraw);
      this.#used = 0;
    }
    const chance = spellBytes(this.#drawn, this.#used);
    this.#used += randomBytes;
    return `${prefix}_${this.#time}${chance}`;
  }
}

function spellTime(timeMs: number): string {
  let text = '';
  for (let rest = timeMs; text.length < timeLetters; rest = Math.floor(rest / 32))
    text = `${letters[rest % 32]}${text}`;
  return text;
}

/** Five bytes are eight letters. */
function spellBytes(bytes: Uint8Array, start: number): string {
  let text = '';
  for (let at = start; at < start + randomBytes; at += 5) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3], bytes[at + 4]];
    text += letters[a >> 3];
    text += letters[((a & 7) << 2) | (b >> 6)];
    text += letters[(b >> 1) & 31];
    text += letters[((b & 1) << 4) | (c >> 4)];
    text += letters[((c & 15) << 1) | (d >> 7)];
    text += letters[(d >> 2) & 31];
    text += letters[((d & 3) << 3) | (e >> 5)];
    text += letters[e & 31];
  }
  return text;
}
