// A log of some thousand deliveries of several tenant sets, integrations and days, with gaps where retention was, and what is in it.
import { afterAll } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import type { LogPorts } from '../../../electron/engine/dispatch/plan-log.ts';
import type { TenantSetId } from '../../../shared/kernel/ids.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import { recountLog } from '../../support/recount-log.ts';
import { addDelivery, addSnapshot, followLog, openLogDatabase } from './log-fixture.ts';

export interface StoredDelivery {
  readonly seq: number;
  readonly id: string;
  readonly set: string;
  readonly integration: string;
  readonly account: string;
  readonly atMs: number;
  readonly outcome: string;
  readonly result: string | null;
  readonly replayOf: string | null;
}

export const startMs = Date.parse('2026-11-22T00:00:00Z');

const rows = 6_000;
const snapshots = 200;
const stepMs = 25_000;
const stands = [
  ['delivered', 'delivered'],
  ['delivered', 'delivered'],
  ['delivered', 'delivered'],
  ['dead', 'failing'],
  ['pending', null],
  ['dead', 'refused'],
  ['pending', 'failing'],
] as const;

export function fillLog() {
  const database = openLogDatabase(afterAll);
  const stored: StoredDelivery[] = [];
  database.transaction(() => {
    for (let number = 1; number <= snapshots; number += 1) addIntegration(database, number);
    for (let index = 1; index <= rows; index += 1) stored.push(addOne(database, index));
    recountLog(database);
  });
  // As far as the middle: what is listed lies in the index, behind it, or in both.
  followLog(database, stored[rows / 2]?.seq ?? 0);
  const plans = new Map<string, string[]>();
  const ports: LogPorts = {
    database: explain(database, plans),
    clock: { now: () => startMs + 48 * 3_600_000, after: () => () => {} },
    findTenantSet: (name) => {
      const known = ['sandbox', 'production'];
      if (!known.includes(name)) throw tenantsErrors.fail('TENANT_SET_UNKNOWN', { name, known });
      return name as TenantSetId;
    },
  };
  return { database, ports, stored, plans };
}

function describe(number: number) {
  const set = number % 10 === 0 ? 'production' : 'sandbox';
  return { set, integration: `int_${number}`, account: `Account ${number % 20}` };
}

function addIntegration(database: Database, number: number): void {
  const { set, integration, account } = describe(number);
  const url = `https://crm.example.com/hook/${number}`;
  const names = { integration_name: `Hook ${number}`, account_name: account, pbx_name: null, account_id: null };
  addSnapshot(database, { tenant_set: set, integration_id: integration, url, service_uuid: null, ...names });
}

function addOne(database: Database, index: number): StoredDelivery {
  const number = ((index * 7) % snapshots) + 1;
  // Every thousandth delivery has lost those before it.
  const seq = index + Math.floor(index / 1_000) * 5_000;
  const [outcome, result] = stands[index % stands.length] ?? stands[0];
  const replayOf = index % 50 === 0 ? 'dlv_1' : null;
  const atMs = startMs + index * stepMs;
  const status = result === 'failing' ? 502 : null;
  const id = `dlv_${index}`;
  const url = `https://crm.example.com/hook/${number}?call=${index}`;
  addDelivery(database, {
    ...{ seq, id, snapshot: number, accepted_ms: atMs, url, replay_of: replayOf, outcome, result, status },
    started_count: result === null ? 0 : 1,
  });
  return { seq, id, ...describe(number), atMs, outcome, result, replayOf };
}

/** Notes down, for every statement that reads, what SQLite makes of it. */
function explain(database: Database, plans: Map<string, string[]>): Database {
  const note = (sql: string, values: Parameters<Database['all']>[1][]) => {
    const steps = database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);
    plans.set(
      sql,
      steps.map(({ detail }) => detail),
    );
  };
  return {
    ...database,
    get: (sql, ...values) => {
      note(sql, values);
      return database.get(sql, ...values);
    },
    all: (sql, ...values) => {
      note(sql, values);
      return database.all(sql, ...values);
    },
  };
}
