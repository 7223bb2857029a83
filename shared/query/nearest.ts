// "Did you mean": the candidate a person most likely meant, or null. Never a guess that shares almost nothing.

const longestWord = 40;

/** Ignores case. A candidate that begins with the word goes first, then one that contains it, then the fewest typing errors. */
export function findNearest(word: string, candidates: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  if (wanted === '' || wanted.length > longestWord) {
    return null;
  }
  const rest = candidates.map((candidate) => ({ candidate, lower: candidate.toLowerCase() }));
  const starting = rest.find(({ lower }) => lower.startsWith(wanted));
  const containing = wanted.length < 3 ? undefined : rest.find(({ lower }) => lower.includes(wanted));
  const partly = starting ?? containing;
  return partly?.candidate ?? findFewestErrors(wanted, candidates);
}

function findFewestErrors(wanted: string, candidates: readonly string[]): string | null {
  let nearest: string | null = null;
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const errors = countTypingErrors(wanted, candidate.toLowerCase());
    if (errors < fewest) {
      fewest = errors;
      nearest = candidate;
    }
  }
  return nearest;
}

/** Edit distance where swapping two neighbours is one error. */
function countTypingErrors(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, right.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
