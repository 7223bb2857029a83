// The reading half of the contract: sets, pages of accounts and PBXs, and single ones.
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
  const prepare = (tenantSet: string | undefined) => {
    const set = findSet(database, tenantSet);
    return { directory: directoryOf(set), place: `${set.id} ${set.generation}`, nowMs: clock.now() };
  };
  return {
    accounts: ({ tenantSet, ...input }) => {
      const { directory, place, nowMs } = prepare(tenantSet);
      const page = selectPage({ subject: 'accounts', list: directory.accounts, input, place, nowMs });
      if (!page.ok) throw new Failure(page.error);
      const { rows, ...counts } = page.value;
      return { ...counts, items: rows.map(({ row }) => readAccount(database, row)) };
    },
    pbxs: ({ tenantSet, ...input }) => {
      const { directory, place, nowMs } = prepare(tenantSet);
      const page = selectPage({ subject: 'pbxs', list: directory.pbxs, input, place, nowMs });
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
