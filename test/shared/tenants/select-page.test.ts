import { describe, expect, test } from 'vitest';
import { pageInputSchema } from '../../../shared/contract/page.ts';
import { foldText } from '../../../shared/query/fold.ts';
import { type PbxRow, searchTextOf } from '../../../shared/query/rows.ts';
import { type ListedRow, RowList } from '../../../shared/tenants/row-list.ts';
import { selectPage } from '../../../shared/tenants/select-page.ts';

const day = 86_400_000;

function pbxCalled(name: string, row: number): PbxRow & ListedRow {
  const texts = { id: foldText(`id-${row}`), name: foldText(name), serviceName: foldText('gen_acme') };
  const account = { accountId: foldText('acc_1'), accountName: foldText('Acme Dental'), tags: [] };
  const flags = { hasIntegration: false, hasProblem: false, hasDraft: false, appsOff: false };
  return { row, ...texts, ...account, ...flags, searchText: searchTextOf([name]), updatedAtMs: row * day };
}

const list = new RowList<PbxRow & ListedRow>({ name: (pbx) => pbx.name }, ['name']);
for (const [index, name] of ['Warehouse', 'Clinic', 'Head Office'].entries()) list.put(pbxCalled(name, index + 1));

function select(
  query: string,
  over: { sort?: string; cursor?: string; offset?: number; place?: string; limit?: number } = {},
) {
  const { place = 'sandbox', ...input } = over;
  return selectPage({
    subject: 'pbxs',
    list,
    input: pageInputSchema.parse({ query, ...input }),
    place,
    nowMs: 4 * day,
  });
}

describe('a page as a person asked for it', () => {
  test('holds what the query means, counted from the given moment', () => {
    expect(select('HEAD')).toMatchObject({ ok: true, value: { total: 1, rows: [{ row: 3 }] } });
    expect(select('updated:>-1d12h')).toMatchObject({ ok: false });
    expect(select('updated:>=-2d')).toMatchObject({ ok: true, value: { total: 2, rows: [{ row: 2 }, { row: 3 }] } });
  });

  test('is refused with the place in the query that is wrong', () => {
    const page = select('name:x colour:red');
    expect(page).toMatchObject({
      ok: false,
      error: { code: 'QUERY_INVALID', problems: [{ severity: 'error', path: 'query.7' }] },
    });
  });

  test('begins anywhere among the rows that match, and a cursor says more than an offset', () => {
    expect(select('', { offset: 1 })).toMatchObject({ value: { rows: [{ row: 3 }, { row: 1 }], total: 3 } });
    expect(select('-name:clinic', { offset: 1, limit: 1 })).toMatchObject({ value: { rows: [{ row: 1 }], total: 2 } });
    expect(select('', { offset: 3 })).toMatchObject({ value: { rows: [], total: 3, nextCursor: null } });
    const first = select('', { limit: 2 });
    const cursor = (first.ok && first.value.nextCursor) || '';
    expect(select('', { cursor, offset: 2 })).toMatchObject({ value: { rows: [{ row: 1 }] } });
  });

  test('goes on from its cursor in the same list only', () => {
    const first = select('', { limit: 1 });
    const cursor = (first.ok && first.value.nextCursor) || '';
    expect(select('', { cursor })).toMatchObject({ ok: true, value: { rows: [{ row: 3 }, { row: 1 }], total: 3 } });
    for (const other of [
      select('name:*', { cursor }),
      select('', { cursor, sort: 'name' }),
      select('', { cursor, place: 'production' }),
    ]) {
      expect(other).toMatchObject({ ok: false, error: { code: 'CURSOR_INVALID' } });
    }
  });
});
