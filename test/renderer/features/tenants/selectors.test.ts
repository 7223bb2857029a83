import { describe, expect, it } from 'vitest';
import {
  countPbxIntegrations,
  formatNationalNumber,
  integrationsOf,
  tagColor,
} from '../../../../renderer/features/tenants/selectors.ts';
import { parseQuery } from '../../../../shared/query/parse-query.ts';
import { makeAccount, makePbxs } from './tenants-fixture.ts';

describe('the way from an account to its integrations', () => {
  it('is a query by the name of the account', () => {
    const change = integrationsOf({ ...makeAccount(3), name: 'Acme "Gold" Pty* Ltd' });
    expect(change).toMatchObject({ screen: 'integrations', q: String.raw`account:"Acme \"Gold\" Pty\* Ltd"` });
    expect(parseQuery(change.q ?? '', 'integrations').ok).toBe(true);
  });

  it('names a PBX by its service UUID too, since others may have the same name', () => {
    const [pbx = expect.fail()] = makePbxs(makeAccount(3));
    expect(integrationsOf(pbx).q).toBe('account:"Account 3" pbx:3-0');
  });
});

describe('what is said of accounts', () => {
  it('counts the integrations of the PBXs apart from those of the account', () => {
    const account = makeAccount(3);
    expect(countPbxIntegrations({ ...account, pbxs: makePbxs(account) })).toBe(6);
  });

  it('gives a tag one of the eight colours, and always the same', () => {
    for (const tag of ['vip', 'pilot', 'priority', 'Ökologie', '']) {
      expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(tagColor(tag));
      expect(tagColor(tag)).toBe(tagColor(tag));
    }
  });

  it.each([
    ['0491570006', '0491 570 006'],
    ['0755501300', '07 5550 1300'],
    ['1300975707', '1300 975 707'],
    ['1800975711', '1800 975 711'],
    ['201', '201'],
    ['', ''],
  ])('writes the number %s as %s', (digits, written) => {
    expect(formatNationalNumber(digits)).toBe(written);
  });
});
