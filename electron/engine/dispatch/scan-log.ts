// Walks over the rows that a plan may mean, a thousand at a time and with a breath in between: whatever is asked of a million
// rows, nothing else waits for it longer than some milliseconds. No OFFSET: every step begins where the last one ended.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import { hourMs } from './delivery-counts.ts';
import { listPending } from './list-pending.ts';
import type { LogPlan, LogPorts, LogSource, Window } from './plan-log.ts';
import type { Condition } from './query-sql.ts';
import { readIndexedUntil } from './snapshot-index.ts';

const rowsPerStep = 1_000;
const seqsPerStep = 500;
const snapshotsPerStep = 1_000;
/** What is dense is found among the newest; then it is worth knowing which snapshots are meant at all. */
const stepsBeforeSnapshots = 2;
/** With more of them, walking over all rows is as good. */
const mostSnapshots = 128;

type Chunk = { readonly low: number; readonly high: number } | { readonly seqs: readonly number[] };

/** Both belong to it. */
interface Bounds {
  low: number;
  high: number;
}

interface Way {
  readonly isDescending: boolean;
  /** Every match is wanted, not the first ones. */
  readonly isWhole: boolean;
}

/** The next `limit` seqs inside the bounds, in the order of the walk. */
type Fetch = (bounds: Bounds, limit: number) => number[];

/** Seqs of a plan's matches in order. `after`: the one to go on after. Ends early when the caller stops. */
export async function* scanSeqs(
  plan: LogPlan,
  { database }: Pick<LogPorts, 'database'>,
  { isDescending, after, limit }: { isDescending: boolean; after: number | null; limit: number },
): AsyncGenerator<number[]> {
  const bounds = findBounds(database, plan.window);
  if (after !== null && isDescending) bounds.high = Math.min(bounds.high, after - 1);
  if (after !== null && !isDescending) bounds.low = Math.max(bounds.low, after + 1);
  const way = { isDescending, isWhole: limit === Number.POSITIVE_INFINITY };
  for await (const chunk of walk(plan, database, { bounds, way })) {
    const found = filterChunk(database, chunk, { condition: plan.condition, isDescending, limit });
    if (found.length > 0) yield found;
  }
}

/**
 * Every match of a plan, counted by what `columns` say: SQL over `d` and `s`, each `AS` a name. Rows of several steps may be alike: the
 * caller adds them up.
 */
export async function* scanCounts<Row extends object>(
  plan: LogPlan,
  { database }: Pick<LogPorts, 'database'>,
  columns: readonly string[],
): AsyncGenerator<Row & { n: number }> {
  const { condition } = plan;
  const groups = columns.length === 0 ? '' : `GROUP BY ${columns.map((_, index) => index + 1).join(', ')}`;
  const bounds = findBounds(database, plan.window);
  for await (const chunk of walk(plan, database, { bounds, way: { isDescending: true, isWhole: true } })) {
    const [inChunk, values] = spellChunk(chunk);
    const sql = `SELECT ${[...columns, 'count(*) AS n'].join(', ')} ${fromOf(condition)}
      WHERE ${inChunk} AND ${condition.sql} ${groups}`;
    yield* database.all<Row & { n: number }>(sql, ...values, ...condition.values);
  }
}

function fromOf({ ofSnapshot }: Condition): string {
  // The delivery first: its own columns are asked before its snapshot is looked up.
  return `FROM deliveries d${ofSnapshot ? ' CROSS JOIN snapshots s ON s.id = d.snapshot' : ''}`;
}

function spellChunk(chunk: Chunk): [sql: string, values: (string | number)[]] {
  if ('seqs' in chunk) return ['d.seq IN (SELECT value FROM json_each(?))', [JSON.stringify(chunk.seqs)]];
  return ['d.seq BETWEEN ? AND ?', [chunk.low, chunk.high]];
}

interface Filter {
  readonly condition: Condition;
  readonly isDescending: boolean;
  readonly limit: number;
}

function filterChunk(database: Database, chunk: Chunk, { condition, isDescending, limit }: Filter): number[] {
  const isList = 'seqs' in chunk;
  if (isList && condition.sql === '1') return [...chunk.seqs];
  const [inChunk, values] = spellChunk(chunk);
  // A list has its order already, and sorting it in the database would cost a table.
  const order = isList ? '' : `ORDER BY d.seq ${isDescending ? 'DESC' : 'ASC'} LIMIT ?`;
  const sql = `SELECT d.seq AS seq ${fromOf(condition)} WHERE ${inChunk} AND ${condition.sql} ${order}`;
  const most = isList ? [] : [Math.min(limit, rowsPerStep)];
  const found = database.all<{ seq: number }>(sql, ...values, ...condition.values, ...most).map(({ seq }) => seq);
  return isList ? sortSeqs(found, isDescending) : found;
}

function sortSeqs(seqs: number[], isDescending: boolean): number[] {
  return seqs.sort(isDescending ? (left, right) => right - left : (left, right) => left - right);
}

async function* walk(
  plan: LogPlan,
  database: Database,
  { bounds, way }: { bounds: Bounds; way: Way },
): AsyncGenerator<Chunk> {
  // Nothing can be meant: deliveries do not have what is asked for.
  if (plan.condition.sql === '0') return;
  if (plan.source.kind === 'pending') {
    yield* cutPending(await listPending(database), bounds, way);
    return;
  }
  const fetch = findList(plan.source, database, way);
  if (fetch !== null) {
    yield* walkList(fetch, bounds, way);
    return;
  }
  let steps = way.isWhole ? stepsBeforeSnapshots : 0;
  let snapshots: readonly number[] | null = null;
  while (bounds.low <= bounds.high) {
    if (plan.ofSnapshots !== null && steps === stepsBeforeSnapshots) {
      snapshots = await findSnapshots(plan, database);
      if (snapshots !== null) break;
    }
    const chunk = nextRange(database, bounds, way);
    if (chunk === null) return;
    yield chunk;
    steps += 1;
    await breathe();
  }
  if (snapshots === null) return;
  const fetches = listSnapshots(database, snapshots, way);
  if (!way.isWhole) yield* walkList(mergeLists(fetches, way), bounds, way);
  // One after the other: counting needs no order.
  else for (const one of fetches) yield* walkList(one, { ...bounds }, way);
}

/** Takes the next rows out of the bounds, whatever gaps are between them; null: there are none. */
function nextRange(database: Database, bounds: Bounds, { isDescending }: Way): Chunk | null {
  const edge = isDescending ? 'max' : 'min';
  const sql = `SELECT ${edge}(seq) AS seq FROM deliveries WHERE seq BETWEEN ? AND ?`;
  const first = database.get<{ seq: number | null }>(sql, bounds.low, bounds.high)?.seq ?? null;
  if (first === null) return null;
  if (isDescending) {
    const low = Math.max(bounds.low, first - rowsPerStep + 1);
    bounds.high = low - 1;
    return { low, high: first };
  }
  const high = Math.min(bounds.high, first + rowsPerStep - 1);
  bounds.low = high + 1;
  return { low: first, high };
}

async function* walkList(fetch: Fetch, bounds: Bounds, { isDescending }: Way): AsyncGenerator<Chunk> {
  while (bounds.low <= bounds.high) {
    const seqs = fetch(bounds, seqsPerStep);
    const last = seqs.at(-1);
    if (last === undefined) return;
    yield { seqs };
    if (seqs.length < seqsPerStep) return;
    if (isDescending) bounds.high = last - 1;
    else bounds.low = last + 1;
    await breathe();
  }
}

async function* cutPending(pending: readonly number[], { low, high }: Bounds, way: Way): AsyncGenerator<Chunk> {
  const inBounds = pending.filter((seq) => seq >= low && seq <= high);
  const seqs = sortSeqs(inBounds, way.isDescending);
  for (let at = 0; at < seqs.length; at += seqsPerStep) {
    yield { seqs: seqs.slice(at, at + seqsPerStep) };
    await breathe();
  }
}

/** A list that holds all that can be meant and little else; null: there is none. */
function findList(source: Exclude<LogSource, { kind: 'pending' }>, database: Database, way: Way): Fetch | null {
  switch (source.kind) {
    case 'all':
      return null;
    case 'dead':
      return listOf(database, { index: 'deliveries_dead', where: "outcome = 'dead'" }, way);
    case 'replayed':
      return listReplays(database, way);
    case 'delivery':
      return ownOf(database, source.id);
    case 'replays':
      return mergeLists([listReplays(database, way), ownOf(database, source.id)], way);
  }
}

function listReplays(database: Database, way: Way): Fetch {
  return listOf(database, { index: 'deliveries_replayed', where: 'replay_of IS NOT NULL' }, way);
}

/** One list for each snapshot as far as the index reaches, and one for all of them behind that. */
function listSnapshots(database: Database, snapshots: readonly number[], way: Way): Fetch[] {
  // Once for the whole walk: what the index comes to know meanwhile would be met twice, or never.
  const until = readIndexedUntil(database);
  const indexed = snapshots.map((id) =>
    listOf(database, { from: 'snapshot_deliveries', where: 'snapshot = ? AND seq <= ?', values: [id, until] }, way),
  );
  const sql = `SELECT seq FROM deliveries WHERE seq > ? AND snapshot IN (SELECT value FROM json_each(?))`;
  const recent = database.all<{ seq: number }>(sql, until, JSON.stringify(snapshots)).map(({ seq }) => seq);
  return [...indexed, takeFrom(sortSeqs(recent, way.isDescending))];
}

function takeFrom(sorted: readonly number[]): Fetch {
  return ({ low, high }, limit) => sorted.filter((seq) => seq >= low && seq <= high).slice(0, limit);
}

interface List {
  /** `deliveries` unless it says otherwise. */
  readonly from?: string;
  readonly where: string;
  readonly values?: readonly number[];
  /** A partial index, which nothing but its own name makes sure of. */
  readonly index?: string;
}

function listOf(
  database: Database,
  { from = 'deliveries', where, values = [], index }: List,
  { isDescending }: Way,
): Fetch {
  const sql = `SELECT seq FROM ${from} ${index === undefined ? '' : `INDEXED BY ${index}`}
    WHERE ${where} AND seq BETWEEN ? AND ? ORDER BY seq ${isDescending ? 'DESC' : 'ASC'} LIMIT ?`;
  return ({ low, high }, limit) =>
    database.all<{ seq: number }>(sql, ...values, low, high, limit).map(({ seq }) => seq);
}

function ownOf(database: Database, id: string): Fetch {
  return ({ low, high }) => {
    const seq = database.get<{ seq: number }>('SELECT seq FROM deliveries WHERE id = ?', id)?.seq;
    return seq === undefined || seq < low || seq > high ? [] : [seq];
  };
}

function mergeLists(fetches: readonly Fetch[], { isDescending }: Way): Fetch {
  return (bounds, limit) => {
    const seqs = new Set(fetches.flatMap((fetch) => fetch(bounds, limit)));
    return sortSeqs([...seqs], isDescending).slice(0, limit);
  };
}

/** null: there are too many of them. */
async function findSnapshots({ ofSnapshots, integrationId }: LogPlan, database: Database): Promise<number[] | null> {
  if (ofSnapshots === null) return null;
  const { sql: condition, values } = ofSnapshots;
  if (integrationId !== null) {
    const sql = `SELECT s.id FROM snapshots s WHERE s.integration_id = ? AND ${condition} LIMIT ?`;
    const rows = database.all<{ id: number }>(sql, integrationId, ...values, mostSnapshots + 1);
    return rows.length > mostSnapshots ? null : rows.map(({ id }) => id);
  }
  const found: number[] = [];
  const last = database.get<{ id: number | null }>('SELECT max(id) AS id FROM snapshots')?.id ?? 0;
  const sql = `SELECT s.id FROM snapshots s WHERE s.id > ? AND s.id <= ? AND ${condition}`;
  for (let after = 0; after < last; after += snapshotsPerStep) {
    for (const { id } of database.all<{ id: number }>(sql, after, after + snapshotsPerStep, ...values)) found.push(id);
    if (found.length > mostSnapshots) return null;
    await breathe();
  }
  return found;
}

/** A window of time as a part of the log. It may hold more, never less. */
function findBounds(database: Database, { fromMs, untilMs }: Window): Bounds {
  const none = { low: 1, high: 0 };
  if (fromMs === Number.NEGATIVE_INFINITY && untilMs === Number.POSITIVE_INFINITY) {
    // What is accepted while the walk goes on is not meant.
    const { high } = database.get<{ high: number | null }>('SELECT max(seq) AS high FROM deliveries') ?? { high: null };
    return high === null ? none : { low: 0, high };
  }
  const sql = `SELECT min(first_seq) AS low, max(last_seq) AS high FROM delivery_spans WHERE hour >= ? AND hour <= ?`;
  const hourOf = (ms: number) => Math.floor(Math.min(Math.max(ms, -farMs), farMs) / hourMs);
  const found = database.get<{ low: number | null; high: number | null }>(sql, hourOf(fromMs), hourOf(untilMs - 1));
  if (found?.low == null || found.high === null) return none;
  return { low: found.low, high: found.high };
}

/** No clock reads more: the range of Date. */
const farMs = 8.64e15;
