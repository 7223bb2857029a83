// The arithmetic of benchmarks. Pure.

/** Of an even number of values, the mean of the middle two. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = sort(values);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/** Nearest rank: the smallest value that at least `share` (above 0, at most 1) of all are not above. NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  return sort(values)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}

export interface Ratio {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Round by round `ours` ÷ `theirs`: what slows the machine for a while slows both of a round. */
export function compareRounds(ours: readonly number[], theirs: readonly number[]): Ratio {
  if (ours.length !== theirs.length || ours.length === 0) throw new Error('Rounds come in pairs.');
  const ratios = ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
  return { median: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) };
}

function sort(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
