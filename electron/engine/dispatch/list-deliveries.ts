// The delivery log: newest first, filtered by the query language, page by page behind a cursor.
import type { PageInput } from '../../../shared/contract/page.ts';
import type { Delivery } from '../../../shared/dispatch/delivery.ts';
import { compileQuery } from '../../../shared/query/compile-query.ts';
import { toProblems } from '../../../shared/query/errors.ts';
import { foldText } from '../../../shared/query/fold.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { type DeliveryRow as QueryRow, searchTextOf } from '../../../shared/query/rows.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import { type DeliveryRow, readDelivery } from './delivery-rows.ts';
import type { DispatchPorts } from './dispatch-ports.ts';

interface DeliveryPage {
  total: number;
  nextCursor: string | null;
  items: Delivery[];
}

const sorts = ['acceptedAt', '-acceptedAt'] as const;

interface ListedRow extends DeliveryRow {
  was_sent_again: 0 | 1;
}

/** A replay of it waits, or was one of its attempts. Those that had one attempt at most, nearly all, are told without looking. */
const wasSentAgain = `(next_kind = 'replay' OR (started_count > 1 AND
  EXISTS (SELECT 1 FROM attempts WHERE delivery_seq = deliveries.seq AND kind = 'replay')))`;

/** Without a tenant set all are listed: those of integration files belong to none. Throws Failure: QUERY_INVALID, SORT_UNKNOWN, CURSOR_INVALID, TENANT_SET_UNKNOWN. */
export function listDeliveries(input: PageInput, ports: DispatchPorts): DeliveryPage {
  const { sort = '-acceptedAt', limit } = input;
  if (!sorts.some((known) => known === sort)) throw tenantsErrors.fail('SORT_UNKNOWN', { sort, known: ['acceptedAt'] });
  const isDescending = sort.startsWith('-');
  const matches = compileFilter(input.query, ports);
  const set = input.tenantSet === undefined ? null : ports.findTenantSet(input.tenantSet);
  const after = readCursor(input.cursor) ?? (isDescending ? Number.MAX_SAFE_INTEGER : 0);
  const sql = `SELECT *, ${wasSentAgain} AS was_sent_again FROM deliveries WHERE ?1 IS NULL OR tenant_set = ?1 ORDER BY seq ${isDescending ? 'DESC' : 'ASC'}`;

  let total = 0;
  const found: ListedRow[] = [];
  for (const row of ports.database.each<ListedRow>(sql, set)) {
    if (!matches(describeRow(row))) continue;
    total += 1;
    const isAfter = isDescending ? row.seq < after : row.seq > after;
    if (isAfter && found.length <= limit) found.push(row);
  }
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    total,
    nextCursor: found.length > limit && last !== undefined ? `d${last.seq}` : null,
    items: page.map(readDelivery),
  };
}

function compileFilter(text: string, { clock }: DispatchPorts): (row: QueryRow) => boolean {
  const query = parseQuery(text, 'deliveries');
  if (!query.ok) throw tenantsErrors.fail('QUERY_INVALID', { problems: toProblems(query.error) });
  return compileQuery(query.value, { nowMs: clock.now(), timeZone: defaultTimeZone });
}

function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const seq = /^d(\d{1,15})$/.exec(cursor)?.[1];
  if (seq === undefined) throw tenantsErrors.fail('CURSOR_INVALID');
  return Number(seq);
}

function describeRow(row: ListedRow): QueryRow {
  const integration = JSON.parse(row.integration) as Integration;
  const fold = (text: string | null) => (text === null ? null : foldText(text));
  return {
    searchText: searchTextOf([row.integration_name, row.account_name, row.pbx_name, row.url]),
    id: foldText(row.id),
    name: foldText(row.integration_name),
    integrationId: fold(row.integration_id),
    accountId: fold(row.account_id),
    accountName: fold(row.account_name),
    serviceUuid: fold(row.service_uuid),
    pbxName: fold(row.pbx_name),
    scope: integration.scope,
    event: row.trigger_event,
    method: row.method,
    format: integration.format,
    url: foldText(row.url),
    host: foldText(new URL(row.url).host),
    tags: [],
    outcome: row.outcome,
    result: row.result,
    status: row.status,
    code: fold(row.error_code),
    attemptCount: row.started_count,
    replays: [row.replay_of, row.was_sent_again === 1 ? row.id : null].filter((id) => id !== null).map(foldText),
    atMs: row.accepted_ms,
  };
}
