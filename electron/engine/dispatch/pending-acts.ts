// What can be done to deliveries that wait: cancel them, build them again with today's integration, or give one that has ended one more
// attempt. What is under way is left alone: it may have arrived.
import { setImmediate as breathe } from 'node:timers/promises';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { Failure } from '../../../shared/kernel/app-error.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { Write } from '../database/write.ts';
import type { AcceptMeans } from './accept-delivery.ts';
import { integrationOf, makeTemplate, type Template } from './accept-template.ts';
import { CountDeltas } from './delivery-counts.ts';
import { attemptsPerDelivery, type DeliveryRow } from './delivery-rows.ts';
import type { SendPlace } from './dispatch-ports.ts';
import type { PendingDelivery } from './intake.ts';
import type { AskedTarget } from './plan-target.ts';
import type { DeliveryQueue } from './queue-port.ts';
import { spellSnapshotChange } from './snapshot-index.ts';
import type { Snapshot } from './snapshots.ts';

export interface PendingActsMeans extends AcceptMeans {
  readonly queue: DeliveryQueue;
  readonly counts: CountDeltas;
  isInFlight(seq: number): boolean;
  /** Rows were changed: look at them again, and tell who watches. */
  rowsChanged(seqs: readonly number[]): void;
}

interface PendingRow {
  seq: number;
  id: DeliveryId;
  accepted_ms: number;
  replay_of: string | null;
  result: DeliveryRow['result'];
  tenant_set: string | null;
  integration_id: string | null;
}

const rowsPerStep = 500;
const pendingColumns = `SELECT d.seq, d.id, d.accepted_ms, d.replay_of, d.result, s.tenant_set, s.integration_id
  FROM deliveries d JOIN snapshots s ON s.id = d.snapshot`;
const ofLanes = `d.lane IN (SELECT id FROM lanes WHERE integration_id = ?) AND d.due_ms IS NOT NULL`;
const bySeq = `${pendingColumns} WHERE d.seq IN (SELECT value FROM json_each(?)) AND d.outcome = 'pending'`;

export class PendingActs {
  readonly #means: PendingActsMeans;
  /** On their way to one more attempt. */
  readonly #again = new Set<number>();

  constructor(means: PendingActsMeans) {
    this.#means = means;
  }

  /** It will be pending as soon as that is on the disk. */
  isOnItsWay(seq: number): boolean {
    return this.#again.has(seq);
  }

  /** As `cancel`, however many they are: some at a time, each time in one transaction. */
  async cancelAll(seqs: readonly number[]): Promise<DeliveryId[]> {
    const cancelled: DeliveryId[] = [];
    for (let at = 0; at < seqs.length; at += rowsPerStep) {
      cancelled.push(...this.cancel(seqs.slice(at, at + rowsPerStep)));
      await breathe();
    }
    return cancelled;
  }

  /** Those of these that wait become cancelled. */
  cancel(seqs: readonly number[]): DeliveryId[] {
    const { database, journal } = this.#means.ports;
    return database.transaction(() => {
      const rows = database.all<PendingRow>(bySeq, JSON.stringify(seqs));
      const cancelled = this.#cancelRows(rows);
      if (cancelled.length === 0) return [];
      const detail = { deliveries: cancelled.length };
      journal.append({ act: 'deliveries-cancelled', subject: cancelled[0] ?? '', detail });
      return cancelled;
    });
  }

  /** In the transaction that deletes the integration. Answers what is under way, or on its way to the disk, and is left as it is. */
  cancelOf(integrationId: string): number[] {
    const { database, journal } = this.#means.ports;
    const rows = database.all<PendingRow>(`${pendingColumns} WHERE ${ofLanes}`, integrationId);
    const left = rows.map(({ seq }) => seq).filter((seq) => this.#means.isInFlight(seq));
    const cancelled = this.#cancelRows(rows);
    if (cancelled.length === 0) return left;
    const detail = { deliveries: cancelled.length };
    journal.append({ act: 'deliveries-cancelled', subject: integrationId, detail });
    return left;
  }

  #cancelRows(rows: readonly PendingRow[]): DeliveryId[] {
    const { database } = this.#means.ports;
    const counts = new CountDeltas();
    const free = rows.filter(({ seq }) => !this.#means.isInFlight(seq));
    for (const row of free) {
      database.run("UPDATE deliveries SET outcome = 'cancelled', due_ms = NULL WHERE seq = ?", row.seq);
      const standing = row.result ?? 'waiting';
      const of = {
        ...{ seq: row.seq, tenantSet: row.tenant_set, integrationId: row.integration_id },
        ...{ acceptedMs: row.accepted_ms, isReplay: row.replay_of !== null },
      };
      counts.moved(of, { outcome: 'pending', standing }, { outcome: 'cancelled', standing });
      this.#means.memory.forget(row.id);
    }
    for (const [sql, values] of counts.takeWrites()) database.run(sql, ...values);
    this.#means.rowsChanged(free.map(({ seq }) => seq));
    return free.map(({ id }) => id);
  }

  /** Rejects with Failure: DELIVERY_PENDING, DELIVERY_WORN_OUT, STORAGE_…. */
  attemptAgain(
    row: DeliveryRow,
    { snapshot, writes }: { snapshot: Snapshot; writes: readonly Write[] },
  ): Promise<PendingDelivery> {
    const { queue, counts, ports, snapshots } = this.#means;
    const { seq, id } = row;
    if (this.#again.has(seq)) throw dispatchErrors.fail('DELIVERY_PENDING', { id });
    const { started_count: attempts } = row;
    // The key of one more would be another delivery's.
    if (attempts >= attemptsPerDelivery - 1) throw dispatchErrors.fail('DELIVERY_WORN_OUT', { id, attempts });
    this.#again.add(seq);
    const standing = row.result ?? 'waiting';
    const of = {
      ...{ seq, tenantSet: row.tenant_set, integrationId: row.integration_id },
      ...{ acceptedMs: row.accepted_ms, isReplay: row.replay_of !== null },
    };
    const ofSnapshot = snapshots.pendingWrite(snapshot);
    const update: Write = [
      "UPDATE deliveries SET outcome = 'pending', due_ms = ?, next_kind = 'replay', snapshot = ? WHERE seq = ?",
      [ports.clock.now(), snapshot.id, seq],
    ];
    counts.moved(of, { outcome: row.outcome, standing }, { outcome: 'pending', standing });
    return new Promise((resolve, reject) => {
      const done = (failure: Failure | null) => {
        this.#again.delete(seq);
        if (failure !== null) {
          counts.moved(of, { outcome: 'pending', standing }, { outcome: row.outcome, standing });
          reject(failure);
          return;
        }
        snapshots.wasWritten(snapshot);
        resolve({ id, seq });
        this.#means.rowsChanged([seq]);
      };
      const inIndex = spellSnapshotChange(seq, row.snapshot, snapshot.id);
      queue.offer({ writes: [...(ofSnapshot === null ? [] : [ofSnapshot]), update, ...inIndex, ...writes], done });
    });
  }

  /** How many wait, and how many of them would be sent otherwise if they were built again. */
  countPending(integrationId: string): { pending: number; outdated: number } {
    const sql = `SELECT count(*) AS n FROM deliveries d WHERE ${ofLanes}`;
    const { n: pending = 0 } = this.#means.ports.database.get<{ n: number }>(sql, integrationId) ?? {};
    const rebuilt = pending === 0 ? [] : this.#rebuildAll(integrationId);
    return { pending, outdated: rebuilt.length };
  }

  /** Throws Failure: INTEGRATION_UNKNOWN, REQUEST_INVALID, SANDBOX_…. */
  retarget(integrationId: string): number {
    const { ports, snapshots, lanes } = this.#means;
    const { database, journal } = ports;
    const rebuilt = this.#rebuildAll(integrationId);
    if (rebuilt.length === 0) return 0;
    database.transaction(() => {
      for (const { seq, was, template, url, body, assumptions } of rebuilt) {
        for (const write of [snapshots.pendingWrite(template.snapshot), lanes.pendingWrite(template.lane)]) {
          if (write !== null) database.run(write[0], ...write[1]);
        }
        database.run(
          'UPDATE deliveries SET snapshot = ?, lane = ?, url = ?, body = ?, assumptions = ? WHERE seq = ?',
          ...[template.snapshot.id, template.lane.id, url, body, assumptions, seq],
        );
        for (const [sql, values] of spellSnapshotChange(seq, was, template.snapshot.id)) database.run(sql, ...values);
      }
      const detail = { deliveries: rebuilt.length };
      journal.append({ act: 'deliveries-retargeted', subject: integrationId, detail });
    });
    for (const { template } of rebuilt) {
      snapshots.wasWritten(template.snapshot);
      lanes.wasWritten(template.lane);
    }
    this.#means.rowsChanged(rebuilt.map(({ seq }) => seq));
    return rebuilt.length;
  }

  /** Those that come out otherwise. What was begun stays as it is: its bytes are promised to be the same in every attempt. */
  #rebuildAll(integrationId: string) {
    const { ports } = this.#means;
    const place = ports.getIntegrationForSend(integrationId);
    const sql = `SELECT d.seq, d.snapshot, d.event, d.url, d.body, d.assumptions FROM deliveries d
      WHERE ${ofLanes} AND d.started_count = 0 ORDER BY d.seq`;
    type Waiting = {
      seq: number;
      snapshot: number;
      event: string;
      url: string;
      body: string | null;
      assumptions: string;
    };
    const templates = new Map<number, Template | null>();
    return ports.database.all<Waiting>(sql, integrationId).flatMap((row) => {
      if (this.#means.isInFlight(row.seq)) return [];
      let template = templates.get(row.snapshot);
      if (template === undefined) {
        template = this.#rebuildTemplate(row.snapshot, place);
        templates.set(row.snapshot, template);
      }
      if (template === null) return [];
      const built = template.build(JSON.parse(row.event));
      const isSame = template.snapshot.id === row.snapshot && built.url === row.url && built.body === row.body;
      return isSame ? [] : [{ seq: row.seq, was: row.snapshot, template, ...built }];
    });
  }

  /** With the options of accept. null: today's integration is for another trigger. */
  #rebuildTemplate(snapshotId: number, place: SendPlace): Template | null {
    const { content, target, allowTargets } = this.#means.snapshots.get(snapshotId);
    const integration = integrationOf(place);
    if (integration.triggerEvent !== content.trigger_event) return null;
    const to: AskedTarget =
      target.kind === 'own' ? undefined : target.kind === 'receiver' ? { receiver: true } : { url: target.url };
    const ofSet = place.tenantSet.allowTargets;
    return makeTemplate(
      {
        ...{ integration, place, to, dialect: resolveDialect(place.tenantSet.dialect) },
        withAuth: content.with_auth === 1,
        deadlineMs: content.deadline_ms ?? undefined,
        allowTargets: allowTargets.filter((rule) => !ofSet.includes(rule)),
        isRetried: content.is_retried === 1,
      },
      this.#means,
    );
  }
}
