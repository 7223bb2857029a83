import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { peopleOf } from '../../../../electron/engine/tenants/sandbox/people.ts';
import { callTypes } from '../../../../shared/catalog/fields.ts';
import { extensionSchema, ivrSchema } from '../../../../shared/tenants/account.ts';
import { findUnreserved } from './reserved.ts';

const pbx = fc.record({
  peopleSeed: fc.integer({ min: 0, max: 0xffff_ffff }),
  timeZone: fc.constantFrom('Australia/Sydney', 'Australia/Hobart', 'Australia/Darwin', 'Pacific/Auckland'),
});

describe('the people of a sandbox PBX', () => {
  test('are the same whenever they are read', () => {
    fc.assert(
      fc.property(pbx, (of) => {
        expect(peopleOf(of)).toEqual(peopleOf(of));
      }),
    );
  });

  test('have extensions of 3 or 4 digits, each once, and numbers set aside for fiction', () => {
    fc.assert(
      fc.property(pbx, (of) => {
        const { extensions } = peopleOf(of);
        const digits = extensions.map(({ extensionNumber }) => extensionNumber);
        expect(new Set(digits).size).toBe(digits.length);
        expect(digits.length).toBeGreaterThan(1);
        for (const extension of extensions) {
          expect(extensionSchema.parse(extension)).toEqual(extension);
          expect(extension.extensionNumber).toMatch(/^[1-9]\d{2,3}$/);
          expect(extension.outboundPhoneNumber).toMatch(/^\d{10}$/);
          expect(callTypes).toEqual(expect.arrayContaining(extension.enabledCalls));
        }
        expect(findUnreserved(extensions)).toEqual([]);
      }),
    );
  });

  test('are greeted by one IVR or more, whose options have a digit each', () => {
    fc.assert(
      fc.property(pbx, (of) => {
        const { ivrs } = peopleOf(of);
        expect(ivrs[0]?.name).toBe('Main Menu');
        for (const ivr of ivrs) {
          expect(ivrSchema.parse(ivr)).toEqual(ivr);
          expect(ivr.options.map(({ digit }) => digit)).toEqual(ivr.options.map((_, index) => String(index + 1)));
        }
      }),
    );
  });
});

test('the scanner for unreserved data finds what is real', () => {
  const real = ['0299991234', 'call 0412 345 678', 'https://hooks.crm.com.au/x', 'a@mail.net', '1300 555 555'];
  for (const text of real) expect(findUnreserved({ deep: [text] }), text).not.toEqual([]);
  const fictitious = [
    '0255501234',
    '0491570156',
    '1800975711',
    'https://a.example.net/v1?x=1',
    'pbx.test',
    'v2/answered',
  ];
  expect(findUnreserved(fictitious)).toEqual([]);
});
