import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowList } from '../../../shared/tenants/row-list.ts';

interface Fruit {
  readonly row: number;
  readonly name: string;
  readonly weight: number;
}

const keys = { name: (fruit: Fruit) => fruit.name, weight: (fruit: Fruit) => fruit.weight };

function listOf(fruits: readonly Fruit[]): RowList<Fruit> {
  const list = new RowList<Fruit>(keys, ['name']);
  for (const fruit of fruits) list.put(fruit);
  return list;
}

const wish = { sort: undefined, cursor: undefined, limit: 500, about: 'fruits', matches: () => true };

function need(list: RowList<Fruit>, over: Partial<Parameters<RowList<Fruit>['page']>[0]>) {
  const page = list.page({ ...wish, ...over });
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
}

function walk(list: RowList<Fruit>, over: { limit: number; sort?: string; matches?: (fruit: Fruit) => boolean }) {
  const pages = [];
  let cursor: string | undefined;
  do {
    const page = need(list, { ...over, cursor });
    pages.push(page);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

const fruit = fc.record({ row: fc.integer({ min: 1, max: 60 }), name: fc.string({ maxLength: 2 }), weight: fc.nat(3) });
const fruits = fc.uniqueArray(fruit, { selector: ({ row }) => row, maxLength: 40 });
const sort = fc.constantFrom('name', '-name', 'weight', '-weight');

describe('pages of a row list', () => {
  test('together hold each matching row once, in the order of one whole page', () => {
    fc.assert(
      fc.property(fruits, sort, fc.integer({ min: 1, max: 9 }), (given, by, limit) => {
        const list = listOf(given);
        const matches = ({ weight }: Fruit) => weight !== 1;
        const whole = need(list, { sort: by, matches });
        const pages = walk(list, { sort: by, limit, matches });
        expect(pages.flatMap(({ rows }) => rows)).toEqual(whole.rows);
        expect(whole.rows.toSorted((a, b) => a.row - b.row)).toEqual(
          given.filter(matches).toSorted((a, b) => a.row - b.row),
        );
        expect(new Set(pages.map(({ total }) => total))).toEqual(new Set([whole.rows.length]));
        for (const { rows } of pages.slice(0, -1)) expect(rows).toHaveLength(limit);
      }),
    );
  });

  test('are in the same order after any changes as in a list made afresh', () => {
    const remove = fc.integer({ min: 1, max: 60 });
    const change = fc.oneof(fc.record({ put: fruit }), fc.record({ remove }), fc.constant({ look: true }));
    fc.assert(
      fc.property(fruits, fc.array(change, { maxLength: 30 }), sort, (given, changes, by) => {
        const list = listOf(given);
        need(list, { sort: by });
        const expected = new Map(given.map((entry) => [entry.row, entry]));
        for (const one of changes) {
          if ('put' in one) {
            list.put(one.put);
            expected.set(one.put.row, one.put);
          } else if ('look' in one) {
            need(list, { sort: by });
          } else {
            list.remove(one.remove);
            expected.delete(one.remove);
          }
        }
        expect(need(list, { sort: by }).rows).toEqual(need(listOf([...expected.values()]), { sort: by }).rows);
      }),
    );
  });

  test('sort by the column asked for, then by the list’s own order', () => {
    const list = listOf([
      { row: 1, name: 'pear', weight: 2 },
      { row: 2, name: 'apple', weight: 1 },
      { row: 3, name: 'fig', weight: 2 },
    ]);
    const names = (by?: string) => need(list, { sort: by }).rows.map(({ name }) => name);
    expect(names()).toEqual(['apple', 'fig', 'pear']);
    expect(names('-name')).toEqual(['pear', 'fig', 'apple']);
    expect(names('weight')).toEqual(['apple', 'fig', 'pear']);
    expect(names('-weight')).toEqual(['fig', 'pear', 'apple']);
  });

  test('are refused for a column that is not there, even one every object has', () => {
    for (const by of ['colour', '', '-', '--name', 'constructor', '__proto__']) {
      const page = listOf([]).page({ ...wish, sort: by });
      expect(page).toMatchObject({ ok: false, error: { code: 'SORT_UNKNOWN' } });
    }
  });
});

describe('a cursor', () => {
  const list = listOf(Array.from({ length: 9 }, (_, index) => ({ row: index + 1, name: `n${index}`, weight: 1 })));
  const { nextCursor } = need(list, { limit: 4, sort: 'name' });

  test('is refused by a list with another order or of something else', () => {
    for (const over of [{ sort: '-name' }, { sort: undefined }, { sort: 'name', about: 'vegetables' }]) {
      const page = list.page({ ...wish, cursor: nextCursor ?? '', ...over });
      expect(page).toMatchObject({ ok: false, error: { code: 'CURSOR_INVALID' } });
    }
  });

  test('is refused when it is made up, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-z]{1,8}\.[0-9a-z]{1,8}$/)), (cursor) => {
        fc.pre(cursor !== nextCursor);
        const page = list.page({ ...wish, sort: 'name', limit: 4, cursor });
        // Only one that another page of the same list could have given is taken.
        if (page.ok) expect(cursor.split('.')[0]).toBe(nextCursor?.split('.')[0]);
        else expect(page.error.code).toBe('CURSOR_INVALID');
      }),
    );
    expect(list.page({ ...wish, sort: 'name', cursor: `${nextCursor}.1` })).toMatchObject({ ok: false });
  });

  test('stays good while rows elsewhere change, and ends with the row it stands on', () => {
    const changing = listOf([...list.values()]);
    changing.put({ row: 20, name: 'n00', weight: 1 });
    const after = need(changing, { sort: 'name', cursor: nextCursor ?? undefined });
    expect(after.rows.map(({ name }) => name)).toEqual(['n4', 'n5', 'n6', 'n7', 'n8']);
    changing.remove(4);
    expect(changing.page({ ...wish, sort: 'name', cursor: nextCursor ?? '' })).toMatchObject({ ok: false });
  });
});

describe('a list arranged piece by piece', () => {
  /** More than one piece, with many equal names. */
  const orchard = Array.from({ length: 9_000 }, (_, row) => ({ row, name: `n${(row * 7919) % 97}`, weight: row % 13 }));

  test.each(['name', '-weight'])('is in the order a list sorted at once has, by %s', async (by) => {
    const list = listOf(orchard);
    let breaths = 0;
    await list.arrange(by, async () => {
      breaths += 1;
    });
    expect(breaths).toBeGreaterThan(2);
    expect(list.isArranged(by)).toBe(true);
    const wanted = need(listOf(orchard), { sort: by, limit: 9_000 });
    expect(need(list, { sort: by, limit: 9_000 }).rows).toEqual(wanted.rows);
  });

  test('has what changed while it was being arranged in its new place', async () => {
    const list = listOf(orchard);
    const change = () => {
      list.put({ row: 8_999, name: 'a', weight: 1 });
      list.remove(5);
      list.put({ row: 10_000, name: 'z', weight: 2 });
    };
    let breaths = 0;
    await list.arrange('name', async () => {
      breaths += 1;
      if (breaths === 2) change();
    });
    const rows = need(list, { sort: 'name', limit: 9_001 }).rows.map(({ row }) => row);
    expect(rows).toHaveLength(9_000);
    expect(rows[0]).toBe(8_999);
    expect(rows.at(-1)).toBe(10_000);
    expect(rows).not.toContain(5);
  });

  test('is arranged once for all who ask for it at the same time', async () => {
    const list = listOf(orchard);
    let breaths = 0;
    const breathe = async () => {
      breaths += 1;
    };
    await list.arrange('name', breathe);
    const once = breaths;
    const other = listOf(orchard);
    await Promise.all([other.arrange('name', breathe), other.arrange('name', breathe)]);
    expect(breaths).toBe(2 * once);
  });
});
