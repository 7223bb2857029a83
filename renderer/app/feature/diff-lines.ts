// Two texts line by line: what stays, what goes, what comes, in the order to read them. Pure.

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** The fewest removed and added lines. Meant for requests: the time grows with the product of the lines. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const from = before.split('\n');
  const to = after.split('\n');
  const lengths = commonLengths(from, to);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < from.length || j < to.length) {
    const here = from[i];
    const there = to[j];
    if (here !== undefined && here === there) {
      lines.push({ kind: 'same', text: here });
      i += 1;
      j += 1;
    } else if (
      here !== undefined &&
      (there === undefined || lengthAt(lengths, i + 1, j) >= lengthAt(lengths, i, j + 1))
    ) {
      lines.push({ kind: 'removed', text: here });
      i += 1;
    } else {
      lines.push({ kind: 'added', text: there ?? '' });
      j += 1;
    }
  }
  return lines;
}

/** At [i][j]: how many lines the rests from there have in common, in order. */
function commonLengths(from: readonly string[], to: readonly string[]): number[][] {
  const lengths = Array.from({ length: from.length + 1 }, () => new Array<number>(to.length + 1).fill(0));
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row === undefined) continue;
      row[j] =
        from[i] === to[j]
          ? lengthAt(lengths, i + 1, j + 1) + 1
          : Math.max(lengthAt(lengths, i + 1, j), lengthAt(lengths, i, j + 1));
    }
  }
  return lengths;
}

function lengthAt(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
