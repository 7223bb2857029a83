import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from '../../../../../renderer/features/integrations/editor/diff-lines.ts';

describe('the difference of two texts', () => {
  it('shows a changed line as removed and then added', () => {
    expect(diffLines('POST /a\nX: 1', 'POST /b\nX: 1')).toEqual([
      { kind: 'removed', text: 'POST /a' },
      { kind: 'added', text: 'POST /b' },
      { kind: 'same', text: 'X: 1' },
    ]);
  });

  it('holds both texts whole', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before.join('\n'), after.join('\n'));
        expect(lines.filter(({ kind }) => kind !== 'added').map((line) => line.text)).toEqual(before);
        expect(lines.filter(({ kind }) => kind !== 'removed').map((line) => line.text)).toEqual(after);
      }),
    );
  });

  it('finds nothing between equal texts', () => {
    expect(diffLines('a\nb', 'a\nb').every(({ kind }) => kind === 'same')).toBe(true);
  });
});
