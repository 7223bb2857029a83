import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createAccountTree,
  type ExpandedAccount,
  keyOfRow,
  settleActive,
  settleExpanded,
} from '../../../../renderer/features/tenants/account-tree.ts';
import { makeAccount, makePbxs } from './tenants-fixture.ts';

const accountAt = (index: number) => (index >= 0 ? makeAccount(index) : undefined);
const open = (accountIndex: number): ExpandedAccount => {
  const { accountId, pbxCount } = makeAccount(accountIndex);
  return { accountId, accountIndex, pbxCount };
};
const pbxsOf = (accountId: string) => makePbxs(makeAccount(Number(accountId.slice('acc_'.length))));

describe('the tree of accounts', () => {
  it('is the list itself while no account is open', () => {
    const tree = createAccountTree({ accountCount: 5, accountAt, expanded: [], pbxsOf });
    expect(tree.rowCount).toBe(5);
    expect(tree.rowAt(3)).toMatchObject({ kind: 'account', isExpanded: false, setSize: 5 });
  });

  it('puts the PBXs of an open account under it', () => {
    const tree = createAccountTree({ accountCount: 5, accountAt, expanded: [open(3), open(1)], pbxsOf });
    const keys = Array.from({ length: tree.rowCount }, (_, index) => keyOfRow(tree.rowAt(index) ?? expect.fail()));
    expect(keys).toEqual(['acc_0', 'acc_1', '1-0', 'acc_2', 'acc_3', '3-0', '3-1', '3-2', 'acc_4']);
    expect(tree.rowAt(5)).toMatchObject({ kind: 'pbx', place: { accountIndex: 3, pbxAt: 0 }, setSize: 3 });
  });

  it('keeps the places of PBXs that are not here yet, and of accounts whose window is not', () => {
    const tree = createAccountTree({
      accountCount: 5,
      accountAt: (index) => (index < 4 ? makeAccount(index) : undefined),
      expanded: [open(3)],
      pbxsOf: () => undefined,
    });
    expect(tree.rowCount).toBe(8);
    expect(tree.rowAt(3)).toMatchObject({ kind: 'account', isExpanded: true });
    expect([4, 5, 6, 7].map(tree.rowAt)).toEqual([undefined, undefined, undefined, undefined]);
    expect(tree.placeAt(7)).toEqual({ accountIndex: 4, pbxAt: null });
  });

  it('gives the same object for the same row, so that rows are not drawn anew', () => {
    const tree = createAccountTree({ accountCount: 5, accountAt, expanded: [open(1)], pbxsOf });
    expect(tree.rowAt(2)).toBe(tree.rowAt(2));
  });

  it('finds for every row its place, and for every place its row', () => {
    const opened = fc.uniqueArray(fc.nat(199), { maxLength: 30 });
    fc.assert(
      fc.property(opened, fc.nat(), (indexes, seed) => {
        const tree = createAccountTree({ accountCount: 200, accountAt, expanded: indexes.map(open), pbxsOf });
        const index = seed % tree.rowCount;
        expect(tree.indexOf(tree.placeAt(index))).toBe(index);
        expect(tree.rowAt(index)?.place).toEqual(tree.placeAt(index));
      }),
    );
  });

  it('has no row for no place', () => {
    expect(createAccountTree({ accountCount: 5, accountAt, expanded: [], pbxsOf }).indexOf(null)).toBe(-1);
  });
});

const listOf = (at: (index: number) => ReturnType<typeof accountAt>, accountCount = 2_000) => ({
  accountCount,
  accountAt: (index: number) => (index < accountCount ? at(index) : undefined),
});

describe('open accounts after the list has changed', () => {
  it('stay where they are while their window is not here', () => {
    expect(
      settleExpanded(
        [open(3)],
        listOf(() => undefined),
      ),
    ).toEqual([open(3)]);
  });

  it('follow their account when it has moved, with the PBXs it has now', () => {
    const moved = (index: number) => (index === 9 ? { ...makeAccount(3), pbxCount: 2 } : accountAt(index + 100));
    expect(settleExpanded([open(3)], listOf(moved))).toEqual([{ accountId: 'acc_3', accountIndex: 9, pbxCount: 2 }]);
  });

  it('close when their account is gone', () => {
    expect(
      settleExpanded(
        [open(3)],
        listOf((index) => accountAt(index + 1_000)),
      ),
    ).toEqual([]);
  });

  it('close when the list ends before them', () => {
    expect(settleExpanded([open(0), open(3)], listOf(accountAt, 1))).toEqual([open(0)]);
  });
});

describe('the row the reader is on after the list has changed', () => {
  const onPbx = { place: { accountIndex: 3, pbxAt: 1 }, accountId: 'acc_3' };

  it('follows its account', () => {
    expect(
      settleActive(
        onPbx,
        listOf((index) => accountAt(index - 1)),
      ),
    ).toEqual({ accountIndex: 4, pbxAt: 1 });
  });

  it('keeps its place while nothing is here to compare, or nothing was', () => {
    expect(
      settleActive(
        onPbx,
        listOf(() => undefined),
      ),
    ).toEqual(onPbx.place);
    expect(settleActive({ ...onPbx, accountId: null }, listOf(accountAt))).toEqual(onPbx.place);
  });

  it('is none when its account is gone, so that the reader is not put on another one', () => {
    expect(
      settleActive(
        onPbx,
        listOf((index) => accountAt(index + 1_000)),
      ),
    ).toBeNull();
    expect(settleActive(onPbx, listOf(accountAt, 0))).toBeNull();
  });
});
