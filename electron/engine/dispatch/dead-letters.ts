// What people do with dead letters: send them again by themselves (requeue), put them out of sight (discard), and take that back.
// Rows are changed some at a time, each time in one transaction with its counters and its line of the journal.

import type { SQLInputValue } from 'node:sqlite';
import { setImmediate as breathe } from 'node:timers/promises';
import type { AttemptResult, Outcome } from '../../../shared/dispatch/delivery.ts';
import type { ReplaySelection } from '../../../shared/dispatch/replay-plan.ts';
import type { JournalAct } from '../../../shared/journal/line.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import { CountDeltas } from './delivery-counts.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import { selectSeqs } from './list-deliveries.ts';

export interface DeadLetterParts {
  readonly ports: Pick<DispatchPorts, 'database' | 'journal' | 'clock' | 'findTenantSet'>;
  readonly core: {
    isInFlight(seq: number): boolean;
    rowsChanged(seqs: readonly number[]): void;
  };
}

const rowsPerStep = 500;

interface Act {
  readonly journal: JournalAct;
  /** What it is done to; SQL over `d`. */
  readonly condition: string;
  readonly from: Outcome;
  readonly to: Outcome;
  readonly change: string;
  readonly values: readonly SQLInputValue[];
}

const dead = "d.outcome = 'dead'";

export class DeadLetters {
  readonly #parts: DeadLetterParts;

  constructor(parts: DeadLetterParts) {
    this.#parts = parts;
  }

  /** With the whole retry schedule before them. Throws Failure: QUERY_INVALID, TENANT_SET_UNKNOWN. */
  requeue(selection: ReplaySelection): Promise<DeliveryId[]> {
    const change = `outcome = 'pending', due_ms = ?, retry_count = 0,
      next_kind = CASE started_count WHEN 0 THEN 'first' ELSE 'retry' END`;
    const values = [this.#parts.ports.clock.now()];
    return this.#do(selection, {
      ...{ journal: 'deliveries-requeued', condition: dead, from: 'dead', to: 'pending', change, values },
    });
  }

  /** Throws Failure: QUERY_INVALID, TENANT_SET_UNKNOWN. */
  discard(selection: ReplaySelection): Promise<DeliveryId[]> {
    const change = "outcome = 'cancelled', is_discarded = 1";
    return this.#do(selection, {
      ...{ journal: 'deliveries-discarded', condition: dead, from: 'dead', to: 'cancelled', change, values: [] },
    });
  }

  restore(ids: readonly string[]): Promise<DeliveryId[]> {
    const condition = "d.outcome = 'cancelled' AND d.is_discarded = 1";
    const change = "outcome = 'dead', is_discarded = 0";
    return this.#do(
      { ids: [...ids] },
      { journal: 'deliveries-restored', condition, from: 'cancelled', to: 'dead', change, values: [] },
    );
  }

  /** The selection is frozen first: what dies while this goes on is not meant. */
  async #do(selection: ReplaySelection, act: Act): Promise<DeliveryId[]> {
    const seqs = await selectSeqs(selection, this.#parts.ports);
    const done: DeliveryId[] = [];
    for (let at = 0; at < seqs.length; at += rowsPerStep) {
      done.push(...this.#step(seqs.slice(at, at + rowsPerStep), act));
      await breathe();
    }
    return done;
  }

  #step(seqs: readonly number[], act: Act): DeliveryId[] {
    const { ports, core } = this.#parts;
    const { database, journal } = ports;
    return database.transaction(() => {
      const rows = readRows(this.#parts, seqs, act.condition);
      const [first] = rows;
      if (first === undefined) return [];
      const changed = rows.map(({ seq }) => seq);
      const sql = `UPDATE deliveries SET ${act.change} WHERE seq IN (SELECT value FROM json_each(?))`;
      database.run(sql, ...act.values, JSON.stringify(changed));
      const counts = new CountDeltas();
      for (const row of rows) {
        const standing = row.result ?? 'waiting';
        counts.moved(describe(row), { outcome: act.from, standing }, { outcome: act.to, standing });
      }
      for (const [text, values] of counts.takeWrites()) database.run(text, ...values);
      journal.append({ act: act.journal, subject: first.id, detail: { deliveries: rows.length } });
      core.rowsChanged(changed);
      return rows.map(({ id }) => id);
    });
  }
}

interface Row {
  seq: number;
  id: DeliveryId;
  accepted_ms: number;
  replay_of: string | null;
  result: AttemptResult | null;
  tenant_set: string | null;
  integration_id: string | null;
}

/** In the order of the seqs. */
function readRows({ ports, core }: DeadLetterParts, seqs: readonly number[], condition: string): Row[] {
  const sql = `SELECT d.seq, d.id, d.accepted_ms, d.replay_of, d.result, s.tenant_set, s.integration_id
    FROM deliveries d JOIN snapshots s ON s.id = d.snapshot
    WHERE d.seq IN (SELECT value FROM json_each(?)) AND ${condition}`;
  const rows = ports.database.all<Row>(sql, JSON.stringify(seqs));
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  return seqs.flatMap((seq) => {
    const row = bySeq.get(seq);
    return row === undefined || core.isInFlight(seq) ? [] : [row];
  });
}

function describe(row: Row) {
  return {
    seq: row.seq,
    tenantSet: row.tenant_set,
    integrationId: row.integration_id,
    acceptedMs: row.accepted_ms,
    isReplay: row.replay_of !== null,
  };
}
