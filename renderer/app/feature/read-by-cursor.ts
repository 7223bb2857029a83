// Windows at any place of a list whose pages are reached by cursors: remembers where pages begin and walks on from the nearest one.
// Errors: what the page itself answers. A cursor that is no longer good starts the walk afresh, once.
import { maximumPageSize } from '../../../shared/contract/page.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadWindow, WindowAnswer, WindowWish } from './window-cache.ts';

interface Page<Row> {
  /** null: only counting would tell. */
  readonly total: number | null;
  readonly nextCursor: string | null;
  readonly items: readonly Row[];
}

export type ReadPage<Row> = (limit: number, cursor: string | undefined) => Promise<Result<Page<Row>, AppError>>;

export function readByCursor<Row>(readPage: ReadPage<Row>): ReadWindow<Row> {
  /** Row number → the cursor of a page that begins there. */
  const starts = new Map<number, string | undefined>([[0, undefined]]);
  const walkTo = async ({ offset, limit, isWanted }: WindowWish): Promise<WindowAnswer<Row>> => {
    for (;;) {
      const at = Math.max(...[...starts.keys()].filter((start) => start <= offset));
      const size = at === offset ? limit : Math.min(maximumPageSize, offset - at);
      const page = await readPage(size, starts.get(at));
      if (!page.ok) return page;
      const { total, items, nextCursor } = page.value;
      if (nextCursor !== null) starts.set(at + items.length, nextCursor);
      const seen = at + items.length;
      const known = total ?? (nextCursor === null ? seen : null);
      // One more than was seen, so that there is a row to go on to.
      const count = { total: known ?? seen + 1, isLeast: known === null };
      if (at === offset) return ok({ ...count, rows: items });
      if (nextCursor === null) return ok({ ...count, rows: [] });
      if (!isWanted()) return null;
    }
  };
  return async (wish) => {
    const answer = await walkTo(wish);
    if (answer === null || answer.ok || answer.error.code !== 'CURSOR_INVALID') return answer;
    starts.clear();
    starts.set(0, undefined);
    return walkTo(wish);
  };
}
