// Durations as people write them on a command line: `500ms`, `15s`, `1.5s`, `2m`. Pure.

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Whole milliseconds; undefined for anything that is not a number with one of the units. */
export function parseDurationMs(text: string): number | undefined {
  const found = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m)$/.exec(text);
  const unit = unitMs[found?.[2] ?? ''];
  return found === null || unit === undefined ? undefined : Math.round(Number(found[1]) * unit);
}

/** The shortest spelling that a person reads at a glance: `840 ms`, `1.5 s`, `2 min`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${Number((durationMs / 1_000).toFixed(1))} s`;
  return `${Number((durationMs / 60_000).toFixed(1))} min`;
}
