// Jobs and their items as rows: the only place that knows their columns.
import type { SQLInputValue } from 'node:sqlite';
import type { Job, JobItem, JobKind, JobState } from '../../../shared/jobs/job.ts';
import type { JobId } from '../../../shared/kernel/ids.ts';
import type { Database } from '../database/database.ts';
import type { Write } from '../database/write.ts';

export interface JobRow {
  seq: number;
  id: JobId;
  kind: JobKind;
  title: string;
  state: JobState;
  created_ms: number;
  ended_ms: number | null;
  actor: string;
  total: number;
  succeeded: number;
  failed: number;
  skipped: number;
  stop_reason: string | null;
  options: string;
}

export interface ItemRow {
  position: number;
  subject: string;
  state: JobItem['state'];
  outcome: string | null;
  reason: string | null;
}

export type EndState = 'succeeded' | 'failed' | 'skipped';

export interface EndedItem {
  readonly position: number;
  readonly state: EndState;
  readonly outcome: string | null;
  readonly reason: string | null;
}

export function readJob(row: JobRow): Job {
  return {
    ...{ id: row.id, kind: row.kind, title: row.title, state: row.state },
    createdAt: new Date(row.created_ms).toISOString(),
    endedAt: row.ended_ms === null ? null : new Date(row.ended_ms).toISOString(),
    actor: row.actor,
    total: row.total,
    finished: row.succeeded + row.failed + row.skipped,
    ...{ succeeded: row.succeeded, failed: row.failed, skipped: row.skipped },
    stopReason: row.stop_reason,
    options: JSON.parse(row.options),
  };
}

export function findJob(database: Database, id: string): JobRow | undefined {
  return database.get<JobRow>('SELECT * FROM jobs WHERE id = ?', id);
}

export function getJob(database: Database, seq: number): JobRow {
  return database.get<JobRow>('SELECT * FROM jobs WHERE seq = ?', seq) as JobRow;
}

export function listJobs(database: Database, limit: number): JobRow[] {
  return database.all<JobRow>('SELECT * FROM jobs ORDER BY seq DESC LIMIT ?', limit);
}

/** Newest first: all that have not ended, and as many of the others. */
export function listRecent(database: Database, mostEnded: number): JobRow[] {
  const sql = `SELECT * FROM jobs WHERE ended_ms IS NULL
    OR seq IN (SELECT seq FROM jobs WHERE ended_ms IS NOT NULL ORDER BY seq DESC LIMIT ?) ORDER BY seq DESC`;
  return database.all<JobRow>(sql, mostEnded);
}

/** Those that go on by themselves, and those of which something is under way. */
export function listUnfinished(database: Database): JobRow[] {
  const sql = `SELECT * FROM jobs WHERE state = 'running'
    OR seq IN (SELECT job FROM job_items INDEXED BY job_items_begun WHERE state = 'begun') ORDER BY seq`;
  return database.all<JobRow>(sql);
}

export function insertJob(database: Database, row: Omit<JobRow, 'seq'>): number {
  const columns = Object.keys(row);
  const marks = columns.map(() => '?').join(', ');
  const sql = `INSERT INTO jobs (${columns.join(', ')}) VALUES (${marks})`;
  return database.run(sql, ...(Object.values(row) as SQLInputValue[])).lastInsertRowid;
}

export function insertItems(
  database: Database,
  job: number,
  items: { from: number; subjects: readonly string[] },
): void {
  const sql = `INSERT INTO job_items (job, position, subject, state)
    SELECT ?, key + ?, value, 'waiting' FROM json_each(?)`;
  database.run(sql, job, items.from, JSON.stringify(items.subjects));
}

export function changeJob(database: Database, seq: number, change: Partial<Omit<JobRow, 'seq' | 'id'>>): void {
  const columns = Object.keys(change).map((column) => `${column} = ?`);
  const values = Object.values(change) as SQLInputValue[];
  database.run(`UPDATE jobs SET ${columns.join(', ')} WHERE seq = ?`, ...values, seq);
}

/** Positions begin with 1. */
export function listItems(
  database: Database,
  job: number,
  { after, limit, state }: { after: number; limit: number; state: JobItem['state'] | undefined },
): ItemRow[] {
  const columns = 'SELECT position, subject, state, outcome, reason FROM job_items WHERE job = ? AND position > ?';
  if (state === undefined) return database.all<ItemRow>(`${columns} ORDER BY position LIMIT ?`, job, after, limit);
  return database.all<ItemRow>(`${columns} AND state = ? ORDER BY position LIMIT ?`, job, after, state, limit);
}

/** Of those that were not begun, the first after `after`. */
export function nextWaiting(database: Database, job: number, after: number): ItemRow | undefined {
  const sql = `SELECT position, subject, state, outcome, reason FROM job_items INDEXED BY job_items_waiting
    WHERE job = ? AND position > ? AND state = 'waiting' ORDER BY position LIMIT 1`;
  return database.get<ItemRow>(sql, job, after);
}

export function listBegun(database: Database, job: number): ItemRow[] {
  const sql = `SELECT position, subject, state, outcome, reason FROM job_items INDEXED BY job_items_begun
    WHERE job = ? AND state = 'begun' ORDER BY position`;
  return database.all<ItemRow>(sql, job);
}

/** To be written in the transaction that makes what the item is about to do certain. */
export function spellBegun(job: number, position: number, outcome: string | null): Write {
  return ["UPDATE job_items SET state = 'begun', outcome = ? WHERE job = ? AND position = ?", [outcome, job, position]];
}

/** With the job's counts. Runs in a transaction. */
export function endItems(database: Database, job: number, ended: readonly EndedItem[]): void {
  const sql =
    'UPDATE job_items SET state = ?, outcome = coalesce(?, outcome), reason = ? WHERE job = ? AND position = ?';
  const counts = { succeeded: 0, failed: 0, skipped: 0 };
  for (const { position, state, outcome, reason } of ended) {
    database.run(sql, state, outcome, reason, job, position);
    counts[state] += 1;
  }
  const add = 'UPDATE jobs SET succeeded = succeeded + ?, failed = failed + ?, skipped = skipped + ? WHERE seq = ?';
  database.run(add, counts.succeeded, counts.failed, counts.skipped, job);
}
