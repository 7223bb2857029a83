import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliveriesQuery } from '../../../../renderer/features/integrations/deliveries-query.ts';
import { parseQuery } from '../../../../shared/query/parse-query.ts';

const place = { accountId: 'acc_7', serviceUuid: '6f1c2f0a-3b7d-4f57-9a51-2d0c8b6e4a13' };

describe("the query for an integration's deliveries", () => {
  test('names integration, account and PBX', () => {
    expect(deliveriesQuery({ name: 'CRM screen-pop', ...place })).toBe(
      'name:"CRM screen-pop" account:acc_7 pbx:6f1c2f0a-3b7d-4f57-9a51-2d0c8b6e4a13',
    );
  });

  test('asks for the account scope where there is no PBX', () => {
    expect(deliveriesQuery({ name: 'Provision', accountId: 'acc_7', serviceUuid: null })).toBe(
      'name:Provision account:acc_7 scope:account',
    );
  });

  test('can be understood whatever the name holds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (name) => {
        expect(parseQuery(deliveriesQuery({ name, ...place }), 'deliveries').ok).toBe(true);
      }),
    );
  });
});
