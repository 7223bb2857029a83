// What a benchmark is and what it finds. One is a file with a `Benchmark` in it and a line in registry.ts.
import type { BenchMeans } from './means.ts';

export interface Benchmark {
  readonly name: string;
  /** What it compares with what, in a sentence; printed above its figures. */
  readonly about: string;
  run(means: BenchMeans): Promise<Measured>;
}

export interface Measured {
  readonly findings: readonly Finding[];
  readonly growth?: readonly Growth[];
  /** Absolute figures and circumstances, a sentence each: noise between machines, context on this one. */
  readonly facts?: readonly string[];
}

export interface Finding {
  /** `P1` … `P16`. */
  readonly target: string;
  readonly what: string;
  readonly limit: { readonly atMost: number } | { readonly atLeast: number };
  readonly unit: '×' | 'ms' | 'MB' | 'nodes';
  /** null: not measured, and `note` says why. */
  readonly measured: number | null;
  /** Spread, sizes, what was done exactly. */
  readonly note: string;
  /** What holds it back, printed when it falls short. Honest, and kept up to date by whoever changes the code it tells of. */
  readonly shortBecause?: string;
}

/** How cost grows with size. A row has one value for each size. */
export interface Growth {
  readonly title: string;
  readonly sizes: readonly string[];
  readonly rows: readonly { readonly name: string; readonly values: readonly string[] }[];
}

export function isHeld({ limit, measured }: Finding): boolean | null {
  if (measured === null) return null;
  return 'atMost' in limit ? measured <= limit.atMost : measured >= limit.atLeast;
}
