import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines } from '../../../electron/hosts/cli/line-diff.ts';

test('marks what both have, what only the first has and what only the second has', () => {
  expect(diffLines(['a', 'b', 'c', 'd'], ['a', 'c', 'x', 'd'])).toEqual(['= a', '- b', '= c', '+ x', '= d']);
});

test('nothing against nothing is nothing', () => {
  expect(diffLines([], [])).toEqual([]);
  expect(diffLines(['a'], [])).toEqual(['- a']);
  expect(diffLines([], ['a'])).toEqual(['+ a']);
});

const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });

test('both lists can be read out of it, and it keeps as many lines in common as there are', () => {
  const common = (one: string[], two: string[]): number => {
    if (one.length === 0 || two.length === 0) return 0;
    const [head, ...rest] = one;
    const [other, ...others] = two;
    return head === other ? 1 + common(rest, others) : Math.max(common(rest, two), common(one, others));
  };
  fc.assert(
    fc.property(
      lines.map((list) => list.slice(0, 7)),
      lines.map((list) => list.slice(0, 7)),
      (one, two) => {
        const diff = diffLines(one, two);
        const read = (marks: string) =>
          diff.filter((line) => marks.includes(line[0] ?? '')).map((line) => line.slice(2));
        expect(read('=-')).toEqual(one);
        expect(read('=+')).toEqual(two);
        expect(read('=')).toHaveLength(common(one, two));
      },
    ),
  );
});

test('long texts without a line in common are told as replaced', () => {
  const long = (name: string) => Array.from({ length: 3_000 }, (_, index) => `${name}${index}`);
  const diff = diffLines(['same', ...long('a')], ['same', ...long('b')]);
  expect([diff[0], diff[1], diff.at(-1)]).toEqual(['= same', '- a0', '+ b2999']);
});
