// All that waits, read along the index of what is due: some thousands at a time with a breath in between, and in the order of that
// index. Sorting it for every page in the database would hold up all else, and an index of its own would cost each delivery.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Database } from '../database/database.ts';

const rowsPerStep = 5_000;

interface StepRow {
  /** Of the last one, as they come in order. */
  readonly lane: number | null;
  /** JSON: reading thousands of rows one by one costs ten times as much. */
  readonly dues: string;
  readonly seqs: string;
}

const nextStep = `SELECT max(lane) AS lane, json_group_array(due_ms) AS dues, json_group_array(seq) AS seqs FROM (
    SELECT lane, due_ms, seq FROM deliveries INDEXED BY deliveries_due
      WHERE due_ms IS NOT NULL AND (lane, due_ms, seq) > (?, ?, ?) ORDER BY lane, due_ms, seq LIMIT ${rowsPerStep}
  )`;

/** Each once, in no order. One that moves in the index meanwhile, to another lane or an earlier time, may be missing. */
export async function listPending(database: Database): Promise<number[]> {
  const all: number[] = [];
  let last: [lane: number, dueMs: number, seq: number] = [-1, 0, 0];
  for (;;) {
    const { lane, dues, seqs } = database.get<StepRow>(nextStep, ...last) as StepRow;
    const found = JSON.parse(seqs) as number[];
    for (const seq of found) all.push(seq);
    if (found.length < rowsPerStep) return [...new Set(all)];
    last = [lane ?? 0, (JSON.parse(dues) as number[]).at(-1) ?? 0, found.at(-1) ?? 0];
    await breathe();
  }
}
