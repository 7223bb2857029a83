import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from '../../../../renderer/app/feature/diff-lines.ts';
import { markChanges } from '../../../../renderer/app/feature/mark-changes.ts';

/** The lines of the difference with what is marked between brackets. */
function show(before: string, after: string): string[] {
  const lines = diffLines(before, after);
  const marks = markChanges(lines);
  return lines.map(({ text }, index) => {
    const mark = marks.get(index);
    return mark === undefined
      ? text
      : `${text.slice(0, mark.from)}[${text.slice(mark.from, mark.to)}]${text.slice(mark.to)}`;
  });
}

describe('what is marked in changed lines', () => {
  it('is what stands between their common beginning and end', () => {
    expect(show('GET /v1/answered', 'GET /v2/answered')).toEqual(['GET /v[1]/answered', 'GET /v[2]/answered']);
    expect(show('a: 1', 'a: 11')).toEqual(['a: 1[]', 'a: 1[1]']);
  });

  it('is nothing of lines that share nothing, nor of lines that only came or only went', () => {
    expect(show('one', 'two')).toEqual(['one', 'two']);
    expect(show('a', 'a\nb')).toEqual(['a', 'b']);
    expect(show('x: 1', 'x: 2\ny: 3')).toEqual(['x: 1', 'x: 2', 'y: 3']);
  });

  it('pairs several lines in their order', () => {
    expect(show('a: 1\nb: 1', 'a: 2\nb: 2')).toEqual(['a: [1]', 'b: [1]', 'a: [2]', 'b: [2]']);
  });

  it('leaves equal rests, whatever the texts', () => {
    const texts = fc
      .array(fc.constantFrom('aa', 'ab', 'ba', 'aab', ''), { maxLength: 6 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const lines = diffLines(before, after);
        const rests = [...markChanges(lines)].map(([index, { from, to }]) => {
          const { kind = 'same', text = '' } = lines[index] ?? {};
          return { kind, rest: `${text.slice(0, from)}|${text.slice(to)}` };
        });
        const of = (kind: string) => rests.filter((one) => one.kind === kind).map(({ rest }) => rest);
        expect(of('added')).toEqual(of('removed'));
      }),
    );
  });
});
