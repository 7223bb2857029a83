import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileQuery } from '../../../shared/query/compile-query.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { Query } from '../../../shared/query/query.ts';
import { integration, toDeliveryRow, toIntegrationRow } from './plain-rows.ts';
import { plainDelivery, plainIntegration, queryOf } from './query-arbitraries.ts';
import { matchesSlowly } from './reference-query.ts';

const nowMs = Date.UTC(2026, 10, 23, 2, 0);
const context = { nowMs, timeZone: 'UTC' };

test('a query of integrations selects what a slow reading of it selects', () => {
  const rows = fc.array(plainIntegration, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(queryOf('integrations'), rows, (query, plain) => {
      const matches = compileQuery(query, context);
      expect(plain.filter((row) => matches(toIntegrationRow(row)))).toEqual(
        plain.filter((row) => matchesSlowly(query, row)),
      );
    }),
    { numRuns: 1500 },
  );
});

test('a query of deliveries selects what a slow reading of it selects', () => {
  const rows = fc.array(plainDelivery, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(queryOf('deliveries'), rows, (query, plain) => {
      const matches = compileQuery(query, context);
      expect(plain.filter((row) => matches(toDeliveryRow(row)))).toEqual(
        plain.filter((row) => matchesSlowly(query, row)),
      );
    }),
    { numRuns: 1500 },
  );
});

test('many wildcards over a long text come to an end', () => {
  const parsed = parseQuery(`name:${'a*'.repeat(2000)}b`, 'integrations');
  const row = toIntegrationRow({ ...integration, name: 'a'.repeat(100_000) });
  expect(parsed.ok && compileQuery(parsed.value, context)(row)).toBe(false);
});

test('a free word is not found across two parts of the search text', () => {
  const parsed = parseQuery('"screen-pop acme"', 'integrations');
  expect(parsed.ok && compileQuery(parsed.value, context)(toIntegrationRow(integration))).toBe(false);
});

test('a query that was put together wrongly is refused instead of selecting something else', () => {
  const queryWith = (key: string, operator: ':' | '~', piece: string): Query<'integrations'> => ({
    subject: 'integrations',
    root: { kind: 'term', key, operator, pieces: [piece] },
  });
  expect(() => compileQuery(queryWith('status', ':', '200'), context)).toThrow('status');
  expect(() => compileQuery(queryWith('updated', ':', 'soon'), context)).toThrow('soon');
  expect(() => compileQuery(queryWith('updated', '~', 'now'), context)).toThrow('~');
});
