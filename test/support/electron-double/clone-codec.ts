// Structured clone as text, for what only carries strings. Also runs inside the page: each function stands alone with its name,
// and knows nothing but what it is given and the language.

export interface SpecialValues {
  /** For what structured clone refuses. Answers the tagged value, or throws. */
  encode(value: unknown): unknown;
  decode(tagged: { $: string; v?: unknown }): unknown;
}

export const refuseSpecial: SpecialValues = {
  encode: () => {
    throw new Error('An object could not be cloned.');
  },
  decode: ({ $ }) => {
    throw new Error(`Unknown tag ${$}`);
  },
};

export function encodeClone(value: unknown, special: SpecialValues): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)) return value;
  if (value === undefined) return { $: 'undefined' };
  if (typeof value === 'number') return { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
  if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
  if (typeof value !== 'object' || value instanceof Promise) return special.encode(value);
  if (Array.isArray(value)) return value.map((item) => encodeClone(item, special));
  if (value instanceof Date) return { $: 'Date', v: value.getTime() };
  if (value instanceof Map) return { $: 'Map', v: [...value].map((pair) => encodeClone(pair, special)) };
  if (value instanceof Set) return { $: 'Set', v: [...value].map((item) => encodeClone(item, special)) };
  if (value instanceof Error) return { $: 'Error', v: [value.name, value.message] };
  if (ArrayBuffer.isView(value)) return { $: value.constructor.name, v: [...(value as Uint8Array)] };
  if (value instanceof WeakMap || value instanceof WeakSet) return special.encode(value);
  const pairs = Object.entries(value).map(([key, item]) => [key, encodeClone(item, special)]);
  return '$' in value ? { $: 'object', v: pairs } : Object.fromEntries(pairs);
}

export function decodeClone(encoded: unknown, special: SpecialValues): unknown {
  if (typeof encoded !== 'object' || encoded === null) return encoded;
  if (Array.isArray(encoded)) return encoded.map((item) => decodeClone(item, special));
  if (!('$' in encoded)) {
    return Object.fromEntries(Object.entries(encoded).map(([key, item]) => [key, decodeClone(item, special)]));
  }
  const { $: tag, v } = encoded as { $: string; v: never };
  const list = () => (v as unknown[]).map((item) => decodeClone(item, special));
  if (tag === 'undefined') return undefined;
  if (tag === 'number') return Number(v);
  if (tag === 'bigint') return BigInt(v);
  if (tag === 'Date') return new Date(v);
  if (tag === 'Map') return new Map(list() as [unknown, unknown][]);
  if (tag === 'Set') return new Set(list());
  if (tag === 'object') return Object.fromEntries(list() as [string, unknown][]);
  if (tag === 'Error') return Object.assign(new Error(v[1]), { name: v[0] });
  if (/^(Big)?(Int|Uint|Float)\d+(Clamped)?Array$/.test(tag)) {
    const types = globalThis as unknown as Record<string, new (items: unknown) => unknown>;
    const type = types[tag];
    if (type !== undefined) return new type(v);
  }
  return special.decode({ $: tag, v });
}
