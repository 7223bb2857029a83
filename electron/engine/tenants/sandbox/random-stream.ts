// The sandbox's own small random numbers: the same for the same seed, on every machine and in every version. Never for secrets.

/** 2^32 over the golden ratio: steps of it come near every state. */
const weyl = 0x9e3779b9;

export class RandomStream {
  #state: number;

  /** Streams of different `salts` are independent of each other. */
  constructor(seed: number, ...salts: readonly number[]) {
    this.#state = salts.reduce((state, salt) => mix(state ^ mix(salt)), mix(seed));
  }

  /** Uniform in 0 … 2^32 - 1. */
  next(): number {
    this.#state = (this.#state + weyl) >>> 0;
    return mix(this.#state);
  }

  /** Uniform in 0 … count - 1. */
  below(count: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * count);
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.next() < probability * 0x1_0000_0000;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }

  /** Entries are an item and its weight. */
  pickWeighted<T>(entries: readonly [readonly [T, number], ...(readonly [T, number])[]]): T {
    let left = this.below(entries.reduce((sum, [, weight]) => sum + weight, 0));
    for (const [item, weight] of entries) {
      if (left < weight) return item;
      left -= weight;
    }
    return entries[0][0];
  }

  /** A copy in another order. */
  shuffle<T>(items: readonly T[]): T[] {
    const left = [...items];
    const shuffled: T[] = [];
    while (left.length > 0) shuffled.push(...left.splice(this.below(left.length), 1));
    return shuffled;
  }

  /**
   * A version 4 UUID, lower case. Different `ordinal`s below 2^32 never give the same one: the state has 32 bits only, so among
   * tens of thousands drawn by chance alone two would meet.
   */
  uuid(ordinal: number): string {
    const parts = [this.next(), this.next(), this.next(), mix(ordinal + weyl)];
    const hex = parts.map((part) => part.toString(16).padStart(8, '0')).join('');
    const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the output, and no two inputs give one output. */
function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
