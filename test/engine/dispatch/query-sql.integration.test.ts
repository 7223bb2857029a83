import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import { always, compileCondition } from '../../../electron/engine/dispatch/query-sql.ts';
import { compileQuery } from '../../../shared/query/compile-query.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { Query } from '../../../shared/query/query.ts';
import { type PlainDelivery, toDeliveryRow } from '../../shared/query/plain-rows.ts';
import { plainDelivery, queryOf } from '../../shared/query/query-arbitraries.ts';
import { addDelivery, addSnapshot, openLogDatabase } from './log-fixture.ts';

const context = { nowMs: Date.UTC(2026, 10, 23, 2, 0), timeZone: 'UTC' };

interface Stored extends PlainDelivery {
  readonly integrationId: string | null;
  readonly replayOf: string | null;
  /** An attempt of it was a replay, or is going to be. */
  readonly wasSentAgain: boolean;
  readonly replays: string[];
}

/** Ids, codes and URLs as they are made: ASCII, and ids in lower case. */
const ascii = (alphabet: string) => fc.array(fc.constantFrom(...alphabet), { maxLength: 5 }).map((all) => all.join(''));
const lowerId = ascii('ab*-');
const stored: fc.Arbitrary<Stored> = fc
  .record({
    plain: plainDelivery,
    path: ascii('aAbB*-/['),
    query: ascii('aB5*'),
    id: lowerId,
    accountId: fc.option(lowerId),
    serviceUuid: fc.option(lowerId),
    integrationId: fc.option(lowerId),
    replayOf: fc.option(lowerId, { freq: 2 }),
    wasSentAgain: fc.boolean(),
    code: fc.option(ascii('AB_*')),
  })
  .map(({ plain, path, query, ...ids }) => {
    const url = `https://crm.example.com/${path}${query === '' ? '' : `?${query}`}`;
    return { ...plain, ...ids, url, host: 'crm.example.com', tags: [], replays: [] };
  });

/** Ids are unique in the table; the property only needs them to be found. */
function makeUnique(rows: readonly Stored[]): Stored[] {
  return rows.map((row, index) => {
    const id = `${row.id}${'\u0001'.repeat(index)}`;
    const replays = [row.replayOf, row.wasSentAgain ? id : null].filter((one) => one !== null);
    return { ...row, id, replays };
  });
}

function store(database: Database, rows: readonly Stored[]): void {
  database.transaction(() => {
    for (const table of ['deliveries', 'snapshots', 'attempts']) database.run(`DELETE FROM ${table}`);
    for (const [index, row] of rows.entries()) storeOne(database, index + 1, row);
  });
}

function storeOne(database: Database, seq: number, row: Stored): void {
  const snapshot = addSnapshot(database, {
    integration_id: row.integrationId,
    integration_name: row.name,
    account_id: row.accountId,
    account_name: row.accountName,
    service_uuid: row.serviceUuid,
    pbx_name: row.pbxName,
    trigger_event: row.event,
    scope: row.scope,
    method: row.method,
    format: row.format,
    url: row.url.split('?')[0] ?? '',
  });
  addDelivery(database, {
    ...{ seq, id: row.id, snapshot, accepted_ms: row.atMs, url: row.url, replay_of: row.replayOf },
    ...{ outcome: row.outcome, result: row.result, status: row.status, error_code: row.code },
    started_count: row.attemptCount,
  });
  if (!row.wasSentAgain) return;
  if (row.attemptCount <= 1) database.run("UPDATE deliveries SET next_kind = 'replay' WHERE seq = ?", seq);
  else {
    const sql = `INSERT INTO attempts (key, kind, started_ms, result, timing, sent_headers, is_cut)
      VALUES (?, 'replay', 0, 'delivered', '{}', '[]', 0)`;
    database.run(sql, seq * 4096 + 2);
  }
}

function select(database: Database, query: Query<'deliveries'>): number[] {
  const { sql, values } = query.root === null ? always : compileCondition(query.root, context);
  const text = `SELECT d.seq FROM deliveries d JOIN snapshots s ON s.id = d.snapshot WHERE ${sql} ORDER BY d.seq`;
  return database.all<{ seq: number }>(text, ...values).map(({ seq }) => seq);
}

test('the database selects what the query language selects', () => {
  const database = openLogDatabase();
  const rows = fc.array(stored, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(rows, fc.array(queryOf('deliveries'), { minLength: 1, maxLength: 8 }), (found, queries) => {
      const plain = makeUnique(found);
      store(database, plain);
      for (const query of queries) {
        const matches = compileQuery(query, context);
        const expected = plain.flatMap((row, index) => (matches(toDeliveryRow(row)) ? [index + 1] : []));
        expect(select(database, query)).toEqual(expected);
      }
    }),
    { numRuns: 400 },
  );
});

test.each([
  ['"screen-pop acme"', 0],
  ['"SCREEN-POP"', 1],
  ['1555', 1],
  ['url:"*from=1555"', 1],
  ['host:crm.example.com', 1],
  ['status:5*', 1],
  ['-code:*', 0],
  ['code:connect_*', 1],
  ['name:"[x]*"', 0],
])('%s finds what was stored', (text, count) => {
  const database = openLogDatabase();
  addSnapshot(database, {});
  const url = 'https://crm.example.com/hook?from=1555';
  addDelivery(database, { seq: 1, url, status: 502, error_code: 'CONNECT_RESET', accepted_ms: 0 });
  const parsed = parseQuery(text, 'deliveries');
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  expect(select(database, parsed.value)).toHaveLength(count);
});

test('a query as long as a query can be is answered', () => {
  const database = openLogDatabase();
  addSnapshot(database, {});
  addDelivery(database, { seq: 1, accepted_ms: 0 });
  const parsed = parseQuery('a '.repeat(2_048), 'deliveries');
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  expect(select(database, parsed.value)).toEqual([1]);
});
