// How dispatch as a whole stands, read from counters and from what is failing: what the status bar and the health page show.
import type { DispatchStatus, EndpointHealth } from '../../../shared/dispatch/dispatch-status.ts';
import type { IntegrationId } from '../../../shared/kernel/ids.ts';
import type { Database } from '../database/database.ts';
import type { EndpointState, OriginState } from './lanes.ts';
import { readCounts } from './read-counts.ts';

export interface StatusSource {
  readonly database: Database;
  readonly inFlight: number;
  readonly pausedBecause: string | null;
  readonly failing: EndpointHealth[];
  readonly gone: readonly { integrationId: string; sinceMs: number }[];
}

export function readStatus({ database, gone, ...rest }: StatusSource): DispatchStatus {
  const { stands } = readCounts(database, 'all');
  return {
    pending: stands.reduce((sum, { outcome, n }) => (outcome === 'pending' ? sum + n : sum), 0),
    ...rest,
    gone: gone.map(({ integrationId, sinceMs }) => ({
      integrationId: integrationId as IntegrationId,
      name: nameOf(database, integrationId),
      since: new Date(sinceMs).toISOString(),
    })),
  };
}

function nameOf(database: Database, integrationId: string): string {
  const sql = 'SELECT integration_name AS name FROM snapshots WHERE integration_id = ? ORDER BY id DESC LIMIT 1';
  return database.get<{ name: string }>(sql, integrationId)?.name ?? integrationId;
}

/** Deliveries that are due and wait for this endpoint or origin. */
export function countWaiting(database: Database, guarded: EndpointState | OriginState, nowMs: number): number {
  const [column, name] = 'endpoint' in guarded ? ['endpoint', guarded.endpoint] : ['origin', guarded.origin];
  const sql = `SELECT count(*) AS n FROM deliveries WHERE due_ms <= ? AND lane IN (SELECT id FROM lanes WHERE ${column} = ?)`;
  return database.get<{ n: number }>(sql, nowMs, name)?.n ?? 0;
}
