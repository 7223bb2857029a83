// One page of a list as a person asked for it: the query compiled, the order chosen, the rows cut.
import type { PageInput } from '../contract/page.ts';
import type { AppError } from '../kernel/app-error.ts';
import { err, type Result } from '../kernel/result.ts';
import { compileQuery } from '../query/compile-query.ts';
import { toProblems } from '../query/errors.ts';
import { parseQuery } from '../query/parse-query.ts';
import type { RowOf } from '../query/rows.ts';
import type { Subject } from '../query/subjects.ts';
import { defaultTimeZone } from '../request/event.ts';
import { tenantsErrors } from './errors.ts';
import type { ListedRow, RowList, RowPage } from './row-list.ts';

export interface PageSource<S extends Subject, Row> {
  readonly subject: S;
  readonly list: RowList<Row & ListedRow>;
  readonly input: Omit<PageInput, 'tenantSet'>;
  /** Tells the list from those of other tenant sets. */
  readonly place: string;
  readonly nowMs: number;
}

/** Errors: QUERY_INVALID, SORT_UNKNOWN, CURSOR_INVALID. */
export function selectPage<S extends Subject, Row extends ListedRow & RowOf<S>>(
  source: PageSource<S, Row>,
): Result<RowPage<Row>, AppError> {
  const { subject, list, input, place, nowMs } = source;
  const parsed = parseQuery(input.query, subject);
  if (!parsed.ok) return err(tenantsErrors.create('QUERY_INVALID', { problems: toProblems(parsed.error) }));
  const matches = compileQuery<S>(parsed.value, { nowMs, timeZone: defaultTimeZone });
  const about = `${subject}\n${place}\n${input.query}`;
  const { sort, cursor, offset, limit } = input;
  return list.page({ sort, cursor, offset, limit, about, matches });
}
