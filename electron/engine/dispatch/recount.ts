// Counts the log afresh and finds what its counters lack. It reads a snapshot, some rows at a time, while deliveries come and go: what a
// counter is wrong by stays the same whatever moves meanwhile, so it is found in the snapshot and added to the counter of today.

import type { SQLInputValue } from 'node:sqlite';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import { readSnapshot, type Snapshot } from '../database/read-snapshot.ts';
import { type CountRows, hourMs, spellCounts } from './delivery-counts.ts';

export interface RecountOptions {
  /** How many deliveries were counted so far, now and then. */
  onProgress?(counted: number): void;
  readonly signal?: AbortSignal | undefined;
}

const rowsPerStep = 500;
const stepsPerProgress = 200;

/** By how much `hours` and `totals` are wrong, and the spans that do not hold all they should. */
export async function findWrongCounts(database: Database, options: RecountOptions = {}): Promise<CountRows> {
  return readSnapshot(database.path, async (snapshot) => {
    for (const sql of preparing) snapshot.run(sql);
    await countDeliveries(snapshot, options);
    await subtractKept(snapshot);
    return {
      hours: await listRows<CountRows['hours'][number]>(snapshot, wrongHours, ['', Number.MIN_SAFE_INTEGER, '']),
      totals: await listRows<CountRows['totals'][number]>(snapshot, wrongTotals, ['', '']),
      spans: await listRows<CountRows['spans'][number]>(snapshot, wrongSpans, [Number.MIN_SAFE_INTEGER]),
    };
  });
}

export function countWrong({ hours, totals, spans }: CountRows): number {
  return hours.length + totals.length + spans.length;
}

/** Some at a time: each counter is right by itself. */
export async function correctCounts(database: Database, { hours, totals, spans }: CountRows): Promise<void> {
  const most = Math.max(hours.length, totals.length, spans.length);
  for (let at = 0; at < most; at += rowsPerStep) {
    const end = at + rowsPerStep;
    const part = { hours: hours.slice(at, end), totals: totals.slice(at, end), spans: spans.slice(at, end) };
    database.transaction(() => {
      for (const [sql, values] of spellCounts(part)) database.run(sql, ...values);
    });
    await breathe();
  }
}

const preparing = [
  `CREATE TEMP TABLE step (tenant_set TEXT, integration_id TEXT, hour INTEGER, outcome TEXT, standing TEXT, is_replay INTEGER,
    n INTEGER, first_seq INTEGER, last_seq INTEGER)`,
  'CREATE TEMP TABLE hours (scope TEXT, hour INTEGER, stand TEXT, n INTEGER, PRIMARY KEY (scope, hour, stand)) WITHOUT ROWID',
  'CREATE TEMP TABLE totals (scope TEXT, stand TEXT, n INTEGER, PRIMARY KEY (scope, stand)) WITHOUT ROWID',
  'CREATE TEMP TABLE spans (hour INTEGER PRIMARY KEY, first_seq INTEGER, last_seq INTEGER)',
];

/** Rounded down, also before 1970. */
const hourOf = `(accepted_ms - (accepted_ms % ${hourMs} + ${hourMs}) % ${hourMs}) / ${hourMs}`;
const fillStep = `INSERT INTO temp.step SELECT s.tenant_set, s.integration_id, hour, outcome, standing, is_replay, n, first_seq, last_seq
  FROM (SELECT snapshot, ${hourOf} AS hour, outcome, coalesce(result, 'waiting') AS standing, replay_of IS NOT NULL AS is_replay,
      count(*) AS n, min(seq) AS first_seq, max(seq) AS last_seq
    FROM (SELECT * FROM deliveries WHERE seq > ? ORDER BY seq LIMIT ${rowsPerStep}) GROUP BY 1, 2, 3, 4, 5) c
  JOIN snapshots s ON s.id = c.snapshot`;

const stands = [
  ["'accepted'", 'true'],
  ["'replays'", 'is_replay'],
  ["outcome || ' ' || standing", "NOT (outcome = 'pending' AND standing = 'waiting')"],
];
const addUp = 'DO UPDATE SET n = n + excluded.n';
const addingStep = [
  ...["'all'", "'set:' || tenant_set", "'int:' || integration_id"].flatMap((scope) =>
    stands.map(
      ([stand, condition]) => `INSERT INTO temp.hours SELECT ${scope}, hour, ${stand}, sum(n) FROM step
        WHERE ${condition} AND ${scope} IS NOT NULL GROUP BY 1, 2, 3 ON CONFLICT (scope, hour, stand) ${addUp}`,
    ),
  ),
  ...["'all'", "'set:' || tenant_set"].flatMap((scope) =>
    stands.map(
      ([stand, condition]) => `INSERT INTO temp.totals SELECT ${scope}, ${stand}, sum(n) FROM step
        WHERE ${condition} AND ${scope} IS NOT NULL GROUP BY 1, 2 ON CONFLICT (scope, stand) ${addUp}`,
    ),
  ),
  `INSERT INTO temp.spans SELECT hour, min(first_seq), max(last_seq) FROM step GROUP BY 1 ON CONFLICT (hour) DO UPDATE
    SET first_seq = min(first_seq, excluded.first_seq), last_seq = max(last_seq, excluded.last_seq)`,
];

async function countDeliveries(snapshot: Snapshot, { onProgress, signal }: RecountOptions): Promise<void> {
  let last = Number.MIN_SAFE_INTEGER;
  let counted = 0;
  for (let step = 1; ; step += 1) {
    signal?.throwIfAborted();
    snapshot.run('DELETE FROM temp.step');
    snapshot.run(fillStep, last);
    type Read = { n: number | null; last: number | null };
    const read = snapshot.get<Read>('SELECT sum(n) AS n, max(last_seq) AS last FROM temp.step');
    if (read?.last == null) return;
    for (const sql of addingStep) snapshot.run(sql);
    last = read.last;
    counted += read.n ?? 0;
    if (step % stepsPerProgress === 0) onProgress?.(counted);
    await breathe();
  }
}

const keptHours = `SELECT scope, hour, stand, n FROM main.delivery_hours WHERE (scope, hour, stand) > (?, ?, ?)
  ORDER BY scope, hour, stand LIMIT ${rowsPerStep}`;
const takeHours = `INSERT INTO temp.hours SELECT value ->> 0, value ->> 1, value ->> 2, -(value ->> 3) FROM json_each(?) WHERE true
  ON CONFLICT (scope, hour, stand) ${addUp}`;
const takeTotals = `INSERT INTO temp.totals SELECT scope, stand, -n FROM main.delivery_totals WHERE true
  ON CONFLICT (scope, stand) ${addUp}`;
/** One that holds more than it must is right. */
const takeSpans = `DELETE FROM temp.spans WHERE EXISTS (SELECT 1 FROM main.delivery_spans kept
  WHERE kept.hour = spans.hour AND kept.first_seq <= spans.first_seq AND kept.last_seq >= spans.last_seq)`;

async function subtractKept(snapshot: Snapshot): Promise<void> {
  let after: SQLInputValue[] = ['', Number.MIN_SAFE_INTEGER, ''];
  for (;;) {
    const rows = snapshot.all(keptHours, ...after).map((row) => Object.values(row) as SQLInputValue[]);
    const last = rows.at(-1);
    if (last === undefined) break;
    snapshot.run(takeHours, JSON.stringify(rows));
    after = last.slice(0, -1);
    await breathe();
  }
  snapshot.run(takeTotals);
  snapshot.run(takeSpans);
}

const page = `LIMIT ${rowsPerStep}`;
const wrongHours = `SELECT * FROM temp.hours WHERE n <> 0 AND (scope, hour, stand) > (?, ?, ?) ORDER BY scope, hour, stand ${page}`;
const wrongTotals = `SELECT * FROM temp.totals WHERE n <> 0 AND (scope, stand) > (?, ?) ORDER BY scope, stand ${page}`;
const wrongSpans = `SELECT * FROM temp.spans WHERE hour > ? ORDER BY hour ${page}`;

/** A row's first columns are its key. */
async function listRows<Listed extends readonly unknown[]>(
  snapshot: Snapshot,
  sql: string,
  before: SQLInputValue[],
): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (let after = before; ; await breathe()) {
    const rows = snapshot.all(sql, ...after).map((row) => Object.values(row) as SQLInputValue[]);
    for (const row of rows) listed.push(row as unknown as Listed);
    if (rows.length < rowsPerStep) return listed;
    after = rows.at(-1)?.slice(0, before.length) ?? [];
  }
}
