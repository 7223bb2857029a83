// What the frame and the page read of the accounts, and the queries that lead from them to their integrations. Pure.
import { writePattern } from '../../../shared/query/quote.ts';
import type { Account, Pbx } from '../../../shared/tenants/account.ts';
import type { Listing } from '../../app/feature/feature.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import type { LocationChange } from '../../app/feature/location.ts';
import { screenChange } from '../../app/feature/use-app.ts';
import type { TenantColor } from '../../ui/chip.tsx';
import type { AccountDetail, AccountsState, Opened } from './store.ts';

type State = FrameState & AccountsState;

export function selectListing({ accounts, tenants }: State): Listing {
  const { matching, question } = accounts.list;
  const set = readyValue(tenants.sets)?.find(({ id }) => id === question?.tenantSet);
  return { matching, total: set?.counts.accounts ?? null, selected: 0 };
}

/** What the detail pane shows, once it is here. */
export function selectOpened({ accounts }: Pick<State, 'accounts'>): Opened | null {
  return accounts.opened === null ? null : readyValue(accounts.opened);
}

/** What a key acts on: the row the reader is on, which the detail pane follows a moment later; without one, what that pane shows. */
export function selectCurrent(state: Pick<State, 'accounts' | 'accountsView'>): Account | Pbx | null {
  const { accounts, accountsView } = state;
  const { active } = accountsView;
  if (active === null || active.accountId === null) {
    const opened = selectOpened(state);
    return opened?.kind === 'pbx' ? opened.pbx : (opened?.account ?? null);
  }
  const { accountIndex, pbxAt } = active.place;
  if (pbxAt !== null) return accounts.pbxsOf[active.accountId]?.[pbxAt] ?? null;
  const account = accounts.rowAt(accountIndex);
  return account?.accountId === active.accountId ? account : null;
}

/** The zone of what is in the detail pane. */
export function selectTimeZone(state: State): string | null {
  const opened = selectOpened(state);
  if (opened === null) return null;
  return opened.kind === 'account' ? opened.account.timeZone : opened.pbx.timeZone;
}

/** Where the integrations of an account, or of one of its PBXs, are listed. */
export function integrationsOf(owner: Account | Pbx): LocationChange {
  const q =
    'serviceUuid' in owner ? `${accountTerm(owner.accountName)} pbx:${owner.serviceUuid}` : accountTerm(owner.name);
  return { ...screenChange('integrations'), q };
}

function accountTerm(name: string): string {
  return `account:${writePattern([name])}`;
}

/** Of its PBXs; what is left of the account's count are those of the account itself. */
export function countPbxIntegrations({ pbxs }: AccountDetail): number {
  return pbxs.reduce((sum, { integrationCount }) => sum + integrationCount, 0);
}

const tagColors: readonly TenantColor[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** The same tag has the same colour everywhere and always. */
export function tagColor(tag: string): TenantColor {
  const sum = [...tag].reduce((hash, character) => (hash * 31 + (character.codePointAt(0) ?? 0)) % 8191, 7);
  return tagColors[sum % tagColors.length] ?? 1;
}

/** `0755501300` as `07 5550 1300`, `0491570006` as `0491 570 006`: for reading; data and payloads keep the digits. */
export function formatNationalNumber(digits: string): string {
  if (/^04\d{8}$/.test(digits)) return digits.replace(/(\d{4})(\d{3})(\d{3})/, '$1 $2 $3');
  if (/^0\d{9}$/.test(digits)) return digits.replace(/(\d{2})(\d{4})(\d{4})/, '$1 $2 $3');
  if (/^1[38]00\d{6}$/.test(digits)) return digits.replace(/(\d{4})(\d{3})(\d{3})/, '$1 $2 $3');
  return digits;
}
