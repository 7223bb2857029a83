// Captures as rows: the only place that knows their columns.
import type { Capture } from '../../../shared/bench/capture.ts';
import type { CaptureId, DeliveryId, IntegrationId } from '../../../shared/kernel/ids.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import type { Database } from '../database/database.ts';

interface CaptureRow {
  seq: number;
  id: CaptureId;
  received_ms: number;
  method: string;
  url: string;
  path: string;
  headers: string;
  body: Uint8Array;
  is_cut: 0 | 1;
  peer: string;
  integration_id: IntegrationId | null;
  trigger_event: string | null;
  delivery_id: DeliveryId | null;
  answered_status: number;
}

export type NewCapture = Omit<CaptureRow, 'seq'>;

export function insertCapture(database: Database, row: NewCapture): Capture {
  const columns = Object.keys(row);
  const marks = columns.map(() => '?').join(', ');
  const sql = `INSERT INTO captures (${columns.join(', ')}) VALUES (${marks})`;
  const { lastInsertRowid } = database.run(sql, ...Object.values(row));
  return readCapture({ ...row, seq: lastInsertRowid });
}

function readCapture(row: CaptureRow): Capture {
  return {
    id: row.id,
    seq: row.seq,
    receivedAt: new Date(row.received_ms).toISOString(),
    method: row.method,
    url: row.url,
    path: row.path,
    headers: JSON.parse(row.headers) as HeaderList,
    bodyBase64: Buffer.from(row.body).toString('base64'),
    isCut: row.is_cut === 1,
    peer: row.peer,
    integration: row.integration_id,
    event: row.trigger_event,
    deliveryId: row.delivery_id,
    answeredStatus: row.answered_status,
  };
}

export function findCapture(database: Database, id: string): Capture | undefined {
  const row = database.get<CaptureRow>('SELECT * FROM captures WHERE id = ?', id);
  return row && readCapture(row);
}

/** Newest first. */
export function listCaptures(database: Database, beforeSeq: number, limit: number): Capture[] {
  const sql = 'SELECT * FROM captures WHERE seq < ? ORDER BY seq DESC LIMIT ?';
  return database.all<CaptureRow>(sql, beforeSeq, limit).map(readCapture);
}

/** Oldest first, a page at a time. */
export function listCapturesAfter(database: Database, afterSeq: number, limit: number): Capture[] {
  const sql = 'SELECT * FROM captures WHERE seq > ? ORDER BY seq LIMIT ?';
  return database.all<CaptureRow>(sql, afterSeq, limit).map(readCapture);
}

export function countCaptures(database: Database): number {
  return database.get<{ count: number }>('SELECT count(*) AS count FROM captures')?.count ?? 0;
}
