// The queue in SQLite: what is due is read from one partial index, what is written goes through the group commit.
import { attemptErrors } from '../../../shared/dispatch/attempt-errors.ts';
import { type Attempt, type AttemptResult, type Outcome, outcomes } from '../../../shared/dispatch/delivery.ts';
import { standings } from '../../../shared/dispatch/delivery-counts.ts';
import type { Failure } from '../../../shared/kernel/app-error.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import type { Database } from '../database/database.ts';
import type { Entry, GroupCommit } from '../database/group-commit.ts';
import type { Write } from '../database/write.ts';
import type { CountDeltas, Stand } from './delivery-counts.ts';
import { attemptsPerDelivery } from './delivery-rows.ts';
import type {
  BegunAttempt,
  Claim,
  ClaimLimits,
  DeliveryEnd,
  DeliveryQueue,
  Intake,
  LaneKey,
  QueuedDelivery,
  RecordedAttempt,
} from './queue-port.ts';
import type { Snapshots } from './snapshots.ts';

export interface SqliteQueueParts {
  readonly database: Database;
  readonly group: GroupCommit;
  readonly snapshots: Snapshots;
  readonly counts: CountDeltas;
  /** Their marks are on the disk. */
  onMarked(deliveries: readonly QueuedDelivery[]): void;
}

/** In the order of `claimedColumns`. */
type ClaimedRow = readonly [
  seq: number,
  id: DeliveryId,
  snapshot: number,
  acceptedMs: number,
  isReplay: 0 | 1,
  url: string,
  body: string | null,
  dueMs: number,
  kind: Attempt['kind'],
  startedCount: number,
  retryCount: number,
  wasDelivered: 0 | 1,
  result: Attempt['result'] | null,
  isInterrupted: 0 | 1,
];

const claimedColumns = `d.seq, d.id, d.snapshot, d.accepted_ms, d.replay_of IS NOT NULL AS is_replay, d.url, d.body, d.due_ms,
  d.next_kind, d.started_count, d.retry_count, d.was_delivered, d.result,
  CASE WHEN d.started_count = 0 THEN 0 ELSE NOT EXISTS
    (SELECT 1 FROM attempts a WHERE a.key = d.seq * ${attemptsPerDelivery} + d.started_count) END AS is_interrupted`;
// `?3`: snapshots that cannot be sent; `?4`: whether those of automatic deliveries are held.
const claimable = `AND d.snapshot NOT IN (SELECT value FROM json_each(?3))
  AND (?4 = 0 OR d.next_kind = 'replay' OR (SELECT is_retried FROM snapshots s WHERE s.id = d.snapshot) = 0)`;
const claimDue = `SELECT ${claimedColumns} FROM deliveries d WHERE d.lane = ?1 AND d.due_ms <= ?2 ${claimable}
  ORDER BY d.due_ms, d.seq LIMIT ?5`;
const claimAllDue = `SELECT ${claimedColumns} FROM deliveries d WHERE d.lane = ? AND d.due_ms <= ?
  ORDER BY d.due_ms, d.seq LIMIT ?`;
// Those of a whole lane are put in order by their numbers alone: their bodies would be sorted with them.
const claimInOrder = `SELECT ${claimedColumns} FROM deliveries d WHERE d.seq IN (
    SELECT d.seq FROM deliveries d WHERE d.lane = ?1 AND d.due_ms IS NOT NULL AND ?2 IS NOT NULL ${claimable}
      ORDER BY d.seq LIMIT ?5
  ) ORDER BY d.seq`;
const nextDue = 'SELECT due_ms FROM deliveries WHERE lane = ? AND due_ms > ? ORDER BY due_ms LIMIT 1';
// One step of the index for each lane, however many rows it has.
const wakeLanes = `WITH RECURSIVE waiting (lane) AS (
    SELECT (SELECT min(lane) FROM deliveries WHERE due_ms IS NOT NULL AND lane > ?1)
    UNION ALL
    SELECT (SELECT min(lane) FROM deliveries WHERE due_ms IS NOT NULL AND lane > waiting.lane)
      FROM waiting WHERE waiting.lane IS NOT NULL
    LIMIT ?2
  )
  SELECT l.id, l.endpoint, l.origin, l.integration_id AS integrationId FROM waiting JOIN lanes l ON l.id = waiting.lane`;

const markBegun = `UPDATE deliveries SET started_count = ?,
  next_kind = CASE next_kind WHEN 'replay' THEN 'replay' ELSE 'retry' END WHERE seq = ?`;
const insertAttempt = `INSERT INTO attempts (key, kind, started_ms, result, status, error_code, error_message, timing, sent_headers,
  response_headers, response_body, is_cut) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const endDelivery = `UPDATE deliveries SET outcome = ?, due_ms = ?, next_kind = 'retry', started_count = ?, retry_count = ?,
  was_delivered = ?, result = ?, status = ?, error_code = ?, error_message = ?, duration_ms = ? WHERE seq = ?`;
// The usual case, in as few values as it needs: each costs on its way to the writer.
const insertDelivered = `INSERT INTO attempts (key, kind, started_ms, result, status, timing, sent_headers, response_headers, is_cut)
  VALUES (?, 'first', ?, 'delivered', ?, ?, ?, ?, 0)`;
const endDelivered = `UPDATE deliveries SET outcome = 'delivered', due_ms = NULL, next_kind = 'retry', started_count = 1,
  was_delivered = 1, result = 'delivered', status = ?, error_code = NULL, error_message = NULL, duration_ms = ? WHERE seq = ?`;
const endUnsent = `UPDATE deliveries SET outcome = ?, due_ms = ?, error_code = ?, error_message = ? WHERE seq = ?`;
const shiftDue = 'UPDATE deliveries SET due_ms = due_ms - ? WHERE due_ms > ?';

export class SqliteQueue implements DeliveryQueue {
  readonly #parts: SqliteQueueParts;
  /** Since the last batch was made. */
  #begun: BegunAttempt[] = [];
  /** Before that. */
  #begunEarlier: BegunAttempt[] = [];

  constructor(parts: SqliteQueueParts) {
    this.#parts = parts;
  }

  offer({ writes, done }: Intake): void {
    this.#parts.group.add({ writes, isIntake: true, done });
  }

  claim(lane: LaneKey, { nowMs, limit, isFifo, heldSnapshots, isHeld }: ClaimLimits): Claim {
    const { database } = this.#parts;
    const isFree = !isFifo && !isHeld && heldSnapshots.length === 0;
    const held = JSON.stringify(heldSnapshots);
    const rows = isFree
      ? database.allLists<ClaimedRow>(claimAllDue, lane.id, nowMs, limit)
      : database.allLists<ClaimedRow>(isFifo ? claimInOrder : claimDue, lane.id, nowMs, held, isHeld ? 1 : 0, limit);
    const isLast = !isFifo && rows.length < limit;
    const next = isLast ? database.get<{ due_ms: number }>(nextDue, lane.id, nowMs) : undefined;
    return { deliveries: rows.map((row) => this.#read(row, lane)), nextDueMs: next?.due_ms ?? null };
  }

  markBegun(attempt: BegunAttempt): void {
    this.#begun.push(attempt);
    this.#parts.group.poke();
  }

  /**
   * What goes with every batch: counters, and the marks of attempts that are still under way. In a batch that is written anyway only
   * of those that were so when the last one was made: under load most have ended by the next.
   */
  collect({ isAlone }: { isAlone: boolean }): Entry | null {
    const writes = this.#parts.counts.takeWrites();
    const marked: QueuedDelivery[] = [];
    const begun = isAlone ? [...this.#begunEarlier, ...this.#begun] : this.#begunEarlier;
    for (const { delivery, isUnderWay } of begun) {
      if (!isUnderWay) continue;
      marked.push(delivery);
      writes.push([markBegun, [delivery.startedCount + 1, delivery.seq]]);
    }
    this.#begunEarlier = isAlone ? [] : this.#begun;
    this.#begun = [];
    if (this.#begunEarlier.length > 0) queueMicrotask(() => this.#parts.group.poke());
    if (writes.length === 0) return null;
    const done = (failure: Failure | null) => {
      if (failure === null && marked.length > 0) this.#parts.onMarked(marked);
    };
    return { writes, isIntake: false, done };
  }

  record(end: DeliveryEnd, done: (failure: Failure | null) => void): void {
    const { delivery, attempt, next } = end;
    const writes: Write[] = [];
    if (delivery.isInterrupted) writes.push(spellInterrupted(delivery));
    if (attempt === null) {
      const { code = null, message = null } = end.error ?? {};
      writes.push([endUnsent, [next.outcome, next.dueMs, code, message, delivery.seq]]);
    } else if (isUsual(delivery, attempt)) {
      const { startedMs, status, timing, sentHeaders, response, durationMs } = attempt;
      const key = delivery.seq * attemptsPerDelivery + 1;
      writes.push([insertDelivered, [key, startedMs, status, timing, sentHeaders, response?.headers ?? null]]);
      writes.push([endDelivered, [status, durationMs, delivery.seq]]);
    } else {
      writes.push([insertAttempt, spellAttempt(delivery.seq, attempt)]);
      writes.push([endDelivery, spellEnd(end, attempt)]);
    }
    const { counts, group } = this.#parts;
    const from = standOf('pending', delivery.result);
    const to = standOf(next.outcome, attempt?.result ?? delivery.result);
    counts.moved(delivery, from, to);
    const settle = (failure: Failure | null) => {
      if (failure !== null) counts.moved(delivery, to, from);
      done(failure);
    };
    group.add({ writes, isIntake: false, done: settle });
  }

  wake(afterId: number, limit: number): readonly LaneKey[] {
    return this.#parts.database.all<LaneKey & Record<string, unknown>>(wakeLanes, afterId, limit);
  }

  shiftDue(nowMs: number, byMs: number, done: () => void): void {
    this.#parts.group.add({ writes: [[shiftDue, [byMs, nowMs]]], isIntake: false, done });
  }

  #read(row: ClaimedRow, lane: LaneKey): QueuedDelivery {
    const [seq, id, ofSnapshot, acceptedMs, isReplay, url, body, dueMs, kind, ...rest] = row;
    const [startedCount, retryCount, wasDelivered, result, isInterrupted] = rest;
    const snapshot = this.#parts.snapshots.get(ofSnapshot);
    return {
      seq,
      id,
      snapshot,
      lane,
      tenantSet: snapshot.content.tenant_set,
      integrationId: snapshot.content.integration_id,
      acceptedMs,
      isReplay: isReplay === 1,
      url,
      body,
      dueMs,
      kind,
      startedCount,
      retryCount,
      wasDelivered: wasDelivered === 1,
      result,
      isInterrupted: isInterrupted === 1,
    };
  }
}

/** Delivered at the first attempt, with nothing to keep of the answer's body. */
function isUsual({ kind }: QueuedDelivery, { number, result, response }: RecordedAttempt): boolean {
  return number === 1 && kind === 'first' && result === 'delivered' && response?.body === null && !response.isCut;
}

const stands = new Map<string, Stand>(
  outcomes.flatMap((outcome) =>
    standings.map((standing): [string, Stand] => [`${outcome} ${standing}`, { outcome, standing }]),
  ),
);

function standOf(outcome: Outcome, result: AttemptResult | null): Stand {
  return stands.get(`${outcome} ${result ?? 'waiting'}`) as Stand;
}

/** The attempt that a crash cut short gets its row: it may have arrived. */
function spellInterrupted({ seq, startedCount, kind, dueMs }: QueuedDelivery): Write {
  const { code, message } = attemptErrors.create('ATTEMPT_INTERRUPTED');
  const was = startedCount === 1 && kind !== 'replay' ? 'first' : kind;
  const timing = '{"dnsMs":null,"connectMs":null,"tlsMs":null,"firstByteMs":null,"totalMs":0}';
  const key = seq * attemptsPerDelivery + startedCount;
  return [insertAttempt, [key, was, dueMs, 'protocol-error', null, code, message, timing, '[]', null, null, 0]];
}

function spellAttempt(seq: number, attempt: RecordedAttempt): Write[1] {
  const { response } = attempt;
  return [
    seq * attemptsPerDelivery + attempt.number,
    attempt.kind,
    attempt.startedMs,
    attempt.result,
    attempt.status,
    attempt.error?.code ?? null,
    attempt.error?.message ?? null,
    attempt.timing,
    attempt.sentHeaders,
    response?.headers ?? null,
    response?.body ?? null,
    response?.isCut === true ? 1 : 0,
  ];
}

function spellEnd({ delivery, next }: DeliveryEnd, attempt: RecordedAttempt): Write[1] {
  return [
    next.outcome,
    next.dueMs,
    attempt.number,
    next.retryCount,
    next.wasDelivered ? 1 : 0,
    attempt.result,
    attempt.status,
    attempt.error?.code ?? null,
    attempt.error?.message ?? null,
    attempt.durationMs,
    delivery.seq,
  ];
}
