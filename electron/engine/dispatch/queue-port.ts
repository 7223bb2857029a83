// The queue as dispatch sees it: `offer` what was accepted, `claim` what is due, `record` what came of it, `wake` what waits.
// Rows are the truth behind it; what it keeps in memory may be lost. SQLite is the one that is built in.
import type { Attempt, AttemptError, AttemptResult, Outcome } from '../../../shared/dispatch/delivery.ts';
import type { Failure } from '../../../shared/kernel/app-error.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import type { Write } from '../database/write.ts';
import type { Snapshot } from './snapshots.ts';

/** Deliveries of one integration to one endpoint: what waits for its turn together. */
export interface LaneKey {
  readonly id: number;
  readonly endpoint: string;
  readonly origin: string;
  /** '' for integrations from files. */
  readonly integrationId: string;
}

/** A pending delivery, with all that sending it needs. */
export interface QueuedDelivery {
  readonly seq: number;
  readonly id: DeliveryId;
  readonly snapshot: Snapshot;
  readonly lane: LaneKey;
  readonly tenantSet: string | null;
  readonly integrationId: string | null;
  readonly acceptedMs: number;
  /** It names another delivery. */
  readonly isReplay: boolean;
  readonly url: string;
  readonly body: string | null;
  /** When this attempt may begin; wall clock. */
  readonly dueMs: number;
  /** Of the next attempt. */
  readonly kind: Attempt['kind'];
  readonly startedCount: number;
  readonly retryCount: number;
  readonly wasDelivered: boolean;
  /** Of the last attempt. */
  readonly result: AttemptResult | null;
  /** Its last attempt began and has no row: a crash cut it short. */
  readonly isInterrupted: boolean;
}

/** What a claim leaves out. */
export interface ClaimLimits {
  readonly nowMs: number;
  readonly limit: number;
  /** In the order of accept, whatever is due; else in the order in which they are due. */
  readonly isFifo: boolean;
  /** Snapshots that cannot be sent now. */
  readonly heldSnapshots: readonly number[];
  /** Only what a person asked for: what goes out by itself is held. */
  readonly isHeld: boolean;
}

export interface Claim {
  readonly deliveries: readonly QueuedDelivery[];
  /** When the next of the lane is due; null: nothing else waits for its time. */
  readonly nextDueMs: number | null;
}

export interface Intake {
  readonly writes: readonly Write[];
  /** After it is on the disk, or with why nothing of it is. */
  done(failure: Failure | null): void;
}

export interface BegunAttempt {
  readonly delivery: QueuedDelivery;
  isUnderWay: boolean;
}

/** An attempt that has ended, as it is written: lists and timings are JSON, secrets are replaced. */
export interface RecordedAttempt {
  readonly number: number;
  readonly kind: Attempt['kind'];
  /** Wall clock. */
  readonly startedMs: number;
  readonly result: AttemptResult;
  readonly status: number | null;
  readonly durationMs: number;
  readonly error: AttemptError | null;
  readonly timing: string;
  readonly sentHeaders: string;
  /** The body is null when it is empty. */
  readonly response: { readonly headers: string; readonly body: Uint8Array | null; readonly isCut: boolean } | null;
}

/** How an attempt, or a delivery without one, ended. */
export interface DeliveryEnd {
  readonly delivery: QueuedDelivery;
  /** null: no attempt was made. */
  readonly attempt: RecordedAttempt | null;
  readonly next: NextStep;
  /** Of a delivery that dies without an attempt. */
  readonly error: AttemptError | null;
}

export interface NextStep {
  readonly outcome: Outcome;
  /** null unless pending. */
  readonly dueMs: number | null;
  readonly retryCount: number;
  readonly wasDelivered: boolean;
}

export interface DeliveryQueue {
  offer(intake: Intake): void;
  claim(lane: LaneKey, limits: ClaimLimits): Claim;
  /** That it began, should the process end before it does. What ends soon enough needs no mark. */
  markBegun(attempt: BegunAttempt): void;
  record(end: DeliveryEnd, done: (failure: Failure | null) => void): void;
  /** Lanes in which something waits, by id from `afterId` on. */
  wake(afterId: number, limit: number): readonly LaneKey[];
  /** The wall clock went back: what waits for its time keeps the time it has left. */
  shiftDue(nowMs: number, byMs: number, done: () => void): void;
}
