// The reading half of the contract: sets, pages of accounts and PBXs, and single ones.
import { setImmediate as breathe } from 'node:timers/promises';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import { selectPage } from '../../../shared/tenants/select-page.ts';
import type { Database } from '../database/database.ts';
import { type Directory, findAccount, findPbx, readAccount, readPbx, readPbxsOf } from './directory.ts';
import { peopleOf } from './sandbox/people.ts';
import { type CurrentSet, findSet, listSets, withCounts } from './tenant-sets.ts';
import type { TenantsHandlers, TenantsPorts } from './tenants-ports.ts';

export function buildListHandlers(
  { database, clock }: TenantsPorts,
  directoryOf: (set: CurrentSet) => Directory,
): Pick<TenantsHandlers, 'accounts' | 'pbxs'> {
  /** The rows of a set may be replaced while they are loaded and sorted: then the new ones are. */
  const prepare = async (kind: 'accounts' | 'pbxs', tenantSet: string | undefined, sort: string | undefined) => {
    for (;;) {
      const set = findSet(database, tenantSet);
      const directory = directoryOf(set);
      const list = directory[kind];
      if (directory.isLoaded && list.isArranged(sort)) return { directory, place: `${set.id} ${set.generation}` };
      if (!directory.isLoaded) await directory.load();
      await list.arrange(sort, breathe);
    }
  };
  return {
    accounts: async ({ tenantSet, ...input }) => {
      const { directory, place } = await prepare('accounts', tenantSet, input.sort);
      const list = directory.accounts;
      const page = selectPage({ subject: 'accounts', list, input, place, nowMs: clock.now() });
      if (!page.ok) throw new Failure(page.error);
      const { rows, ...counts } = page.value;
      return { ...counts, items: rows.map(({ row }) => readAccount(database, row)) };
    },
    pbxs: async ({ tenantSet, ...input }) => {
      const { directory, place } = await prepare('pbxs', tenantSet, input.sort);
      const list = directory.pbxs;
      const page = selectPage({ subject: 'pbxs', list, input, place, nowMs: clock.now() });
      if (!page.ok) throw new Failure(page.error);
      const { rows, ...counts } = page.value;
      return { ...counts, items: rows.map(({ row }) => readPbx(database, row)) };
    },
  };
}

export function buildReadHandlers(database: Database): Pick<TenantsHandlers, 'listSets' | 'account' | 'pbx'> {
  return {
    listSets: () => listSets(database).map((set) => withCounts(database, set)),
    account: ({ accountId }) => {
      const { account, row } = needAccount(database, accountId);
      return { ...account, pbxs: readPbxsOf(database, row) };
    },
    pbx: ({ serviceUuid }) => {
      const { pbx, peopleSeed } = needPbx(database, serviceUuid);
      return { ...pbx, ...peopleOf({ peopleSeed, timeZone: pbx.timeZone }) };
    },
  };
}

export function needAccount(database: Database, id: string) {
  const account = findAccount(database, id);
  if (account === undefined) throw tenantsErrors.fail('ACCOUNT_UNKNOWN', { id });
  return account;
}

export function needPbx(database: Database, id: string) {
  const pbx = findPbx(database, id.toLowerCase());
  if (pbx === undefined) throw tenantsErrors.fail('PBX_UNKNOWN', { id });
  return pbx;
}
