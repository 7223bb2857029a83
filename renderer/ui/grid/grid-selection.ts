// Which rows are selected: some by key, or all that match the query without those taken out again. The second needs no list of
// keys, so it holds for rows that were never loaded. Pure.

export type GridSelection =
  | { readonly mode: 'some'; readonly keys: ReadonlySet<string> }
  | { readonly mode: 'all-matching'; readonly except: ReadonlySet<string> };

export const nothingSelected: GridSelection = { mode: 'some', keys: new Set() };
export const allMatchingSelected: GridSelection = { mode: 'all-matching', except: new Set() };

export function isSelected(selection: GridSelection, key: string): boolean {
  return selection.mode === 'some' ? selection.keys.has(key) : !selection.except.has(key);
}

export function countSelected(selection: GridSelection, rowCount: number): number {
  return selection.mode === 'some' ? selection.keys.size : Math.max(rowCount - selection.except.size, 0);
}

export function setSelected(selection: GridSelection, keys: Iterable<string>, isNowSelected: boolean): GridSelection {
  const isListed = isNowSelected === (selection.mode === 'some');
  const listed = new Set(selection.mode === 'some' ? selection.keys : selection.except);
  for (const key of keys) {
    if (isListed) listed.add(key);
    else listed.delete(key);
  }
  return selection.mode === 'some' ? { mode: 'some', keys: listed } : { mode: 'all-matching', except: listed };
}

export function toggleSelected(selection: GridSelection, key: string): GridSelection {
  return setSelected(selection, [key], !isSelected(selection, key));
}

/** What the tick box in the head shows. */
export function selectionState(selection: GridSelection, rowCount: number): boolean | 'mixed' {
  const count = countSelected(selection, rowCount);
  if (count === 0) return false;
  return count >= rowCount ? true : 'mixed';
}
