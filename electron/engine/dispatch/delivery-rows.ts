// Deliveries and attempts as rows: the only place that knows their columns.
import type { Attempt, AttemptError, Delivery, DeliveryDetail, Timing } from '../../../shared/dispatch/delivery.ts';
import type { DeliveryId, IntegrationId, TenantSetId } from '../../../shared/kernel/ids.ts';
import type { BuiltRequest } from '../../../shared/request/built-request.ts';
import type { DialectFile } from '../../../shared/request/dialect.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import type { Database } from '../database/database.ts';
import type { RequestSource } from './secret-source.ts';

/** How the target was chosen; what a replay without one goes to again. */
export type StoredTarget =
  | { readonly kind: 'own' }
  /** `prefix` is the receiver's own `/in/<token>` at the beginning of the path. */
  | { readonly kind: 'receiver'; readonly prefix: string }
  | { readonly kind: 'url'; readonly url: string };

export interface DeliveryRow {
  seq: number;
  id: DeliveryId;
  tenant_set: TenantSetId | null;
  is_sandbox: 0 | 1;
  integration_id: IntegrationId | null;
  integration_name: string;
  account_id: string | null;
  account_name: string | null;
  service_uuid: string | null;
  pbx_name: string | null;
  trigger_event: string;
  accepted_ms: number;
  outcome: Delivery['outcome'];
  result: Delivery['result'];
  status: number | null;
  error_code: string | null;
  error_message: string | null;
  started_count: number;
  next_kind: Attempt['kind'];
  duration_ms: number | null;
  method: BuiltRequest['method'];
  url: string;
  target: string;
  original_url: string | null;
  replay_of: DeliveryId | null;
  with_auth: 0 | 1;
  deadline_ms: number;
  allow_targets: string;
  headers: string;
  body: string | null;
  assumptions: string;
  event: string;
  integration: string;
  dialect: string;
}

interface AttemptRow {
  number: number;
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

/** What accept knows; everything else begins empty. */
export type NewDelivery = Omit<
  DeliveryRow,
  'seq' | 'outcome' | 'result' | 'status' | 'error_code' | 'error_message' | 'started_count' | 'duration_ms'
>;

export function insertDelivery(database: Database, row: NewDelivery): number {
  const columns = Object.keys(row);
  const marks = columns.map(() => '?').join(', ');
  const sql = `INSERT INTO deliveries (outcome, ${columns.join(', ')}) VALUES ('pending', ${marks})`;
  return database.run(sql, ...Object.values(row)).lastInsertRowid;
}

export function findDelivery(database: Database, id: string): DeliveryRow | undefined {
  return database.get<DeliveryRow>('SELECT * FROM deliveries WHERE id = ?', id);
}

export function getDelivery(database: Database, seq: number): DeliveryRow | undefined {
  return database.get<DeliveryRow>('SELECT * FROM deliveries WHERE seq = ?', seq);
}

export function insertAttempt(database: Database, deliverySeq: number, attempt: Attempt): void {
  const { response } = attempt;
  database.run(
    `INSERT INTO attempts (delivery_seq, number, kind, started_ms, result, status, error_code, error_message, timing,
       sent_headers, response_headers, response_body, is_cut) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    deliverySeq,
    attempt.number,
    attempt.kind,
    Date.parse(attempt.startedAt),
    attempt.result,
    attempt.status,
    attempt.error?.code ?? null,
    attempt.error?.message ?? null,
    JSON.stringify(attempt.timing),
    JSON.stringify(attempt.sentHeaders),
    response === null ? null : JSON.stringify(response.headers),
    response === null ? null : Buffer.from(response.bodyBase64, 'base64'),
    response?.isCut ? 1 : 0,
  );
}

export function hasAttempt(database: Database, deliverySeq: number, number: number): boolean {
  const sql = 'SELECT 1 FROM attempts WHERE delivery_seq = ? AND number = ?';
  return database.get(sql, deliverySeq, number) !== undefined;
}

function readError(row: Pick<DeliveryRow, 'error_code' | 'error_message'>): AttemptError | null {
  return row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' };
}

export function readDelivery(row: DeliveryRow): Delivery {
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
  };
}

export function readRequest(row: DeliveryRow): BuiltRequest {
  return { method: row.method, url: row.url, headers: JSON.parse(row.headers), body: row.body };
}

/** The snapshot of accept. */
export function readSource(row: DeliveryRow): RequestSource {
  return {
    integration: JSON.parse(row.integration) as Integration,
    event: JSON.parse(row.event) as PbxEvent,
    dialect: resolveDialect(JSON.parse(row.dialect) as DialectFile),
  };
}

export function readTarget(row: DeliveryRow): StoredTarget {
  return JSON.parse(row.target) as StoredTarget;
}

function readAttempt(row: AttemptRow): Attempt {
  const timing = JSON.parse(row.timing) as Timing;
  const hasResponse = row.response_headers !== null && row.status !== null;
  return {
    number: row.number,
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

export function readDetail(database: Database, row: DeliveryRow): DeliveryDetail {
  const attempts = database.all<AttemptRow>('SELECT * FROM attempts WHERE delivery_seq = ? ORDER BY number', row.seq);
  return {
    ...readDelivery(row),
    request: readRequest(row),
    assumptions: JSON.parse(row.assumptions),
    event: JSON.parse(row.event),
    integration: JSON.parse(row.integration),
    dialect: JSON.parse(row.dialect),
    attempts: attempts.map(readAttempt),
  };
}
