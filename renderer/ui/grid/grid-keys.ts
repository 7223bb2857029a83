// What a key asks of the grid. Pure: the grid does it. A key that is not listed here is the screen's.

export type GridIntent =
  | { readonly kind: 'move'; readonly to: RowTarget; readonly isExtending: boolean }
  | { readonly kind: 'sideways'; readonly by: -1 | 1 }
  | { readonly kind: 'edge'; readonly edge: 'first' | 'last' }
  | { readonly kind: 'open' | 'peek' | 'toggle' | 'selectAll' | 'copy' | 'contextMenu' };

export type RowTarget = 'previous' | 'next' | 'pageUp' | 'pageDown' | 'first' | 'last';

export type KeyStroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const rowTargets: Readonly<Record<string, RowTarget>> = {
  ArrowUp: 'previous',
  ArrowDown: 'next',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};

export function readIntent(stroke: KeyStroke, hasLetterKeys: boolean): GridIntent | undefined {
  if (stroke.altKey) return undefined;
  return stroke.ctrlKey || stroke.metaKey ? readWithControl(stroke) : readPlain(stroke, hasLetterKeys);
}

function readWithControl({ key, shiftKey }: KeyStroke): GridIntent | undefined {
  switch (key) {
    case 'Home':
      return { kind: 'move', to: 'first', isExtending: shiftKey };
    case 'End':
      return { kind: 'move', to: 'last', isExtending: shiftKey };
    case ' ':
      return { kind: 'toggle' };
    case 'a':
      return { kind: 'selectAll' };
    case 'c':
      return { kind: 'copy' };
    default:
      return undefined;
  }
}

function readPlain({ key, shiftKey }: KeyStroke, hasLetterKeys: boolean): GridIntent | undefined {
  const to = rowTargets[key];
  if (to !== undefined) return { kind: 'move', to, isExtending: shiftKey };
  if (key === 'F10' && shiftKey) return { kind: 'contextMenu' };
  if (shiftKey) return undefined;
  switch (key) {
    case 'ArrowLeft':
      return { kind: 'sideways', by: -1 };
    case 'ArrowRight':
      return { kind: 'sideways', by: 1 };
    case 'Home':
      return { kind: 'edge', edge: 'first' };
    case 'End':
      return { kind: 'edge', edge: 'last' };
    case 'Enter':
      return { kind: 'open' };
    case ' ':
      return { kind: 'peek' };
    case 'ContextMenu':
      return { kind: 'contextMenu' };
    case 'x':
      return hasLetterKeys ? { kind: 'toggle' } : undefined;
    default:
      return undefined;
  }
}

export interface RowMove {
  readonly from: number;
  readonly to: RowTarget;
  readonly rowCount: number;
  readonly pageRows: number;
}

/** The index a move ends on; -1 only where there are no rows. From no row, every move ends on the first or the last. */
export function findMoveTarget({ from, to, rowCount, pageRows }: RowMove): number {
  const last = rowCount - 1;
  const clamp = (index: number) => Math.min(Math.max(index, 0), last);
  switch (to) {
    case 'first':
      return clamp(0);
    case 'last':
      return last;
    case 'previous':
      return from < 0 ? last : clamp(from - 1);
    case 'next':
      return clamp(from + 1);
    case 'pageUp':
      return clamp(from - pageRows);
    case 'pageDown':
      return clamp(Math.max(from, 0) + pageRows);
  }
}
