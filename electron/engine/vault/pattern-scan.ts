// Finds many byte patterns in one pass (Aho–Corasick), in time that grows with the text alone. It knows nothing of secrets.

/** Where a pattern, or several that overlap, stands. `pattern` is the longest of them, by its index. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly pattern: number;
  /** Length of `pattern` as found; what decides which of two overlapping ones names the span. */
  readonly length: number;
}

const absent = -1;

export class PatternScan {
  readonly #lengths: readonly number[];
  readonly #longest: number;
  // A node is a prefix of some pattern; 0 is the empty one. Ids grow with depth.
  readonly #fail: Int32Array;
  readonly #longestEnding: Int32Array;
  readonly #depth: Int32Array;
  // Edges in an open-addressed table, because a dense one would need 1 KiB a node.
  readonly #edgeFrom: Int32Array;
  readonly #edgeByte: Uint8Array;
  readonly #edgeTo: Int32Array;

  /** No pattern is empty. */
  constructor(patterns: readonly Uint8Array[]) {
    this.#lengths = patterns.map(({ length }) => length);
    this.#longest = Math.max(0, ...this.#lengths);
    const mostNodes = this.#lengths.reduce((sum, length) => sum + length, 1);
    const slots = 2 ** Math.ceil(Math.log2(mostNodes * 2));
    this.#fail = new Int32Array(mostNodes);
    this.#longestEnding = new Int32Array(mostNodes).fill(absent);
    this.#depth = new Int32Array(mostNodes);
    this.#edgeFrom = new Int32Array(slots).fill(absent);
    this.#edgeByte = new Uint8Array(slots);
    this.#edgeTo = new Int32Array(slots);
    this.#grow(patterns);
  }

  /** Disjoint spans in order. */
  scan(bytes: Uint8Array): Span[] {
    const spans: Span[] = [];
    let node = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      node = this.#follow(node, bytes[at] ?? 0);
      const pattern = this.#longestEnding[node] ?? absent;
      if (pattern === absent) continue;
      const length = this.#lengths[pattern] ?? 0;
      addSpan(spans, { start: at + 1 - length, end: at + 1, pattern, length });
    }
    return spans;
  }

  /** How many of the last bytes may be the beginning of a pattern. */
  countBegun(bytes: Uint8Array): number {
    let node = 0;
    for (const byte of bytes.subarray(Math.max(0, bytes.length - this.#longest))) node = this.#follow(node, byte);
    return this.#depth[node] ?? 0;
  }

  /** Level by level, so that a node's shorter suffixes are finished before it. */
  #grow(patterns: readonly Uint8Array[]): void {
    let nodes = 1;
    let open = patterns.map((bytes, index) => ({ bytes, index, node: 0 }));
    for (let depth = 0; open.length > 0; depth += 1) {
      for (const path of open) {
        const byte = path.bytes[depth] ?? 0;
        const slot = this.#slotOf(path.node, byte);
        if (this.#edgeFrom[slot] === absent) {
          const suffix = path.node === 0 ? 0 : this.#follow(this.#fail[path.node] ?? 0, byte);
          this.#edgeFrom[slot] = path.node;
          this.#edgeByte[slot] = byte;
          this.#edgeTo[slot] = nodes;
          this.#depth[nodes] = depth + 1;
          this.#fail[nodes] = suffix;
          this.#longestEnding[nodes] = this.#longestEnding[suffix] ?? absent;
          nodes += 1;
        }
        path.node = this.#edgeTo[slot] ?? 0;
        if (path.bytes.length === depth + 1) this.#longestEnding[path.node] = path.index;
      }
      open = open.filter(({ bytes }) => bytes.length > depth + 1);
    }
  }

  /** The longest prefix of a pattern that ends with this byte. */
  #follow(from: number, byte: number): number {
    let node = from;
    for (;;) {
      const slot = this.#slotOf(node, byte);
      if (this.#edgeFrom[slot] !== absent) return this.#edgeTo[slot] ?? 0;
      if (node === 0) return 0;
      node = this.#fail[node] ?? 0;
    }
  }

  /** The slot of this edge, or the free one where it would go. */
  #slotOf(node: number, byte: number): number {
    const mask = this.#edgeFrom.length - 1;
    let slot = Math.imul(node * 256 + byte, 0x9e3779b1) >>> 7;
    for (slot &= mask; ; slot = (slot + 1) & mask) {
      const from = this.#edgeFrom[slot];
      if (from === absent || (from === node && this.#edgeByte[slot] === byte)) return slot;
    }
  }
}

/** Adds a span to disjoint ones, none of which ends after it; those it overlaps become one with it. */
export function addSpan<S extends Span>(spans: S[], span: S): void {
  let joined = span;
  for (let last = spans.at(-1); last !== undefined && last.end > joined.start; last = spans.at(-1)) {
    spans.pop();
    const named = last.length >= joined.length ? last : joined;
    joined = { ...named, start: Math.min(last.start, joined.start), end: span.end };
  }
  spans.push(joined);
}
