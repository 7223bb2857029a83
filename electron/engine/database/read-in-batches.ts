// Reads many rows without keeping other work waiting. What changes meanwhile is the reader's to read again.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Database } from './database.ts';

/** Some milliseconds of work between two breaths. */
const rowsPerBatch = 250;

export interface BatchedRows {
  /** Up to where conditions go: `SELECT i.row, … FROM integration i`. */
  readonly select: string;
  /** The table's name in it. */
  readonly table: string;
  readonly generation: number;
}

export async function readInBatches<Columns extends { row: number }>(
  database: Database,
  { select, table, generation }: BatchedRows,
  take: (columns: Columns) => void,
): Promise<void> {
  const sql = `${select} WHERE ${table}.generation = ? AND ${table}.row > ? ORDER BY ${table}.row LIMIT ${rowsPerBatch}`;
  for (let last = 0; ; await breathe()) {
    const batch = database.all<Columns>(sql, generation, last);
    for (const columns of batch) take(columns);
    last = batch.at(-1)?.row ?? last;
    if (batch.length < rowsPerBatch) return;
  }
}
