// Where in a changed line the change is: between what its two states have in common at the start and at the end. Pure.
import type { DiffLine } from './diff-lines.ts';

/** UTF-16 units into the line's text; `from` and `to` are equal where nothing of it is other. */
export interface ChangedPart {
  readonly from: number;
  readonly to: number;
}

/** By the place of the line. Lines that went are states of as many that came after them; of lines that share nothing, nothing is marked. */
export function markChanges(lines: readonly DiffLine[]): ReadonlyMap<number, ChangedPart> {
  const marks = new Map<number, ChangedPart>();
  for (let at = 0; at < lines.length; ) {
    const removed = countFrom(lines, at, 'removed');
    const added = countFrom(lines, at + removed, 'added');
    if (removed === added) {
      for (let index = at; index < at + removed; index += 1) markPair(lines, [index, index + removed], marks);
    }
    at += Math.max(removed + added, 1);
  }
  return marks;
}

function countFrom(lines: readonly DiffLine[], start: number, kind: DiffLine['kind']): number {
  let end = start;
  while (lines[end]?.kind === kind) end += 1;
  return end - start;
}

function markPair(
  lines: readonly DiffLine[],
  [first, second]: [number, number],
  marks: Map<number, ChangedPart>,
): void {
  const [before, after] = [lines[first]?.text ?? '', lines[second]?.text ?? ''];
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (start + end === 0) return;
  marks.set(first, { from: start, to: before.length - end });
  marks.set(second, { from: start, to: after.length - end });
}
