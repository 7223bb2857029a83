import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMoveTarget, type KeyStroke, type RowTarget, readIntent } from '../../../../renderer/ui/grid/grid-keys.ts';

function stroke(key: string, held: Partial<KeyStroke> = {}): KeyStroke {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

const known: readonly (readonly [string, KeyStroke, unknown])[] = [
  ['Down moves', stroke('ArrowDown'), { kind: 'move', to: 'next', isExtending: false }],
  ['Shift and Up extend', stroke('ArrowUp', { shiftKey: true }), { kind: 'move', to: 'previous', isExtending: true }],
  [
    'Ctrl and End go to the last row',
    stroke('End', { ctrlKey: true }),
    { kind: 'move', to: 'last', isExtending: false },
  ],
  ['Home goes to the edge', stroke('Home'), { kind: 'edge', edge: 'first' }],
  ['Space peeks', stroke(' '), { kind: 'peek' }],
  ['Ctrl and Space select', stroke(' ', { ctrlKey: true }), { kind: 'toggle' }],
  ['X selects', stroke('x'), { kind: 'toggle' }],
  ['Enter opens', stroke('Enter'), { kind: 'open' }],
  ['Ctrl and A select all', stroke('a', { ctrlKey: true }), { kind: 'selectAll' }],
  ['Cmd and C copy', stroke('c', { metaKey: true }), { kind: 'copy' }],
  ['Shift and F10 open the menu', stroke('F10', { shiftKey: true }), { kind: 'contextMenu' }],
];

test.each(known)('%s', (_, pressed, intent) => {
  expect(readIntent(pressed, true)).toEqual(intent);
});

test('other letters, and keys with Alt, are left to the screen', () => {
  for (const pressed of [
    stroke('e'),
    stroke('d'),
    stroke('ArrowDown', { altKey: true }),
    stroke('d', { ctrlKey: true }),
  ]) {
    expect(readIntent(pressed, true)).toBeUndefined();
  }
});

test('X is left to the screen where single letters are switched off', () => {
  expect(readIntent(stroke('x'), false)).toBeUndefined();
});

test('a move always ends on a row there is', () => {
  const targets = fc.constantFrom<RowTarget>('previous', 'next', 'pageUp', 'pageDown', 'first', 'last');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e5 }), fc.nat(1e5), targets, fc.integer({ min: 1, max: 60 }), (...drawn) => {
      const [rowCount, at, to, pageRows] = drawn;
      const index = findMoveTarget({ from: (at % (rowCount + 1)) - 1, to, rowCount, pageRows });
      expect(index).toBeGreaterThanOrEqual(0);
      expect(index).toBeLessThan(rowCount);
    }),
  );
});

test('without rows there is nowhere to go', () => {
  expect(findMoveTarget({ from: -1, to: 'next', rowCount: 0, pageRows: 10 })).toBe(-1);
});
