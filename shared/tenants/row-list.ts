// Rows kept in order for lists of any length: sorted once per column and mended after changes, so that a page costs one walk.
// Rows are replaced whole and never changed in place.
import type { AppError } from '../kernel/app-error.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { tenantsErrors } from './errors.ts';
import { sortInPieces } from './sort-in-pieces.ts';

export interface ListedRow {
  /** The engine's number for it, distinct within the list. */
  readonly row: number;
}

/** What a column sorts by. One column has strings or numbers, not both. */
export type SortKeys<Row> = Readonly<Record<string, (row: Row) => string | number>>;

export interface PageWish<Row> {
  /** A column, `-` before it for descending; undefined for the list's own order. */
  readonly sort: string | undefined;
  readonly cursor: string | undefined;
  /** Matching rows to pass over. Counts only without a cursor. */
  readonly offset?: number | undefined;
  readonly limit: number;
  /** What list this is, sort left out: a cursor of another list is refused. */
  readonly about: string;
  matches(row: Row): boolean;
}

export interface RowPage<Row> {
  /** How many match, all pages together. */
  readonly total: number;
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
}

interface Order<Row> {
  sorted: readonly Row[];
  readonly stale: Stale<Row>;
  readonly compare: Compare<Row>;
}

/** Rows that were put or removed since an order was made, as it still has them; undefined: it has none of that number. */
type Stale<Row> = Map<number, Row | undefined>;

/** Never 0 for two rows: their numbers come last. */
type Compare<Row> = (left: Row, right: Row) => number;

export class RowList<Row extends ListedRow> {
  readonly #rows = new Map<number, Row>();
  readonly #orders = new Map<string, Order<Row>>();
  /** Orders that are being made. */
  readonly #coming = new Map<string, { readonly stale: Stale<Row>; readonly made: Promise<void> }>();
  readonly #keys: SortKeys<Row>;
  readonly #ownOrder: readonly string[];

  /** `ownOrder`: the columns that decide where `sort` says nothing; the row's number comes last. */
  constructor(keys: SortKeys<Row>, ownOrder: readonly string[]) {
    this.#keys = keys;
    this.#ownOrder = ownOrder;
  }

  /** Adds a row, or replaces the one with its number. */
  put(row: Row): void {
    this.#tellChanged(row.row);
    this.#rows.set(row.row, row);
  }

  remove(row: number): void {
    this.#tellChanged(row);
    this.#rows.delete(row);
  }

  values(): Iterable<Row> {
    return this.#rows.values();
  }

  /** Whether `page` answers without sorting the whole list first. An unknown column needs no sorting. */
  isArranged(sort = ''): boolean {
    return this.#orders.has(sort) || !(sort === '' || this.#hasColumn(sort));
  }

  /** Sorts the list piece by piece, so that other work goes on meanwhile: `page` sorts at once what was not arranged. */
  arrange(sort: string | undefined, breathe: () => Promise<unknown>): Promise<void> {
    const order = sort ?? '';
    if (this.isArranged(order)) return Promise.resolve();
    const known = this.#coming.get(order);
    if (known !== undefined) return known.made;
    const stale: Stale<Row> = new Map();
    const compare = this.#compareBy(order);
    const made = sortInPieces([...this.#rows.values()], { compare, breathe })
      .then((sorted) => void this.#orders.set(order, { sorted, stale, compare }))
      .finally(() => this.#coming.delete(order));
    this.#coming.set(order, { stale, made });
    return made;
  }

  page(wish: PageWish<Row>): Result<RowPage<Row>, AppError> {
    const sort = wish.sort ?? '';
    if (wish.sort !== undefined && !this.#hasColumn(sort)) {
      return err(tenantsErrors.create('SORT_UNKNOWN', { sort, known: Object.keys(this.#keys) }));
    }
    const sorted = this.#sortedBy(sort);
    const list = hashText(`${sort}\n${wish.about}`).toString(36);
    const start = wish.cursor === undefined ? 0 : this.#startAfter(wish.cursor, list, sorted);
    if (start === undefined) return err(tenantsErrors.create('CURSOR_INVALID'));
    return ok(cutPage({ sorted, start, list, wish }));
  }

  #hasColumn(sort: string): boolean {
    return Object.hasOwn(this.#keys, sort.replace(/^-/, ''));
  }

  /** Before it is. */
  #tellChanged(row: number): void {
    const before = this.#rows.get(row);
    for (const { stale } of [...this.#orders.values(), ...this.#coming.values()]) {
      if (!stale.has(row)) stale.set(row, before);
    }
  }

  /** undefined: not a cursor of this list, or the row it stood on is gone. */
  #startAfter(cursor: string, list: string, sorted: readonly Row[]): number | undefined {
    const [ofList, number = ''] = cursor.split('.');
    const row = this.#rows.get(Number.parseInt(number, 36));
    if (row === undefined || ofList !== list || writeCursor(list, row) !== cursor) return undefined;
    return sorted.indexOf(row) + 1;
  }

  #sortedBy(sort: string): readonly Row[] {
    const known = this.#orders.get(sort);
    if (known === undefined) {
      const compare = this.#compareBy(sort);
      const sorted = [...this.#rows.values()].sort(compare);
      this.#orders.set(sort, { sorted, stale: new Map(), compare });
      return sorted;
    }
    if (known.stale.size > 0) {
      known.sorted = mend(known, (row) => this.#rows.get(row));
      known.stale.clear();
    }
    return known.sorted;
  }

  #compareBy(sort: string): Compare<Row> {
    const isDescending = sort.startsWith('-');
    const first = this.#keys[sort.replace(/^-/, '')];
    const others = this.#ownOrder.flatMap((column) => this.#keys[column] ?? []);
    return (left, right) => {
      const decided = first === undefined ? 0 : compareKeys(first(left), first(right));
      if (decided !== 0) return isDescending ? -decided : decided;
      for (const key of others) {
        const next = compareKeys(key(left), key(right));
        if (next !== 0) return next;
      }
      return left.row - right.row;
    };
  }
}

/**
 * The order with its stale rows as they are now. Their places, old and new, are found by halves, and what stands between is copied
 * without being looked at: rows lie all over the memory, and to read each of many takes longer than all the rest.
 */
function mend<Row>({ sorted, stale, compare }: Order<Row>, find: (row: number) => Row | undefined): readonly Row[] {
  const gone = [...stale.values()].flatMap((row) => (row === undefined ? [] : placeOf(row, sorted, compare)));
  gone.sort((left, right) => left - right);
  const come = [...stale.keys()].flatMap((row) => find(row) ?? []).sort(compare);
  const mended = new Array<Row>(sorted.length - gone.length + come.length);
  let end = 0;
  let at = 0;
  let nextGone = 0;
  const add = (row: Row) => {
    mended[end] = row;
    end += 1;
  };
  const copyUntil = (place: number) => {
    for (; at < place; at += 1) {
      if (at === gone[nextGone]) nextGone += 1;
      else add(sorted[at] as Row);
    }
  };
  for (const row of come) {
    copyUntil(placeOf(row, sorted, compare));
    add(row);
  }
  copyUntil(sorted.length);
  return mended;
}

/** Where it stands, or would. */
function placeOf<Row>(row: Row, sorted: readonly Row[], compare: Compare<Row>): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] as Row, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cutPage<Row extends ListedRow>(of: {
  sorted: readonly Row[];
  start: number;
  list: string;
  wish: PageWish<Row>;
}): RowPage<Row> {
  const { sorted, start, list, wish } = of;
  const rows: Row[] = [];
  const passedOver = wish.cursor === undefined ? (wish.offset ?? 0) : 0;
  let total = 0;
  let isMore = false;
  for (const [index, row] of sorted.entries()) {
    if (!wish.matches(row)) continue;
    total += 1;
    if (index < start || total <= passedOver) continue;
    if (rows.length < wish.limit) rows.push(row);
    else isMore = true;
  }
  const last = rows.at(-1);
  return { total, rows, nextCursor: isMore && last !== undefined ? writeCursor(list, last) : null };
}

function writeCursor(list: string, { row }: ListedRow): string {
  return `${list}.${row.toString(36)}`;
}

/** By UTF-16 units, the same everywhere. Keys are folded texts or numbers. */
function compareKeys(left: string | number, right: string | number): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** FNV-1a, 32 bits: tells lists apart, protects nothing. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
