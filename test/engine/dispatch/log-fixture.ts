// A database with the log's tables and rows made by hand: what the log's readers and counters are held against.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import { openDatabase } from '../../../electron/engine/database/open-database.ts';
import { SnapshotIndex } from '../../../electron/engine/dispatch/snapshot-index.ts';
import { searchTextOf } from '../../../shared/query/rows.ts';

/** `atEnd`: vitest's `afterAll` where many tests read the same one. */
export function openLogDatabase(atEnd: (act: () => void) => void = onTestFinished): Database {
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-log-'));
  const database = openDatabase(join(folder, 'switchhook.db'));
  atEnd(() => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return database;
}

/** Lets the index of snapshots follow the log, and writes at once what it wants written. */
export function followLog(database: Database, lastSeq: number): void {
  const group: ConstructorParameters<typeof SnapshotIndex>[1] = {
    add: ({ writes, done }) => {
      for (const [sql, values] of writes) database.run(sql, ...values);
      done(null);
    },
  };
  new SnapshotIndex(database, group).follow(lastSeq);
}

export interface SnapshotRow {
  tenant_set: string | null;
  integration_id: string | null;
  integration_name: string;
  account_id: string | null;
  account_name: string | null;
  service_uuid: string | null;
  pbx_name: string | null;
  trigger_event: string;
  scope: string;
  method: string;
  format: string;
  url: string;
}

const plainSnapshot: SnapshotRow = {
  tenant_set: 'sandbox',
  integration_id: 'int_1',
  integration_name: 'CRM screen-pop',
  account_id: 'acc_1',
  account_name: 'Acme Dental',
  service_uuid: '6f1c2f0a-3b7d-4f57-9a51-2d0c8b6e4a13',
  pbx_name: 'Head Office',
  trigger_event: 'inbound-call-answered',
  scope: 'service',
  method: 'POST',
  format: 'JSON',
  url: 'https://crm.example.com/hook',
};

/** Answers the snapshot's id. */
export function addSnapshot(database: Database, change: Partial<SnapshotRow> = {}): number {
  const row = { ...plainSnapshot, ...change };
  const id = (database.get<{ id: number }>('SELECT coalesce(max(id), 0) + 1 AS id FROM snapshots')?.id ?? 1) as number;
  const integration = { name: row.integration_name, scope: row.scope, triggerEvent: row.trigger_event };
  const full = {
    ...{ id, hash: `hash-${id}`, is_sandbox: 1, headers: '[]', target: '{"kind":"own"}', original_url: null },
    ...{ with_auth: 0, allow_targets: '[]', deadline_ms: null, is_retried: 1, dialect: '{}', ...row },
    integration: JSON.stringify(integration),
    search_text: searchTextOf([row.integration_name, row.account_name, row.pbx_name, row.url]),
  };
  insert(database, 'snapshots', full);
  return id;
}

export interface DeliveryColumns {
  seq: number;
  id: string;
  snapshot: number;
  accepted_ms: number;
  url: string;
  replay_of: string | null;
  outcome: string;
  result: string | null;
  status: number | null;
  error_code: string | null;
  started_count: number;
  due_ms: number | null;
}

export function addDelivery(database: Database, change: Partial<DeliveryColumns> & { seq: number }): void {
  const outcome = change.outcome ?? 'pending';
  database.run(
    "INSERT OR IGNORE INTO lanes VALUES (1, 'https://crm.example.com/hook', 'https://crm.example.com', 'int_1')",
  );
  insert(database, 'deliveries', {
    ...{ id: `dlv_${change.seq}`, snapshot: 1, lane: 1, accepted_ms: change.seq, event: '{}' },
    ...{ url: 'https://crm.example.com/hook', body: '{}', assumptions: '[]', replay_of: null, outcome },
    ...{ due_ms: outcome === 'pending' ? 0 : null, next_kind: 'first', started_count: 0, retry_count: 0 },
    ...{ was_delivered: 0, result: null, status: null, error_code: null, error_message: null, duration_ms: null },
    ...change,
  });
}

function insert(database: Database, table: string, row: Record<string, string | number | null>): void {
  const columns = Object.keys(row);
  const marks = columns.map(() => '?').join(', ');
  database.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, ...Object.values(row));
}
