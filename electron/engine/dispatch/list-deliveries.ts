// The delivery log: newest first or oldest first, filtered by the query language, page by page behind a cursor.
import type * as z from 'zod';
import type { cursorPageInputSchema } from '../../../shared/contract/page.ts';
import type { Delivery } from '../../../shared/dispatch/delivery.ts';
import type { ReplaySelection } from '../../../shared/dispatch/replay-plan.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import { type ListedRow, listedSql, readDelivery, type WaitOf } from './delivery-rows.ts';
import { type LogPlan, type LogPorts, type LogQuestion, planLog } from './plan-log.ts';
import { readCounts } from './read-counts.ts';
import { scanCounts, scanSeqs } from './scan-log.ts';

export interface DeliveryPage {
  total: number | null;
  nextCursor: string | null;
  items: Delivery[];
}

const sorts = ['acceptedAt', '-acceptedAt'] as const;

/** Throws Failure: QUERY_INVALID, SORT_UNKNOWN, CURSOR_INVALID, TENANT_SET_UNKNOWN. */
export async function listDeliveries(
  input: z.output<typeof cursorPageInputSchema>,
  ports: LogPorts,
  waitOf: WaitOf,
): Promise<DeliveryPage> {
  const { sort = '-acceptedAt', limit } = input;
  if (!sorts.some((known) => known === sort)) throw tenantsErrors.fail('SORT_UNKNOWN', { sort, known: ['acceptedAt'] });
  const isDescending = sort.startsWith('-');
  const after = readCursor(input.cursor);
  const plan = planLog(input, ports);
  const found: number[] = [];
  for await (const seqs of scanSeqs(plan, ports, { isDescending, after, limit: limit + 1 })) {
    found.push(...seqs);
    if (found.length > limit) break;
  }
  const page = found.slice(0, limit);
  const isWhole = after === null && found.length <= limit;
  return {
    total: countFromCounters(plan, ports) ?? (isWhole ? page.length : null),
    nextCursor: found.length > limit ? `d${page.at(-1)}` : null,
    items: readRows(page, ports).map((row) => readDelivery(row, { nowMs: ports.clock.now(), waitOf })),
  };
}

/** In the order of the seqs, without those that have left the log. */
function readRows(seqs: readonly number[], { database }: Pick<LogPorts, 'database'>): ListedRow[] {
  const sql = `${listedSql} WHERE d.seq IN (SELECT value FROM json_each(?))`;
  const bySeq = new Map(database.all<ListedRow>(sql, JSON.stringify(seqs)).map((row) => [row.seq, row]));
  return seqs.flatMap((seq) => bySeq.get(seq) ?? []);
}

function readCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const seq = /^d(\d{1,15})$/.exec(cursor)?.[1];
  if (seq === undefined) throw tenantsErrors.fail('CURSOR_INVALID');
  return Number(seq);
}

/** Throws Failure: QUERY_INVALID, TENANT_SET_UNKNOWN. */
export async function countDeliveries(question: LogQuestion, ports: LogPorts): Promise<number> {
  const plan = planLog(question, ports);
  const known = countFromCounters(plan, ports);
  if (known !== null) return known;
  let total = 0;
  for await (const { n } of scanCounts(plan, ports, [])) total += n;
  return total;
}

function countFromCounters({ counted }: LogPlan, { database }: LogPorts): number | null {
  if (counted === null) return null;
  const { total, stands } = readCounts(database, counted.scope);
  if (counted.isWhole) return total;
  return stands.reduce((sum, stand) => (counted.isMeant(stand) ? sum + stand.n : sum), 0);
}

/**
 * Freezes a selection: the seqs of these ids in their order, or of all that a query finds now, oldest first. Ids that are not there
 * are left out. Throws Failure: QUERY_INVALID, TENANT_SET_UNKNOWN.
 */
export async function selectSeqs(selection: ReplaySelection, ports: LogPorts): Promise<number[]> {
  if ('ids' in selection) {
    const sql = 'SELECT seq FROM deliveries WHERE id = ?';
    const found = selection.ids.map((id) => ports.database.get<{ seq: number }>(sql, id)?.seq);
    return [...new Set(found.filter((seq) => seq !== undefined))];
  }
  const plan = planLog(selection, ports);
  const all: number[] = [];
  const way = { isDescending: false, after: null, limit: Number.POSITIVE_INFINITY };
  for await (const seqs of scanSeqs(plan, ports, way)) for (const seq of seqs) all.push(seq);
  return all.sort((left, right) => left - right);
}
