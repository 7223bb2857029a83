import { beforeEach, describe, expect, it } from 'vitest';
import { selectCurrent } from '../../../../renderer/features/tenants/selectors.ts';
import {
  type AccountsSlice,
  type AccountsView,
  createAccountsView,
} from '../../../../renderer/features/tenants/store.ts';
import { makeAccount, makePbxs } from './tenants-fixture.ts';

type Tools = Parameters<typeof createAccountsView>[0];

function openView(): { read(): AccountsView } {
  let view: AccountsView;
  const tools: Pick<Tools, 'read' | 'write'> = {
    read: () => view,
    write: (change) => {
      view = { ...view, ...change };
    },
  };
  view = createAccountsView(tools as Tools);
  return { read: () => view };
}

const third = makeAccount(3);
const onSite = { place: { accountIndex: 3, pbxAt: 1 }, accountId: third.accountId };
const onThird = { ...onSite, place: { accountIndex: 3, pbxAt: null } };

describe('the view of the accounts', () => {
  let view: ReturnType<typeof openView>;
  beforeEach(() => {
    view = openView();
    view.read().accountExpanded({ accountId: third.accountId, accountIndex: 3, pbxCount: 3 });
    view.read().rowActivated(onSite);
  });

  it('opens an account once, however often it is asked', () => {
    view.read().accountExpanded({ accountId: third.accountId, accountIndex: 3, pbxCount: 3 });
    expect(view.read().expanded).toHaveLength(1);
  });

  it('puts the reader on the account when it closes over the PBX they were on', () => {
    view.read().accountCollapsed(third.accountId);
    expect(view.read()).toMatchObject({ expanded: [], active: onThird });
  });

  it('leaves the reader where they are when another account closes', () => {
    view.read().accountCollapsed('acc_1');
    expect(view.read().active).toEqual(onSite);
  });

  it('closes everything at once', () => {
    view.read().allCollapsed();
    expect(view.read()).toMatchObject({ expanded: [], active: onThird });
  });
});

describe('what a key acts on', () => {
  const accounts = {
    rowAt: (index: number) => (index === 3 ? third : undefined),
    pbxsOf: { [third.accountId]: makePbxs(third) },
    opened: { status: 'ready', value: { kind: 'account', account: { ...makeAccount(1), pbxs: [] } } },
  } as unknown as AccountsSlice;
  const current = (active: AccountsView['active']) =>
    selectCurrent({ accounts, accountsView: { ...openView().read(), active } });

  it('is the row the reader is on, also while the detail pane still shows the one before', () => {
    expect(current(onThird)).toMatchObject({ accountId: 'acc_3', pbxCount: 3 });
    expect(current(onSite)).toMatchObject({ friendlyName: 'Site 1' });
  });

  it('is what the detail pane shows when the reader is on no row', () => {
    expect(current(null)).toMatchObject({ accountId: 'acc_1' });
  });

  it('is nothing when another account has taken the place of the row', () => {
    expect(current({ ...onThird, accountId: 'acc_9' })).toBeNull();
  });
});
