import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitForCut } from '../../../renderer/ui/cut-middle.ts';
import { groupOptions } from '../../../renderer/ui/option.ts';

test('the two parts are the text, and no letter is cut in half', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const [start, end] = splitForCut(text);
      expect(start + end).toBe(text);
      expect(end.isWellFormed()).toBe(text.isWellFormed());
    }),
  );
});

test('a long URL keeps its end in view, a short one is left whole', () => {
  expect(splitForCut('crm.example.com/hook/v2/answered?src=pbx')[1]).toBe('rc=pbx');
  expect(splitForCut('desk.test/a')).toEqual(['desk.test/a', '']);
});

test('options of one group stand together in the order given', () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B', group: 'Calls' },
    { value: 'c', label: 'C', group: 'Calls' },
  ] as const;
  expect(groupOptions(options).map((group) => [group.name, group.options.length])).toEqual([
    [undefined, 1],
    ['Calls', 2],
  ]);
});
