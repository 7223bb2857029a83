// Sorting a long list without keeping everything else waiting: short runs are sorted and then merged, with a breath after each piece.
// The order must be total: equal items may change places.

export interface PieceworkSort<Item> {
  compare(left: Item, right: Item): number;
  /** Lets other work in. */
  breathe(): Promise<unknown>;
}

/** Some milliseconds of work. */
const pieceItems = 4096;

export async function sortInPieces<Item>(items: readonly Item[], sort: PieceworkSort<Item>): Promise<Item[]> {
  let runs: Item[][] = [];
  for (let at = 0; at < items.length; at += pieceItems) {
    runs.push(items.slice(at, at + pieceItems).sort(sort.compare));
    await sort.breathe();
  }
  while (runs.length > 1) {
    const longer: Item[][] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(await mergeRuns(runs[at] ?? [], runs[at + 1] ?? [], sort));
    runs = longer;
  }
  return runs[0] ?? [];
}

async function mergeRuns<Item>(one: Item[], other: Item[], { compare, breathe }: PieceworkSort<Item>): Promise<Item[]> {
  const merged: Item[] = [];
  let first = 0;
  let second = 0;
  while (first < one.length && second < other.length) {
    const [left, right] = [one[first] as Item, other[second] as Item];
    if (compare(left, right) <= 0) {
      merged.push(left);
      first += 1;
    } else {
      merged.push(right);
      second += 1;
    }
    if (merged.length % pieceItems === 0) await breathe();
  }
  return merged.concat(first < one.length ? one.slice(first) : other.slice(second));
}
