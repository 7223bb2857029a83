// Accounts and PBXs by number: account 3 is `acc_3` and has the PBXs `3-0`, `3-1`, `3-2`.
import { type Account, accountSchema, type Pbx, pbxSchema } from '../../../../shared/tenants/account.ts';

export function makeAccount(number: number): Account {
  return accountSchema.parse({
    accountId: `acc_${number}`,
    name: `Account ${number}`,
    timeZone: 'Australia/Brisbane',
    status: 'active',
    revision: 1,
    updatedAt: '2026-11-20T01:00:00.000Z',
    pbxCount: number % 4,
    integrationCount: 7,
    tags: [],
  });
}

export function makePbxs({ accountId, name, pbxCount }: Account): Pbx[] {
  return Array.from({ length: pbxCount }, (_, at) =>
    pbxSchema.parse({
      serviceUuid: `${accountId.slice('acc_'.length)}-${at}`,
      accountId,
      accountName: name,
      serviceName: `gen_${at}`,
      friendlyName: at === 0 ? 'Head Office' : `Site ${at}`,
      timeZone: 'Australia/Brisbane',
      applicationsEnabled: true,
      integrationCount: 2,
      revision: 1,
      updatedAt: '2026-11-20T01:00:00.000Z',
    }),
  );
}
