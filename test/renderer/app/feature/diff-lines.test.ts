import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from '../../../../renderer/app/feature/diff-lines.ts';

const texts = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 8 }).map((l) => l.join('\n'));

describe('the difference of two texts', () => {
  it('holds both of them whole', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const lines = diffLines(before, after);
        const without = (kind: string) =>
          lines
            .filter((line) => line.kind !== kind)
            .map(({ text }) => text)
            .join('\n');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });

  it('is nothing for equal texts', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(diffLines(text, text).every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });

  it('puts what goes before what comes', () => {
    expect(diffLines('POST /v1\nHost: a', 'POST /v2\nHost: a')).toEqual([
      { kind: 'removed', text: 'POST /v1' },
      { kind: 'added', text: 'POST /v2' },
      { kind: 'same', text: 'Host: a' },
    ]);
  });
});
