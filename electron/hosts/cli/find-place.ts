// Finds the account and PBX a person named, by id or by name. Never takes the nearest: a name must mean exactly one.
import { type AppError, Failure } from '../../../shared/kernel/app-error.ts';
import { writePattern } from '../../../shared/query/quote.ts';
import type { Account, Pbx } from '../../../shared/tenants/account.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import { cliErrors } from './cli-errors.ts';
import type { Session } from './engine-session.ts';

export interface NamedPlace {
  readonly account: string;
  readonly pbx?: string;
  readonly tenantSet?: string;
}

export interface Place {
  readonly accountId: string;
  readonly serviceUuid?: string;
}

/** Throws Failure: ACCOUNT_UNKNOWN, PBX_UNKNOWN, NAME_AMBIGUOUS. */
export async function findPlace(session: Session, named: NamedPlace): Promise<Place> {
  const account = await findAccount(session, named);
  if (named.pbx === undefined) return { accountId: account.accountId };
  const pbx = choosePbx(account.pbxs, named.pbx);
  return { accountId: account.accountId, serviceUuid: pbx.serviceUuid };
}

type AccountWithPbxs = Account & { readonly pbxs: readonly Pbx[] };

async function findAccount(
  { ask, client }: Session,
  { account: name, tenantSet }: NamedPlace,
): Promise<AccountWithPbxs> {
  const read = (accountId: string) => ask(() => client.tenants.account({ accountId }));
  try {
    return await read(name);
  } catch (cause) {
    if (codeOf(cause) !== 'ACCOUNT_UNKNOWN') throw cause;
  }
  const set = tenantSet === undefined ? {} : { tenantSet };
  const query = `name:${writePattern([name])}`;
  const page = await ask(() => client.tenants.accounts({ ...set, query, limit: 5 }));
  const [only, ...others] = page.items;
  if (only === undefined) throw tenantsErrors.fail('ACCOUNT_UNKNOWN', { id: name });
  if (others.length > 0)
    throw ambiguous(
      'account',
      name,
      page.items.map(({ accountId }) => accountId),
    );
  return read(only.accountId);
}

function codeOf(cause: unknown): AppError['code'] | undefined {
  return cause instanceof Failure ? cause.error.code : undefined;
}

function choosePbx(pbxs: readonly Pbx[], name: string): Pbx {
  const wanted = name.toLowerCase();
  const byUuid = pbxs.filter(({ serviceUuid }) => serviceUuid === wanted);
  const isCalled = ({ friendlyName, serviceName }: Pbx) =>
    friendlyName.toLowerCase() === wanted || serviceName.toLowerCase() === wanted;
  const found = byUuid.length > 0 ? byUuid : pbxs.filter(isCalled);
  const [only, ...others] = found;
  if (only === undefined) throw tenantsErrors.fail('PBX_UNKNOWN', { id: name });
  if (others.length > 0)
    throw ambiguous(
      'PBX',
      name,
      found.map(({ serviceUuid }) => serviceUuid),
    );
  return only;
}

function ambiguous(what: string, name: string, candidates: readonly string[]): Failure {
  return cliErrors.fail('NAME_AMBIGUOUS', { what, name, candidates });
}
