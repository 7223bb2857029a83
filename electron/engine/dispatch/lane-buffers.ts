// What of each lane is in memory: filled from the queue when its turn comes, dropped when its rows were changed by others. It knows why
// something is left in its row for now, and when to look again.
import type { EndpointPolicy } from '../../../shared/dispatch/endpoint-policy.ts';
import type { DispatcherClock } from './dispatcher-clock.ts';
import { DueTimes } from './due-times.ts';
import { type Lane, type Lanes, takeBuffered } from './lanes.ts';
import type { DeliveryQueue, LaneKey, QueuedDelivery } from './queue-port.ts';

export interface LaneBuffersParts {
  readonly queue: DeliveryQueue;
  readonly lanes: Lanes;
  readonly clock: DispatcherClock;
  after(delayMs: number, act: () => void): () => void;
  policyOf(tenantSet: string | null, endpoint: string): EndpointPolicy;
  /** The tenant set of an integration's deliveries. */
  tenantSetOf(integrationId: string): string | null;
  /** Why what goes out by itself to an integration is held. */
  holdOf(integrationId: string): Lane['hold'];
  /** It can be read, and is not to be sent yet: it is offered when it may. */
  isOnItsWay(seq: number): boolean;
  /** Something of these lanes may be due. */
  onDue(lanes: readonly LaneKey[]): void;
}

const claimed = 64;
const claimedOfMany = 8;
/** So many lanes with a full buffer each would be too much to hold. */
const manyLanes = 1_000;
const mostBuffered = 256;
const lookAgainMs = 1_000;

export class LaneBuffers {
  readonly #parts: LaneBuffersParts;
  readonly #due: DueTimes;
  /** In a buffer, or under way until its end is on the disk. */
  readonly #known = new Map<number, Lane>();
  readonly #inFlight = new Set<number>();
  /** What could not be recorded is left alone until it is let go. */
  readonly #stuck = new Set<number>();
  /** Not before this on the steady clock, whatever the wall clock says. */
  readonly #rests = new Map<number, number>();

  constructor(parts: LaneBuffersParts) {
    this.#parts = parts;
    this.#due = new DueTimes(
      { after: parts.after },
      () => parts.clock.now(),
      (lanes) => parts.onDue(lanes),
    );
  }

  /** Under way, and ended but not on the disk yet. */
  get inFlightCount(): number {
    return this.#inFlight.size;
  }

  isInFlight(seq: number): boolean {
    return this.#inFlight.has(seq);
  }

  policyOf(lane: Lane): EndpointPolicy {
    if (lane.policy !== null) return lane.policy;
    const policy = this.#parts.policyOf(lane.tenantSet ?? null, lane.endpoint);
    // Before one of its deliveries was seen nobody knows whose it is.
    if (lane.tenantSet === undefined) return policy;
    lane.policy = policy;
    const { origin } = lane.state;
    origin.widest = Math.max(origin.widest, policy.concurrency);
    return policy;
  }

  /** Committed and due. Answers whether its lane has something to send now. */
  place(delivery: QueuedDelivery, lane: Lane): boolean {
    if (lane.tenantSet === undefined) lane.tenantSet = delivery.tenantSet;
    if (this.#known.has(delivery.seq)) return true;
    this.#learnHold(lane);
    const isHeld = lane.hold !== null && delivery.snapshot.content.is_retried === 1 && delivery.kind !== 'replay';
    if (isHeld || lane.lockedSnapshots.has(delivery.snapshot.id)) return false;
    const isFull = lane.buffer.length - lane.head >= mostBuffered;
    if (lane.mayHaveMore || isFull || this.policyOf(lane).fifo) lane.mayHaveMore = true;
    else this.#keep(delivery, lane);
    return true;
  }

  /** The next of a lane, which stays where it is; null: none can go now. */
  peek(lane: Lane, nowMs: number): QueuedDelivery | null {
    for (;;) {
      const next = lane.buffer[lane.head];
      if (next === undefined) {
        if (!lane.mayHaveMore) return null;
        this.#refill(lane, nowMs);
        continue;
      }
      if (!this.policyOf(lane).fifo) return next;
      // Those behind it wait for it, whatever it waits for.
      if (lane.inFlight > 0 || lane.lockedSnapshots.has(next.snapshot.id)) return null;
      const waitMs = Math.max(next.dueMs - nowMs, this.#restOf(next.seq));
      if (waitMs <= 0) return next;
      this.#arm(lane, nowMs + waitMs);
      return null;
    }
  }

  /** It is under way from now on. */
  take(lane: Lane): QueuedDelivery | undefined {
    const delivery = takeBuffered(lane);
    if (delivery !== undefined) this.#inFlight.add(delivery.seq);
    return delivery;
  }

  /** It is not under way any more; what its row says counts. */
  forget(seq: number): void {
    this.#inFlight.delete(seq);
    this.#known.delete(seq);
  }

  /** It stays pending, and is left alone until `letGo`. */
  keepBack(seq: number, lane: Lane): void {
    this.forget(seq);
    this.#stuck.add(seq);
    // Those behind it in its lane wait for it.
    if (this.policyOf(lane).fifo) this.drop(lane);
  }

  letGo(): void {
    this.#stuck.clear();
    for (const lane of this.#parts.lanes.all()) lane.lockedSnapshots.clear();
  }

  /** Its secrets are locked: it waits, and the rest of its lane goes on. */
  lock(delivery: QueuedDelivery, lane: Lane): void {
    this.forget(delivery.seq);
    lane.lockedSnapshots.add(delivery.snapshot.id);
    this.drop(lane);
  }

  /** Another attempt follows. `restMs`: not sooner than this from now. */
  rest(seq: number, lane: Lane, { dueMs, restMs }: { dueMs: number; restMs: number }): void {
    this.#rests.set(seq, this.#parts.clock.steady() + restMs);
    this.#arm(lane, dueMs);
    // Those behind it in its lane wait for it again.
    if (this.policyOf(lane).fifo) this.drop(lane);
  }

  /** What is in it is found again in its rows. */
  drop(lane: Lane): void {
    for (const { seq } of this.#parts.lanes.dropBuffer(lane)) this.#known.delete(seq);
    lane.mayHaveMore = true;
  }

  /** The lanes in whose buffer rows are that others change. */
  holding(seqs: readonly number[]): Set<Lane> {
    const lanes = new Set<Lane>();
    for (const seq of seqs) {
      const lane = this.#known.get(seq);
      if (lane !== undefined && !this.#inFlight.has(seq)) lanes.add(lane);
    }
    return lanes;
  }

  stop(): void {
    this.#due.clear();
  }

  #keep(delivery: QueuedDelivery, lane: Lane): void {
    lane.buffer.push(delivery);
    this.#known.set(delivery.seq, lane);
  }

  #refill(lane: Lane, nowMs: number): void {
    const { queue, lanes } = this.#parts;
    if (lane.tenantSet === undefined) lane.tenantSet = this.#parts.tenantSetOf(lane.integrationId);
    this.#learnHold(lane);
    const isFifo = this.policyOf(lane).fifo;
    // Rows under way are still pending in the table.
    const limit = (lanes.size > manyLanes ? claimedOfMany : claimed) + lane.inFlight + this.#stuck.size;
    lane.mayHaveMore = false;
    const { deliveries, nextDueMs } = queue.claim(lane, {
      ...{ nowMs, limit, isFifo, isHeld: lane.hold !== null },
      heldSnapshots: isFifo ? [] : [...lane.lockedSnapshots],
    });
    let kept = 0;
    for (const delivery of deliveries) {
      const { seq } = delivery;
      if (isFifo && this.#stuck.has(seq)) return;
      if (this.#known.has(seq) || this.#stuck.has(seq) || this.#parts.isOnItsWay(seq)) continue;
      const restMs = isFifo ? 0 : this.#restOf(delivery.seq);
      if (restMs > 0) {
        this.#arm(lane, nowMs + restMs);
        continue;
      }
      this.#keep(delivery, lane);
      kept += 1;
    }
    if (nextDueMs !== null) this.#arm(lane, nextDueMs);
    if (deliveries.length < limit) return;
    // A page of nothing but what rests would be read again and again.
    if (kept > 0) lane.mayHaveMore = true;
    else this.#arm(lane, nowMs + lookAgainMs);
  }

  /** An alarm that is set for sooner looks again for the next one. */
  #arm(lane: Lane, atMs: number): void {
    if (lane.armedMs <= atMs) return;
    lane.armedMs = atMs;
    this.#due.add(lane, atMs);
  }

  #restOf(seq: number): number {
    const until = this.#rests.get(seq);
    if (until === undefined) return 0;
    const left = until - this.#parts.clock.steady();
    if (left <= 0) this.#rests.delete(seq);
    return Math.ceil(left);
  }

  #learnHold(lane: Lane): void {
    if (lane.isHoldKnown) return;
    lane.isHoldKnown = true;
    lane.hold = this.#parts.holdOf(lane.integrationId);
  }
}
