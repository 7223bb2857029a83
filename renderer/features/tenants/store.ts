// The Accounts screen's slices: the mirror of accounts and PBXs as the engine answers them, and the user's view of them.
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Account, Extension, Ivr, Pbx } from '../../../shared/tenants/account.ts';
import { followChanges } from '../../app/feature/follow-changes.ts';
import { actsOfList, createList, emptyList, type List, type ListActs, type ListState } from '../../app/feature/list.ts';
import type { Loadable } from '../../app/feature/loadable.ts';
import type { CreateSlice } from '../../app/feature/slice.ts';
import type { ActiveRow, ExpandedAccount } from './account-tree.ts';
import { keepOpened, keepPbxs } from './keep-records.ts';

export type AccountDetail = Account & { readonly pbxs: readonly Pbx[] };
export type PbxDetail = Pbx & { readonly extensions: readonly Extension[]; readonly ivrs: readonly Ivr[] };

/** What the detail pane shows. */
export type Opened =
  | { readonly kind: 'account'; readonly account: AccountDetail }
  | { readonly kind: 'pbx'; readonly pbx: PbxDetail };

/** Mirror. The accounts themselves live outside the store; `list.version` grows when they change. */
export interface AccountsSlice extends ListActs, Pick<List<Account>, 'rowAt' | 'need'> {
  readonly list: ListState;
  /** Of the accounts that are open in the tree, by account id. */
  readonly pbxsOf: Readonly<Record<string, readonly Pbx[]>>;
  /** null: none is open. */
  readonly opened: Loadable<Opened> | null;
  /** Accounts with a PBX whose Applications are off; null while it is not known. */
  readonly appsOffCount: number | null;
  /** Keeps the PBXs of exactly these accounts. */
  pbxsNeeded(accountIds: readonly string[]): void;
  /** An account's id or a service UUID. */
  recordOpened(id: string | null): void;
  /** Answers why it was not done. The new state comes with the next change the engine tells. */
  applicationsChosen(serviceUuid: string, enabled: boolean): Promise<AppError | null>;
}

/** View. */
export interface AccountsView {
  readonly expanded: readonly ExpandedAccount[];
  readonly active: ActiveRow | null;
  /** The PBX whose Applications are about to be turned on or off. */
  readonly switching: Pbx | null;
  accountExpanded(account: ExpandedAccount): void;
  accountCollapsed(accountId: string): void;
  allCollapsed(): void;
  rowActivated(row: ActiveRow): void;
  /** Another question: what was open and where the reader was belong to the old rows. */
  questionChanged(): void;
  switchAsked(pbx: Pbx): void;
  switchLeft(): void;
}

export interface AccountsState {
  readonly accounts: AccountsSlice;
  readonly accountsView: AccountsView;
}

export const createAccountsSlice: CreateSlice<AccountsSlice> = (tools) => {
  const { client, read, write, whileOpen, afterEachGap } = tools;
  const list = createList<Account>({
    readAt:
      ({ tenantSet, query, sort }) =>
      (limit, offset) =>
        client.tenants.accounts({ ...{ tenantSet, query, limit, offset }, ...(sort !== null && { sort }) }),
    read: () => read().list,
    write: (state) => write({ list: state }),
    now: tools.now,
  });
  const pbxs = keepPbxs(tools);
  const opened = keepOpened(tools);
  let tenantSet: string | null = null;
  const count = () => {
    if (tenantSet === null) return;
    const counted = tenantSet;
    void client.tenants.accounts({ tenantSet, query: 'apps:off', limit: 1 }).then((answer) => {
      if (answer.ok && counted === tenantSet) write({ appsOffCount: answer.value.total });
    });
  };
  const readAgain = () => {
    list.refresh();
    pbxs.readAgain();
    opened.readAgain();
    count();
  };
  afterEachGap(readAgain);
  whileOpen(() => followChanges({ watch: client.integrations.watch, readAgain }));
  return {
    ...{ list: emptyList, pbxsOf: {}, opened: null, appsOffCount: null },
    rowAt: list.rowAt,
    need: list.need,
    ...actsOfList(list),
    listAsked: (question) => {
      if (question.tenantSet !== tenantSet) {
        tenantSet = question.tenantSet;
        write({ appsOffCount: null });
        count();
      }
      return list.ask(question);
    },
    pbxsNeeded: pbxs.need,
    recordOpened: opened.open,
    applicationsChosen: async (serviceUuid, enabled) => {
      const answer = await client.tenants.setApplications({ serviceUuid, enabled });
      return answer.ok ? null : answer.error;
    },
  };
};

export const createAccountsView: CreateSlice<AccountsView> = ({ read, write }) => ({
  expanded: [],
  active: null,
  switching: null,
  accountExpanded: (account) => write({ expanded: [...without(read().expanded, account.accountId), account] }),
  accountCollapsed: (accountId) => {
    const { expanded, active } = read();
    write({
      expanded: without(expanded, accountId),
      active: active?.accountId === accountId ? onAccount(active) : active,
    });
  },
  allCollapsed: () => {
    const { active } = read();
    write({ expanded: [], active: active && onAccount(active) });
  },
  rowActivated: (active) => write({ active }),
  questionChanged: () => write({ expanded: [], active: null }),
  switchAsked: (switching) => write({ switching }),
  switchLeft: () => write({ switching: null }),
});

function without(expanded: readonly ExpandedAccount[], accountId: string): readonly ExpandedAccount[] {
  return expanded.filter((open) => open.accountId !== accountId);
}

/** Its PBXs are closed: the reader goes to the account above them. */
function onAccount({ place, accountId }: ActiveRow): ActiveRow {
  return { place: { ...place, pbxAt: null }, accountId };
}
