import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { queryTokens } from '../../../shared/query/tokens.ts';
import { brokenQuery, roughText } from './query-arbitraries.ts';

test('tokens leave nothing out but space, overlap nowhere and are never empty', () => {
  fc.assert(
    fc.property(fc.oneof(roughText, fc.string({ unit: 'binary' })), (text) => {
      const tokens = queryTokens(text);
      let covered = '';
      for (const { position, length } of tokens) {
        expect(length).toBeGreaterThan(0);
        expect(position).toBeGreaterThanOrEqual(covered.length);
        covered = covered.padEnd(position, ' ') + text.slice(position, position + length);
      }
      const blank = text.replaceAll(/\s/g, ' ');
      expect(covered.padEnd(text.length, ' ').replaceAll(/\s/g, ' ')).toBe(blank);
    }),
    { numRuns: 2000 },
  );
});

test('a text that is read has no invalid token', () => {
  fc.assert(
    fc.property(fc.oneof(roughText, brokenQuery), (text) => {
      const isRead = parseQuery(text, 'integrations').ok;
      expect(isRead && queryTokens(text).some(({ kind }) => kind === 'invalid')).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
