// What a benchmark hands back, and how it is printed. Numbers only: what they mean is told where they are published.
import { cpus, loadavg } from 'node:os';

export interface Measure {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'nodes' | 'KiB';
  /** By the size it was measured at, in the order of `sizes`; null: it could not be measured there. */
  readonly values: readonly (number | null)[];
  /** What design allows at the largest size. Absent: it is told, and not judged. */
  readonly atMost?: number;
}

export interface BenchResult {
  readonly name: string;
  readonly sizes: readonly string[];
  readonly measures: readonly Measure[];
}

export type Bench = () => Promise<BenchResult>;

export function printResult({ name, sizes, measures }: BenchResult): void {
  const { model = 'unknown processor' } = cpus()[0] ?? {};
  const load = loadavg()[0]?.toFixed(1);
  console.log(`\n${name}: ${cpus().length} cores, ${model.trim()}, load ${load}, Node ${process.version}`);
  console.table(
    Object.fromEntries(
      measures.map(({ name: measure, unit, values, atMost }) => [
        measure,
        {
          ...Object.fromEntries(sizes.map((size, at) => [size, values[at] ?? '–'])),
          'at most': atMost ?? '',
          unit,
        },
      ]),
    ),
  );
}

/** `share` of the values are at most this one: 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? null;
}
