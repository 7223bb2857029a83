// Decides whether one import is allowed, from the table in build/boundaries.ts. Pure, so that the rule itself can be tested.
import { type Boundary, boundaries, sliceOrder } from '../../build/boundaries.ts';

export type Imported =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string };

/** Why the import is forbidden, or null. */
export function judgeImport(from: string, imported: Imported): string | null {
  const boundary = boundaryOf(from);
  if (boundary === undefined) return `${from} stands in no folder of build/boundaries.ts`;
  switch (imported.kind) {
    case 'node':
      return boundary.node ? null : `${from} must not import Node's ${imported.name}`;
    case 'package':
      return boundary.packages.includes(imported.name) ? null : `${from} must not import the package ${imported.name}`;
    case 'file':
      return isAllowedFile(from, imported.path, boundary) ? null : `${from} must not import ${imported.path}`;
  }
}

function boundaryOf(path: string): Boundary | undefined {
  return boundaries
    .filter((boundary) => fits(boundary.folder, path))
    .sort((a, b) => specificity(b.folder) - specificity(a.folder))[0];
}

function specificity(folder: string): number {
  return folder.split('/').length * 2 - (folder.includes('*') ? 1 : 0);
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  // `shared/*` means the folders in it and what they hold, not files beside them.
  if (pattern.endsWith('*') && parts.length <= wanted.length) return false;
  return wanted.every((part, index) => part === '*' || part === parts[index]);
}

function ownFolder(boundary: Boundary, path: string): string {
  return path.split('/').slice(0, boundary.folder.split('/').length).join('/');
}

function isAllowedFile(from: string, to: string, boundary: Boundary): boolean {
  const own = ownFolder(boundary, from);
  if (to === own || to.startsWith(`${own}/`)) return true;
  return boundary.mayImport.some((pattern) => {
    if (!pattern.includes('<')) return fits(pattern, to);
    const below = isBelow(sliceOf(to), sliceOf(from));
    if (pattern === 'shared/<lower>') return to.startsWith('shared/') && below;
    const slice = sliceOf(to);
    return below && to === `electron/engine/${slice}/${slice}.ts`;
  });
}

function sliceOf(path: string): string {
  const parts = path.split('/');
  return (parts[0] === 'shared' ? parts[1] : parts[2]) ?? '';
}

function isBelow(lower: string, upper: string): boolean {
  const rowOf = (slice: string) => sliceOrder.findIndex((row) => row.includes(slice));
  return rowOf(lower) !== -1 && rowOf(upper) !== -1 && rowOf(lower) < rowOf(upper);
}
