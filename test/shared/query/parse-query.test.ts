import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { queryErrors, toProblems } from '../../../shared/query/errors.ts';
import { formatQuery } from '../../../shared/query/format-query.ts';
import { maxQueryDepth, maxQueryLength, parseQuery } from '../../../shared/query/parse-query.ts';
import { type Subject, subjects } from '../../../shared/query/subjects.ts';
import { brokenQuery, looseQuery, queryOf, roughText } from './query-arbitraries.ts';

const subject = fc.constantFrom(...(Object.keys(subjects) as Subject[]));
const keyedText = fc
  .tuple(fc.constantFrom('name', 'event', 'updated', 'status', 'has', 'nme'), roughText, roughText)
  .map(([key, left, right]) => `${left} ${key}${right}`);
const anyText = fc.oneof(roughText, brokenQuery, looseQuery, keyedText, fc.string({ unit: 'binary', maxLength: 30 }));

test('a query is read back from its text as it was', () => {
  fc.assert(
    fc.property(subject.chain(queryOf), (query) => {
      expect(parseQuery(formatQuery(query), query.subject)).toEqual({ ok: true, value: query });
    }),
    { numRuns: 2000 },
  );
});

test('whatever is typed is read or refused, and the one text of what was read is no longer and stays', () => {
  fc.assert(
    fc.property(anyText, subject, (text, of) => {
      const parsed = parseQuery(text, of);
      if (parsed.ok) {
        const written = formatQuery(parsed.value);
        expect(written.length).toBeLessThanOrEqual(text.length);
        expect(parseQuery(written, of)).toEqual(parsed);
      }
    }),
    { numRuns: 5000 },
  );
});

test('more parentheses and space than needed change nothing but the text', () => {
  fc.assert(
    fc.property(looseQuery, (text) => {
      const parsed = parseQuery(text, 'integrations');
      expect(parsed.ok && parseQuery(`( (${text}) )`, 'integrations')).toEqual(parsed);
      expect(parsed.ok && parseQuery(formatQuery(parsed.value), 'integrations')).toEqual(parsed);
    }),
    { numRuns: 1000 },
  );
});

test('problems stand in the text and in its order', () => {
  fc.assert(
    fc.property(anyText, subject, (text, of) => {
      const parsed = parseQuery(text, of);
      if (!parsed.ok) {
        const positions = parsed.error.map(({ position }) => position);
        expect(positions).toEqual(positions.toSorted((left, right) => left - right));
        expect(positions.length).toBeGreaterThan(0);
        expect(parsed.error.every(({ position, length }) => position >= 0 && position + length <= text.length)).toBe(
          true,
        );
      }
    }),
    { numRuns: 3000 },
  );
});

test('all problems are told at once', () => {
  const parsed = parseQuery('evnt:x (method:PUT OR) updated:>never "open', 'integrations');
  expect(!parsed.ok && parsed.error.map(({ code, position }) => `${code} ${position}`)).toEqual([
    'QUERY_UNKNOWN_KEY 0',
    'QUERY_VALUE 15',
    'QUERY_SYNTAX 19',
    'QUERY_VALUE 32',
    'QUERY_SYNTAX 38',
  ]);
});

test.each([
  ['evnt:create-user name:a'],
  ['enabled:ture'],
  ['updated:-7d'],
  ['updated:>7d'],
  ['name:>=a'],
  ['name:"a b'],
  ['"a \\"b" "c'],
  ['name~"a\\'],
  ['a"b"'],
  ['a(b)'],
  ['--a'],
  ['a OR'],
  ['a)'],
])('the suggestion for %s mends it', (text) => {
  const parsed = parseQuery(text, 'integrations');
  const problem = parsed.ok ? undefined : parsed.error[0];
  if (problem === undefined || problem.suggestion === null) {
    throw new Error('There is nothing to mend it with.');
  }
  const { position, length, suggestion } = problem;
  const mended = text.slice(0, position) + suggestion + text.slice(position + length);
  expect(parseQuery(mended, 'integrations').ok).toBe(true);
});

test('a text of the greatest length is read and a longer one refused', () => {
  expect(parseQuery('a'.repeat(maxQueryLength), 'accounts').ok).toBe(true);
  const parsed = parseQuery('a'.repeat(maxQueryLength + 5), 'accounts');
  expect(!parsed.ok && parsed.error).toMatchObject([{ code: 'QUERY_TOO_LONG', position: maxQueryLength, length: 5 }]);
});

test('parentheses can stand so deep and no deeper', () => {
  const nest = (depth: number) => `a OR ${'-('.repeat(depth)}a${')'.repeat(depth)}`;
  expect(parseQuery(nest(maxQueryDepth), 'accounts').ok).toBe(true);
  const parsed = parseQuery(nest(maxQueryDepth + 1), 'accounts');
  expect(!parsed.ok && parsed.error).toMatchObject([
    { code: 'QUERY_TOO_DEEP', position: 2 * maxQueryDepth + 6, length: 1 },
  ]);
});

test('a key of another subject is said to be one', () => {
  const parsed = parseQuery('status:500', 'integrations');
  expect(!parsed.ok && parsed.error[0]?.message).toContain('It is a key of deliveries.');
});

test('a call refuses a query with the first problem in its text and all of them beside it', () => {
  const parsed = parseQuery('evnt:x a)', 'integrations');
  const problems = toProblems(parsed.ok ? [] : parsed.error);
  expect(problems.map(({ path, severity }) => `${path} ${severity}`)).toEqual(['query.0 error', 'query.8 error']);
  expect(problems[0]?.message).toContain('Did you mean event?');
  const error = queryErrors.create('QUERY_INVALID', { problems });
  expect(error.message).toContain('There is no key evnt');
  expect(queryErrors.schema.parse(error)).toEqual(error);
});
