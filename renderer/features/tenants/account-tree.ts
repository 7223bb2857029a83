// Accounts and the PBXs under those that are open, as one flat list of rows for the grid. Pure: accounts come by windows and may not be
// here, PBXs come later than the account that was opened, and both keep their place meanwhile.
import type { Account, Pbx } from '../../../shared/tenants/account.ts';

/** An account that is open, as it stood in the list when it was opened. */
export interface ExpandedAccount {
  readonly accountId: string;
  readonly accountIndex: number;
  readonly pbxCount: number;
}

/** A row by its place in the tree, which other accounts opening and closing above it does not change. */
export interface TreePlace {
  readonly accountIndex: number;
  /** null: the account itself. */
  readonly pbxAt: number | null;
}

export interface AccountTreeRow {
  readonly kind: 'account';
  readonly account: Account;
  readonly isExpanded: boolean;
  readonly place: TreePlace;
  readonly setSize: number;
}

export interface PbxTreeRow {
  readonly kind: 'pbx';
  readonly pbx: Pbx;
  readonly place: TreePlace & { readonly pbxAt: number };
  readonly setSize: number;
}

export type TreeRow = AccountTreeRow | PbxTreeRow;

export interface AccountTree {
  readonly rowCount: number;
  /** undefined: not here yet. The same object for the same row as long as the tree stands. */
  rowAt(index: number): TreeRow | undefined;
  placeAt(index: number): TreePlace;
  /** -1 for no place. */
  indexOf(place: TreePlace | null): number;
}

export interface AccountTreeSource {
  readonly accountCount: number;
  accountAt(index: number): Account | undefined;
  readonly expanded: readonly ExpandedAccount[];
  pbxsOf(accountId: string): readonly Pbx[] | undefined;
}

export function createAccountTree({ accountCount, accountAt, expanded, pbxsOf }: AccountTreeSource): AccountTree {
  const branches = [...expanded].sort((left, right) => left.accountIndex - right.accountIndex);
  const rows = new Map<number, TreeRow>();
  const placeAt = (index: number) => findPlace(branches, index);
  const make = (place: TreePlace): TreeRow | undefined => {
    const { accountIndex, pbxAt } = place;
    const branch = branches.find((open) => open.accountIndex === accountIndex);
    if (pbxAt === null) {
      const account = accountAt(accountIndex);
      return account && { kind: 'account', account, isExpanded: branch !== undefined, place, setSize: accountCount };
    }
    const pbxs = branch && pbxsOf(branch.accountId);
    const pbx = pbxs?.[pbxAt];
    return pbx && { kind: 'pbx', pbx, place: { accountIndex, pbxAt }, setSize: pbxs.length };
  };
  return {
    rowCount: accountCount + sumPbxs(branches),
    rowAt: (index) => {
      const known = rows.get(index);
      if (known !== undefined) return known;
      const row = make(placeAt(index));
      if (row !== undefined) rows.set(index, row);
      return row;
    },
    placeAt,
    indexOf: (place) => {
      if (place === null) return -1;
      const above = branches.filter(({ accountIndex }) => accountIndex < place.accountIndex);
      return place.accountIndex + sumPbxs(above) + (place.pbxAt === null ? 0 : place.pbxAt + 1);
    },
  };
}

/** `branches`: from the top down. */
function findPlace(branches: readonly ExpandedAccount[], index: number): TreePlace {
  let pbxsAbove = 0;
  for (const { accountIndex, pbxCount } of branches) {
    const own = accountIndex + pbxsAbove;
    if (index <= own) break;
    if (index <= own + pbxCount) return { accountIndex, pbxAt: index - own - 1 };
    pbxsAbove += pbxCount;
  }
  return { accountIndex: index - pbxsAbove, pbxAt: null };
}

function sumPbxs(branches: readonly ExpandedAccount[]): number {
  return branches.reduce((sum, { pbxCount }) => sum + pbxCount, 0);
}

/** The row the reader is on. */
export interface ActiveRow {
  readonly place: TreePlace;
  /** The account there, or above there; null: it was not here yet. */
  readonly accountId: string | null;
}

/** How far an account may have moved in the list and still be found. */
const searchedRows = 100;

type Accounts = Pick<AccountTreeSource, 'accountCount' | 'accountAt'>;

/**
 * The open accounts where they stand in the list as it is now. One whose window is not here keeps its place; one that is no longer near
 * where it was has closed.
 */
export function settleExpanded(expanded: readonly ExpandedAccount[], accounts: Accounts): readonly ExpandedAccount[] {
  return expanded.flatMap((known) => {
    const { accountId } = known;
    const accountIndex = findNear(accountId, known.accountIndex, accounts);
    if (accountIndex === undefined) return [];
    const pbxCount = accounts.accountAt(accountIndex)?.pbxCount ?? known.pbxCount;
    return [{ accountId, accountIndex, pbxCount }];
  });
}

/** Where the reader is now: with the same account, as long as it is near. null: it is gone, and no other takes its place. */
export function settleActive(active: ActiveRow | null, accounts: Accounts): TreePlace | null {
  if (active === null || active.accountId === null) return active?.place ?? null;
  const accountIndex = findNear(active.accountId, active.place.accountIndex, accounts);
  return accountIndex === undefined ? null : { ...active.place, accountIndex };
}

function findNear(id: string, near: number, { accountCount, accountAt }: Accounts): number | undefined {
  const isAway = near < accountCount && accountAt(near) === undefined;
  if (isAway) return near;
  for (let away = 0; away <= searchedRows; away += 1) {
    for (const index of [near - away, near + away]) {
      if (accountAt(index)?.accountId === id) return index;
    }
  }
  return undefined;
}

export function keyOfRow(row: TreeRow): string {
  return row.kind === 'account' ? row.account.accountId : row.pbx.serviceUuid;
}
