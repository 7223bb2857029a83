// Durations as people write them on a command line: `500ms`, `15s`, `1.5s`, `2m`, `5h`, `7d`. Pure.

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Whole milliseconds; undefined for anything that is not a number with one of the units. */
export function parseDurationMs(text: string): number | undefined {
  const found = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(text);
  const unit = unitMs[found?.[2] ?? ''];
  return found === null || unit === undefined ? undefined : Math.round(Number(found[1]) * unit);
}

/** The shortest spelling that a person reads at a glance: `840 ms`, `1.5 s`, `2 min`, `5 h`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${Number((durationMs / 1_000).toFixed(1))} s`;
  if (durationMs < 3_600_000) return `${Number((durationMs / 60_000).toFixed(1))} min`;
  return `${Number((durationMs / 3_600_000).toFixed(1))} h`;
}

/** As it is typed: `500ms`, `5s`, `30m`, `14h`. The largest unit that says it exactly. */
export function spellDuration(durationMs: number): string {
  const units = Object.entries(unitMs).toReversed();
  const [name, size] = units.find(([, ms]) => durationMs % ms === 0 && durationMs >= ms) ?? ['ms', 1];
  return `${durationMs / size}${name}`;
}
