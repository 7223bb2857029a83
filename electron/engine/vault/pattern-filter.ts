// Tells, looking at a fraction of the bytes, that none of many patterns is there. It may err to the other side only: "perhaps" is
// for PatternScan to decide. (Wu and Manber: of each window its last block decides how far the next one may be.)

/** Every pattern is at least so long; of a longer one its beginning stands for it. */
const windowBytes = 8;
const blockBytes = 3;
const slots = 2 ** 17;

export class PatternFilter {
  /** By block: how far the window may move. 0: it may be the beginning of a pattern. */
  readonly #moves = new Uint8Array(slots).fill(windowBytes - blockBytes + 1);
  /** By window: whether a pattern begins so. */
  readonly #begins = new Uint8Array(slots);
  #isEmpty = true;
  /** A pattern is shorter than a window. */
  #isBlind = false;

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  add(pattern: Uint8Array): void {
    this.#isEmpty = false;
    if (pattern.length < windowBytes) {
      this.#isBlind = true;
      return;
    }
    for (let end = blockBytes - 1; end < windowBytes; end += 1) {
      const slot = hashBlock(pattern, end);
      this.#moves[slot] = Math.min(this.#moves[slot] ?? 0, windowBytes - 1 - end);
    }
    this.#begins[hashWindow(pattern, windowBytes - 1)] = 1;
  }

  /** false: no pattern is among the bytes. */
  mayFind(bytes: Uint8Array): boolean {
    if (this.#isEmpty) return false;
    if (this.#isBlind) return true;
    for (let end = windowBytes - 1; end < bytes.length; ) {
      const move = this.#moves[hashBlock(bytes, end)] ?? 0;
      if (move > 0) end += move;
      else if (this.#begins[hashWindow(bytes, end)] === 1) return true;
      else end += 1;
    }
    return false;
  }
}

function hashBlock(bytes: Uint8Array, end: number): number {
  return (((bytes[end - 2] ?? 0) << 11) ^ ((bytes[end - 1] ?? 0) << 5) ^ (bytes[end] ?? 0)) & (slots - 1);
}

function hashWindow(bytes: Uint8Array, end: number): number {
  let hash = 0;
  for (let at = end + 1 - windowBytes; at <= end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return (hash >>> 13) & (slots - 1);
}
