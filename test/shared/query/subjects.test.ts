import { expect, test } from 'vitest';
import { type QueryKey, type Subject, subjects } from '../../../shared/query/subjects.ts';

const keys = Object.entries(subjects).flatMap(([subject, table]) =>
  Object.entries<QueryKey>(table).map(([name, key]) => ({ subject: subject as Subject, name, key })),
);

test('every key has one sentence that says what it means, and a spelling the language reads as a key', () => {
  const bad = keys.filter(({ name, key }) => !/^[a-z][a-z-]*$/.test(name) || !/^[A-Za-z][^\n]*\.$/.test(key.meaning));
  expect(bad).toEqual([]);
});

test('a choice lists its values and nothing else does', () => {
  expect(keys.filter(({ key }) => (key.type === 'choice') !== (key.values !== undefined))).toEqual([]);
});
