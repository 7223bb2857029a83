// Windows of a list that the engine answers at any place.
// Errors: what the list itself answers.
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadWindow } from './window-cache.ts';

export type ReadAt<Row> = (
  limit: number,
  offset: number,
) => Promise<Result<{ readonly total: number; readonly items: readonly Row[] }, AppError>>;

export function readByOffset<Row>(readAt: ReadAt<Row>): ReadWindow<Row> {
  return async ({ offset, limit }) => {
    const page = await readAt(limit, offset);
    return page.ok ? ok({ total: page.value.total, rows: page.value.items }) : page;
  };
}
