// Members of an endpoint's policy as people write them, and back. Pure. Limits are the engine's to judge.

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;
const unitMs: Readonly<Record<string, number>> = { ...Object.fromEntries(units), m: 60_000 };

/** "5 s", "1 h 30 min", "90 ms". */
export function writeDelay(delayMs: number): string {
  let left = delayMs;
  const parts: string[] = [];
  for (const [unit, ms] of units) {
    const count = Math.floor(left / ms);
    if (count > 0) parts.push(`${count} ${unit}`);
    left -= count * ms;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

export function writeDelays(delaysMs: readonly number[]): string {
  return delaysMs.map(writeDelay).join(', ');
}

/** null: it is no delay. A number alone is seconds. */
export function readDelay(text: string): number | null {
  const parts = [
    ...text
      .trim()
      .toLowerCase()
      .matchAll(/(\d{1,9}(?:\.\d{1,3})?)\s*(ms|min|[smhd])?(?:\s+|$)/g),
  ];
  const isWhole = parts.length > 0 && parts.map(([all]) => all).join('') === text.trim().toLowerCase();
  // Beside others each needs its unit.
  if (!isWhole || (parts.length > 1 && parts.some(([, , unit]) => unit === undefined))) return null;
  return Math.round(parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? 's'] ?? 0), 0));
}

/** null: one of them is no delay. Nothing at all is the empty list. */
export function readDelays(text: string): readonly number[] | null {
  if (text.trim() === '') return [];
  const delays = text.split(',').map(readDelay);
  return delays.every((delay) => delay !== null) ? delays : null;
}

/** `null`: no limit. undefined: it is no number. */
export function readLimit(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  return /^\d{1,6}(?:\.\d{1,3})?$/.test(text.trim()) ? Number(text) : undefined;
}
