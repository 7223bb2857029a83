// Mirror of what the palette finds in the engine: accounts and integrations whose words the typed text has.
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import { quoteText } from '../../../shared/query/quote.ts';
import type { Account } from '../../../shared/tenants/account.ts';
import type { Client, CreateSlice } from '../feature/slice.ts';

export interface SearchSlice {
  readonly accounts: readonly Account[];
  readonly integrations: readonly IntegrationRecord[];
  /** Answers to what was typed before are dropped. Nothing typed finds nothing. */
  searchTyped(text: string, tenantSet: string): void;
}

const shownOfEach = 6;
const nothing = { accounts: [], integrations: [] };

export const createSearchSlice: CreateSlice<SearchSlice> = ({ client, write }) => {
  let asked = 0;
  return {
    ...nothing,
    searchTyped: (text, tenantSet) => {
      asked += 1;
      const mine = asked;
      const words = text
        .trim()
        .split(/\s+/)
        .filter((word) => word !== '');
      if (words.length === 0) {
        write(nothing);
        return;
      }
      void find(client, tenantSet, words.map(quoteText).join(' ')).then((found) => {
        if (mine === asked) write(found);
      });
    },
  };
};

async function find(client: Client, tenantSet: string, query: string) {
  const page = { tenantSet, query, limit: shownOfEach };
  const [accounts, integrations] = await Promise.all([client.tenants.accounts(page), client.integrations.list(page)]);
  return {
    accounts: accounts.ok ? accounts.value.items : [],
    integrations: integrations.ok ? integrations.value.items : [],
  };
}
