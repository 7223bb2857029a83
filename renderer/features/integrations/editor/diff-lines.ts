// What changed between two texts, line by line. Pure; texts of a few hundred lines.

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** In reading order; of a changed line what was removed stands before what was added. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const common = countCommon(old, now);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ kind: 'same', text: old[i] ?? '' });
      i += 1;
      j += 1;
    } else if (i < old.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) {
      lines.push({ kind: 'removed', text: old[i] ?? '' });
      i += 1;
    } else if (j < now.length) {
      lines.push({ kind: 'added', text: now[j] ?? '' });
      j += 1;
    } else {
      lines.push({ kind: 'removed', text: old[i] ?? '' });
      i += 1;
    }
  }
  return lines;
}

/** The longest common run of lines from each pair of positions on. */
function countCommon(old: readonly string[], now: readonly string[]): number[][] {
  const table = old.map(() => now.map(() => 0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = table[i] ?? [];
      const skipped = Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
      row[j] = old[i] === now[j] ? 1 + (table[i + 1]?.[j + 1] ?? 0) : skipped;
    }
  }
  return table;
}
