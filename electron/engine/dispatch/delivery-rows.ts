// Deliveries and attempts as rows, and as people see them: the only place that knows their columns for reading.
import type {
  Attempt,
  AttemptError,
  Delivery,
  DeliveryDetail,
  Timing,
  WaitReason,
} from '../../../shared/dispatch/delivery.ts';
import type { DeliveryId, IntegrationId, TenantSetId } from '../../../shared/kernel/ids.ts';
import type { BuiltRequest } from '../../../shared/request/built-request.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import type { Database } from '../database/database.ts';
import type { SnapshotContent } from './snapshots.ts';

/** What a list shows. Add `WHERE`; `d` is the delivery, `s` its snapshot, `l` its lane. */
export const listedSql = `
  SELECT d.seq, d.id, d.snapshot, d.lane, d.accepted_ms, d.url, d.replay_of, d.outcome, d.due_ms, d.next_kind, d.started_count, d.result,
    d.status, d.error_code, d.error_message, d.duration_ms, s.tenant_set, s.integration_id, s.integration_name, s.account_name,
    s.pbx_name, s.trigger_event, s.method, s.original_url, s.is_retried, l.endpoint
  FROM deliveries d JOIN snapshots s ON s.id = d.snapshot JOIN lanes l ON l.id = d.lane`;

export interface ListedRow {
  seq: number;
  id: DeliveryId;
  snapshot: number;
  lane: number;
  accepted_ms: number;
  url: string;
  replay_of: DeliveryId | null;
  outcome: Delivery['outcome'];
  due_ms: number | null;
  next_kind: Attempt['kind'];
  started_count: number;
  result: Delivery['result'];
  status: number | null;
  error_code: string | null;
  error_message: string | null;
  duration_ms: number | null;
  tenant_set: TenantSetId | null;
  integration_id: IntegrationId | null;
  integration_name: string;
  account_name: string | null;
  pbx_name: string | null;
  trigger_event: string;
  method: BuiltRequest['method'];
  original_url: string | null;
  is_retried: 0 | 1;
  endpoint: string;
}

const wholeSql = `
  SELECT d.*, s.tenant_set, s.is_sandbox, s.integration_id, s.integration_name, s.account_id, s.account_name, s.service_uuid,
    s.pbx_name, s.trigger_event, s.scope, s.method, s.format, s.headers, s.target, s.original_url, s.with_auth,
    s.allow_targets, s.deadline_ms, s.is_retried, s.integration, s.dialect, l.endpoint
  FROM deliveries d JOIN snapshots s ON s.id = d.snapshot JOIN lanes l ON l.id = d.lane`;

/** A delivery with its snapshot. */
export interface DeliveryRow extends ListedRow, Omit<SnapshotContent, keyof ListedRow> {
  event: string;
  body: string | null;
  assumptions: string;
  retry_count: number;
  was_delivered: 0 | 1;
}

interface AttemptRow {
  key: number;
  kind: Attempt['kind'];
  started_ms: number;
  result: Attempt['result'];
  status: number | null;
  error_code: string | null;
  error_message: string | null;
  timing: string;
  sent_headers: string;
  response_headers: string | null;
  response_body: Uint8Array | null;
  is_cut: 0 | 1;
}

/** Attempts of a delivery are numbered from 1 and lie together. */
export const attemptsPerDelivery = 4_096;

/** Why a pending delivery that is due is not being sent; null while it is, or only waits for its turn. */
export type WaitOf = (row: ListedRow) => WaitReason | null;

export function findDelivery(database: Database, id: string): DeliveryRow | undefined {
  return database.get<DeliveryRow>(`${wholeSql} WHERE d.id = ?`, id);
}

export function findListed(database: Database, id: string): ListedRow | undefined {
  return database.get<ListedRow>(`${listedSql} WHERE d.id = ?`, id);
}

export function hasDelivery(database: Database, id: string): boolean {
  return database.get('SELECT 1 FROM deliveries WHERE id = ?', id) !== undefined;
}

function readError(row: Pick<ListedRow, 'error_code' | 'error_message'>): AttemptError | null {
  return row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' };
}

export function readDelivery(row: ListedRow, { nowMs, waitOf }: { nowMs: number; waitOf: WaitOf }): Delivery {
  const isLater = row.due_ms !== null && row.due_ms > nowMs;
  return {
    id: row.id,
    tenantSet: row.tenant_set,
    integrationId: row.integration_id,
    integrationName: row.integration_name,
    accountName: row.account_name,
    pbxName: row.pbx_name,
    trigger: row.trigger_event,
    acceptedAt: new Date(row.accepted_ms).toISOString(),
    outcome: row.outcome,
    result: row.result,
    status: row.status,
    error: readError(row),
    attemptCount: row.started_count,
    durationMs: row.duration_ms,
    method: row.method,
    url: row.url,
    originalUrl: row.original_url,
    replayOf: row.replay_of,
    endpoint: row.endpoint,
    isRetried: row.is_retried === 1,
    nextAttemptAt: isLater ? new Date(row.due_ms ?? 0).toISOString() : null,
    waitsFor: row.outcome === 'pending' && !isLater ? waitOf(row) : null,
  };
}

export function readRequest(row: DeliveryRow): BuiltRequest {
  return { method: row.method, url: row.url, headers: JSON.parse(row.headers), body: row.body };
}

export function readEvent(row: DeliveryRow): PbxEvent {
  return JSON.parse(row.event) as PbxEvent;
}

function readAttempt(row: AttemptRow): Attempt {
  const timing = JSON.parse(row.timing) as Timing;
  const hasResponse = row.response_headers !== null && row.status !== null;
  return {
    number: row.key % attemptsPerDelivery,
    kind: row.kind,
    startedAt: new Date(row.started_ms).toISOString(),
    result: row.result,
    status: row.status,
    durationMs: timing.totalMs,
    error: readError(row),
    timing,
    sentHeaders: JSON.parse(row.sent_headers),
    response: hasResponse
      ? {
          status: row.status ?? 0,
          headers: JSON.parse(row.response_headers ?? '[]'),
          bodyBase64: Buffer.from(row.response_body ?? []).toString('base64'),
          isCut: row.is_cut === 1,
        }
      : null,
  };
}

export function readDetail(
  database: Database,
  row: DeliveryRow,
  now: { nowMs: number; waitOf: WaitOf },
): DeliveryDetail {
  const first = row.seq * attemptsPerDelivery;
  const sql = 'SELECT * FROM attempts WHERE key >= ? AND key < ? ORDER BY key';
  const attempts = database.all<AttemptRow>(sql, first, first + attemptsPerDelivery);
  return {
    ...readDelivery(row, now),
    request: readRequest(row),
    assumptions: JSON.parse(row.assumptions),
    event: readEvent(row),
    integration: JSON.parse(row.integration),
    dialect: JSON.parse(row.dialect),
    attempts: attempts.map(readAttempt),
  };
}
