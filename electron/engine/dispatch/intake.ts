// The way into the queue: new deliveries get their ids and their rows, and are answered when all of them are on the disk.
import type { SQLInputValue } from 'node:sqlite';
import type { Attempt } from '../../../shared/dispatch/delivery.ts';
import type { Failure } from '../../../shared/kernel/app-error.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import type { Database } from '../database/database.ts';
import type { Write } from '../database/write.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { CrashPoint } from '../ports.ts';
import type { BuiltEvent } from './accept-template.ts';
import type { CountDeltas } from './delivery-counts.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import type { LaneKeys } from './lane-keys.ts';
import { IdMint } from './mint-id.ts';
import type { DeliveryQueue, LaneKey, QueuedDelivery } from './queue-port.ts';
import type { Snapshot, Snapshots } from './snapshots.ts';

export interface NewDelivery extends BuiltEvent {
  readonly snapshot: Snapshot;
  readonly lane: LaneKey;
  /** JSON. */
  readonly event: string;
  readonly replayOf: DeliveryId | null;
  /** What is to be on the disk exactly when it is. */
  readonly alongside?: Alongside | undefined;
}

export type Alongside = (id: DeliveryId) => readonly Write[];

/** Committed, and due. */
export interface PendingDelivery {
  readonly id: DeliveryId;
  readonly seq: number;
}

export interface IntakeParts {
  readonly ports: DispatchPorts;
  readonly queue: DeliveryQueue;
  readonly snapshots: Snapshots;
  readonly lanes: LaneKeys;
  readonly counts: CountDeltas;
  readonly passPoint: (name: CrashPoint) => void;
  /** Why nothing is accepted now; null: it is. */
  refusal(): Failure | null;
  /** They are on the disk. */
  onAccepted(deliveries: readonly QueuedDelivery[]): void;
}

// What is the same for every new delivery is in the text: each value costs on its way to the writer.
const insertDelivery = (
  replayOf: string,
) => `INSERT INTO deliveries (seq, id, snapshot, lane, accepted_ms, event, url, body,
  assumptions, replay_of, outcome, due_ms, next_kind, started_count, retry_count, was_delivered)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ${replayOf}, 'pending', ?5, 'first', 0, 0, 0)`;
const insertFresh = insertDelivery('NULL');
const insertReplay = insertDelivery('?10');
const waiting = { outcome: 'pending', standing: 'waiting' } as const;
const firstKind: Attempt['kind'] = 'first';

export class IntakeDesk {
  readonly #parts: IntakeParts;
  readonly #mint: IdMint;
  #lastSeq: number;
  /** Of the last that is known to be on the disk; they get there in order. */
  #safeSeq: number;

  constructor(parts: IntakeParts, database: Database) {
    this.#parts = parts;
    this.#mint = new IdMint(parts.ports);
    this.#lastSeq = database.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM deliveries')?.seq ?? 0;
    this.#safeSeq = this.#lastSeq;
  }

  /** Its row may be there already, but nothing may come of it yet. */
  isOnItsWay(seq: number): boolean {
    return seq > this.#safeSeq;
  }

  mintId(): DeliveryId {
    return this.#mint.mint('dlv') as DeliveryId;
  }

  /**
   * All or none. `line` is the journal's, told of the ids. `prepare` runs when they are on the disk and before the first is sent.
   * Rejects with Failure: STORAGE_FULL, STORAGE_READ_ONLY, INTAKE_PAUSED.
   */
  accept(
    news: readonly NewDelivery[],
    line: (ids: readonly DeliveryId[]) => JournalEntry,
    prepare: (deliveries: readonly QueuedDelivery[]) => void = () => {},
  ): Promise<readonly PendingDelivery[]> {
    const { ports, queue, passPoint } = this.#parts;
    const refusal = this.#parts.refusal();
    if (refusal !== null) return Promise.reject(refusal);
    if (news.length === 0) return Promise.resolve([]);
    const acceptedMs = ports.clock.now();
    const deliveries = news.map((delivery) => this.#describe(delivery, acceptedMs));
    const writes = this.#spell(news, deliveries);
    writes.push(ports.journal.spell(line(deliveries.map(({ id }) => id))));
    passPoint('accept-built');
    return new Promise((resolve, reject) => {
      const done = (failure: Failure | null) => {
        if (failure !== null) {
          this.#count(deliveries, -1);
          reject(failure);
          return;
        }
        this.#safeSeq = (deliveries.at(-1) as QueuedDelivery).seq;
        passPoint('accept-committed');
        for (const { snapshot, lane } of deliveries) {
          this.#parts.snapshots.wasWritten(snapshot);
          this.#parts.lanes.wasWritten(lane);
        }
        prepare(deliveries);
        resolve(deliveries);
        passPoint('accept-acknowledged');
        this.#parts.onAccepted(deliveries);
      };
      queue.offer({ writes, done });
    });
  }

  #describe({ snapshot, lane, url, body, replayOf }: NewDelivery, acceptedMs: number): QueuedDelivery {
    this.#lastSeq += 1;
    return {
      seq: this.#lastSeq,
      id: this.mintId(),
      snapshot,
      lane,
      tenantSet: snapshot.content.tenant_set,
      integrationId: snapshot.content.integration_id,
      acceptedMs,
      isReplay: replayOf !== null,
      url,
      body,
      dueMs: acceptedMs,
      kind: firstKind,
      startedCount: 0,
      retryCount: 0,
      wasDelivered: false,
      result: null,
      isInterrupted: false,
    };
  }

  #spell(news: readonly NewDelivery[], deliveries: readonly QueuedDelivery[]): Write[] {
    const { snapshots, lanes } = this.#parts;
    const writes: Write[] = [];
    for (let at = 0; at < news.length; at += 1) {
      const { event, assumptions, replayOf, alongside } = news[at] as NewDelivery;
      const { seq, id, snapshot, lane, acceptedMs, url, body } = deliveries[at] as QueuedDelivery;
      const ofSnapshot = snapshots.pendingWrite(snapshot);
      if (ofSnapshot !== null) writes.push(ofSnapshot);
      const ofLane = lanes.pendingWrite(lane);
      if (ofLane !== null) writes.push(ofLane);
      const values: SQLInputValue[] = [seq, id, snapshot.id, lane.id, acceptedMs, event, url, body, assumptions];
      if (replayOf === null) writes.push([insertFresh, values]);
      else writes.push([insertReplay, [...values, replayOf]]);
      if (alongside !== undefined) writes.push(...alongside(id));
    }
    this.#count(deliveries, 1);
    return writes;
  }

  #count(deliveries: readonly QueuedDelivery[], by: 1 | -1): void {
    const { counts } = this.#parts;
    for (const delivery of deliveries) {
      if (by === 1) counts.moved(delivery, null, waiting);
      else counts.moved(delivery, waiting, null);
    }
  }
}
