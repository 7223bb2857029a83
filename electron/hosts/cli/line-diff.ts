// Two lists of lines side by side: what both have, what only the first has, what only the second has. Pure.

/** Above this many pairs of lines the middle is told as replaced: nobody reads such a diff, and finding it would take seconds. */
const mostPairs = 4_000_000;

/** `= ` stands for both, `- ` for the first only, `+ ` for the second only. */
export function diffLines(first: readonly string[], second: readonly string[]): string[] {
  const head = countEqual(first, second, (list, index) => list[index]);
  const restOf = (list: readonly string[]) => list.slice(head);
  const tail = countEqual(restOf(first), restOf(second), (list, index) => list[list.length - 1 - index]);
  const middle = diffMiddle(first.slice(head, first.length - tail), second.slice(head, second.length - tail));
  const mark = (line: string) => `= ${line}`;
  return [...first.slice(0, head).map(mark), ...middle, ...first.slice(first.length - tail).map(mark)];
}

function countEqual(
  first: readonly string[],
  second: readonly string[],
  at: (list: readonly string[], index: number) => string | undefined,
): number {
  const most = Math.min(first.length, second.length);
  let count = 0;
  while (count < most && at(first, count) === at(second, count)) count += 1;
  return count;
}

function diffMiddle(first: readonly string[], second: readonly string[]): string[] {
  if (first.length * second.length > mostPairs) {
    return [...first.map((line) => `- ${line}`), ...second.map((line) => `+ ${line}`)];
  }
  const common = measureCommon(first, second);
  const width = second.length + 1;
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < first.length || j < second.length) {
    if (i < first.length && j < second.length && first[i] === second[j]) {
      lines.push(`= ${first[i]}`);
      i += 1;
      j += 1;
    } else if (
      j >= second.length ||
      (i < first.length && at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))
    ) {
      lines.push(`- ${first[i]}`);
      i += 1;
    } else {
      lines.push(`+ ${second[j]}`);
      j += 1;
    }
  }
  return lines;
}

/** The longest common subsequence from each pair of places on. */
function measureCommon(first: readonly string[], second: readonly string[]): Uint32Array {
  const width = second.length + 1;
  const lengths = new Uint32Array((first.length + 1) * width);
  for (let i = first.length - 1; i >= 0; i--) {
    for (let j = second.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        first[i] === second[j]
          ? at(lengths, (i + 1) * width + j + 1) + 1
          : Math.max(at(lengths, (i + 1) * width + j), at(lengths, i * width + j + 1));
    }
  }
  return lengths;
}

const at = (lengths: Uint32Array, index: number): number => lengths[index] ?? 0;
