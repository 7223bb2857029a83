import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliveriesQuery } from '../../../../renderer/features/integrations/deliveries-query.ts';
import { parseQuery } from '../../../../shared/query/parse-query.ts';

describe("the query for an integration's deliveries", () => {
  test('names it by its id, which a new name does not change', () => {
    expect(deliveriesQuery({ id: 'int_42' })).toBe('integration:int_42');
  });

  test('can be understood whatever the id holds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (id) => {
        expect(parseQuery(deliveriesQuery({ id }), 'deliveries').ok).toBe(true);
      }),
    );
  });
});
