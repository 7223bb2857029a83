// Takes old deliveries out of the log: by age, and by what the database may hold. Never one that is undelivered, whatever its age. In small
// steps with pauses, each one transaction with its counters: what leaves the log leaves the totals. Afterwards goes what nobody names
// any more: snapshots and lanes.
import type { AttemptResult, Outcome } from '../../../shared/dispatch/delivery.ts';
import { CountDeltas, hourMs } from './delivery-counts.ts';
import { attemptsPerDelivery } from './delivery-rows.ts';
import type { DispatchCore } from './dispatch-core.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import type { LaneKey } from './queue-port.ts';
import { spellSnapshotRemoval } from './snapshot-index.ts';

export interface RetentionParts {
  readonly ports: Pick<DispatchPorts, 'database' | 'journal' | 'clock' | 'log' | 'readRetention'>;
  readonly core: Pick<DispatchCore, 'isInFlight' | 'passPoint'> & {
    readonly replayMeans: {
      readonly snapshots: { isRemembered(id: number): boolean; forget(ids: ReadonlySet<number>): void };
      readonly lanes: { isRemembered(lane: LaneKey): boolean };
    };
  };
}

const firstRunMs = 60_000;
const betweenRunsMs = 10 * 60_000;
const betweenStepsMs = 25;
const rowsPerStep = 200;
const sweptPerStep = 500;
const dayMs = 24 * hourMs;
const bytesPerGiB = 2 ** 30;

interface RemovedRow {
  seq: number;
  snapshot: number;
  accepted_ms: number;
  outcome: Outcome;
  result: AttemptResult | null;
  replay_of: string | null;
  tenant_set: string | null;
  integration_id: string | null;
}

/** What a run still has to do; each step does a little of it and says whether there is more. */
type Phase = 'age' | 'size' | 'snapshots' | 'lanes' | 'done';

export class Retention {
  readonly #parts: RetentionParts;
  #callOff: (() => void) | null = null;
  #isClosed = false;
  #phase: Phase = 'age';
  /** Rows up to here, or snapshots or lanes, were looked at in this phase. */
  #passed = 0;
  #removed = { age: 0, size: 0 };
  /** Something may have been left that nobody names: also by the process before this one. */
  #mustSweep = true;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#after(firstRunMs, 'age');
  }

  close(): void {
    this.#isClosed = true;
    this.#callOff?.();
    this.#callOff = null;
  }

  #after(delayMs: number, phase: Phase): void {
    if (this.#isClosed) return;
    if (phase !== this.#phase) {
      this.#phase = phase;
      this.#passed = 0;
    }
    this.#callOff = this.#parts.ports.clock.after(delayMs, () => this.#step());
  }

  #step(): void {
    try {
      const next = this.#work();
      this.#parts.core.passPoint('retention-step');
      if (next === 'done') this.#finish();
      else this.#after(betweenStepsMs, next);
    } catch (cause) {
      const stack = cause instanceof Error ? cause.stack : String(cause);
      this.#parts.ports.log('error', 'Old deliveries could not be taken out of the log. It is tried again later.', {
        stack,
      });
      this.#after(betweenRunsMs, 'age');
    }
  }

  #finish(): void {
    const { age, size } = this.#removed;
    if (age + size > 0) {
      const detail = { deliveries: age + size, byAge: age, bySize: size };
      this.#parts.ports.journal.append({ act: 'deliveries-removed', subject: 'retention', detail });
    }
    this.#removed = { age: 0, size: 0 };
    this.#phase = 'done';
    this.#after(betweenRunsMs, 'age');
  }

  /** The phase to go on with: this one while it is not through. */
  #work(): Phase {
    switch (this.#phase) {
      case 'age':
        return this.#removeOld() ? 'age' : 'size';
      case 'size':
        if (this.#removeMost()) return 'size';
        return this.#mustSweep ? 'snapshots' : 'done';
      case 'snapshots':
        return this.#sweepSnapshots() ? 'snapshots' : 'lanes';
      case 'lanes':
        if (this.#sweepLanes()) return 'lanes';
        this.#mustSweep = false;
        return 'done';
      case 'done':
        return 'done';
    }
  }

  #removeOld(): boolean {
    const { days } = this.#parts.ports.readRetention();
    if (days === 0) return false;
    const beforeMs = this.#parts.ports.clock.now() - days * dayMs;
    const sql = 'SELECT max(last_seq) AS last FROM delivery_spans WHERE hour <= ?';
    const hour = Math.floor(beforeMs / hourMs);
    const last = this.#parts.ports.database.get<{ last: number | null }>(sql, hour)?.last ?? 0;
    return this.#removeNext('age', { last, beforeMs });
  }

  #removeMost(): boolean {
    const { gib } = this.#parts.ports.readRetention();
    if (gib === 0 || this.#usedBytes() <= gib * bytesPerGiB) return false;
    return this.#removeNext('size', { last: Number.MAX_SAFE_INTEGER, beforeMs: Number.MAX_SAFE_INTEGER });
  }

  /** Pages that hold something: free ones are used again. */
  #usedBytes(): number {
    const read = (name: string) =>
      Number(Object.values(this.#parts.ports.database.get(`PRAGMA ${name}`) ?? {})[0] ?? 0);
    return (read('page_count') - read('freelist_count')) * read('page_size');
  }

  /** Looks at the next rows, oldest first, and removes those that may go; false: there are none to look at. */
  #removeNext(because: 'age' | 'size', { last, beforeMs }: { last: number; beforeMs: number }): boolean {
    const { database } = this.#parts.ports;
    const seqs = database
      .all<{ seq: number }>(
        'SELECT seq FROM deliveries WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?',
        ...[this.#passed, last, rowsPerStep],
      )
      .map(({ seq }) => seq);
    const end = seqs.at(-1);
    if (end === undefined) return false;
    const removed = database.transaction(() => {
      const sql = `SELECT d.seq, d.snapshot, d.accepted_ms, d.outcome, d.result, d.replay_of, s.tenant_set, s.integration_id
        FROM deliveries d JOIN snapshots s ON s.id = d.snapshot
        WHERE d.seq IN (SELECT value FROM json_each(?)) AND d.outcome IN ('delivered', 'cancelled') AND d.accepted_ms < ?`;
      const old = database.all<RemovedRow>(sql, JSON.stringify(seqs), beforeMs);
      const rows = old.filter(({ seq }) => !this.#parts.core.isInFlight(seq));
      if (rows.length > 0) this.#remove(rows);
      return rows.length;
    });
    this.#removed[because] += removed;
    this.#passed = end;
    return true;
  }

  #remove(rows: readonly RemovedRow[]): void {
    const { database } = this.#parts.ports;
    const seqs = rows.map(({ seq }) => seq);
    const json = JSON.stringify(seqs);
    const inStep = `key >= ? AND key < ? AND key / ${attemptsPerDelivery} IN (SELECT value FROM json_each(?))`;
    const first = Math.min(...seqs) * attemptsPerDelivery;
    const end = (Math.max(...seqs) + 1) * attemptsPerDelivery;
    database.run(`DELETE FROM attempts WHERE ${inStep}`, first, end, json);
    database.run('DELETE FROM deliveries WHERE seq IN (SELECT value FROM json_each(?))', json);
    const [removal, removed] = spellSnapshotRemoval(rows);
    database.run(removal, ...removed);
    const counts = new CountDeltas();
    for (const row of rows) {
      const of = {
        ...{ seq: row.seq, tenantSet: row.tenant_set, integrationId: row.integration_id },
        ...{ acceptedMs: row.accepted_ms, isReplay: row.replay_of !== null },
      };
      counts.moved(of, { outcome: row.outcome, standing: row.result ?? 'waiting' }, null);
    }
    for (const [sql, values] of counts.takeWrites()) database.run(sql, ...values);
    this.#mustSweep = true;
  }

  /** One that is in memory may be named by what is on its way to the disk. It goes another time. */
  #sweepSnapshots(): boolean {
    const { ports, core } = this.#parts;
    const last = ports.database.get<{ id: number | null }>('SELECT max(id) AS id FROM snapshots')?.id ?? 0;
    if (this.#passed >= last) return false;
    const end = this.#passed + sweptPerStep;
    const sql = `SELECT id FROM snapshots s WHERE id > ? AND id <= ?
      AND NOT EXISTS (SELECT 1 FROM snapshot_deliveries d WHERE d.snapshot = s.id)
      AND id NOT IN (SELECT snapshot FROM deliveries WHERE seq > (SELECT until_seq FROM snapshot_index))`;
    const unnamed = ports.database.all<{ id: number }>(sql, this.#passed, end).map(({ id }) => id);
    const gone = unnamed.filter((id) => !core.replayMeans.snapshots.isRemembered(id));
    if (gone.length > 0) {
      ports.database.run('DELETE FROM snapshots WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(gone));
      core.replayMeans.snapshots.forget(new Set(gone));
    }
    this.#passed = end;
    return true;
  }

  /** Deliveries in a lane have snapshots of its integration and endpoint. */
  #sweepLanes(): boolean {
    const { ports, core } = this.#parts;
    const last = ports.database.get<{ id: number | null }>('SELECT max(id) AS id FROM lanes')?.id ?? 0;
    if (this.#passed >= last) return false;
    const end = this.#passed + sweptPerStep;
    const sql = `SELECT id, endpoint, origin, integration_id AS integrationId FROM lanes l WHERE id > ? AND id <= ?
      AND NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.integration_id IS nullif(l.integration_id, '')
        AND substr(s.url, 1, instr(s.url || '?', '?') - 1) = l.endpoint)`;
    const unnamed = ports.database.all<LaneKey & Record<string, unknown>>(sql, this.#passed, end);
    const gone = unnamed.filter((lane) => !core.replayMeans.lanes.isRemembered(lane)).map(({ id }) => id);
    ports.database.run('DELETE FROM lanes WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(gone));
    this.#passed = end;
    return true;
  }
}
