// The dispatcher: whose turn it is. It lets what is due go within every limit, origin by origin and lane by lane, and knows what is
// under way. Rows are the truth: what it has in memory may be lost at any moment and is found again there.
import { takeFromRate, waitForRate } from '../../../shared/dispatch/rate-limit.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { Breakers } from './dispatcher-breakers.ts';
import { LaneBuffers, type LaneBuffersParts } from './lane-buffers.ts';
import { hasBuffered, type Lane, mostFor, type OriginState } from './lanes.ts';
import type { LaneKey, QueuedDelivery } from './queue-port.ts';

export interface DispatcherParts extends Omit<LaneBuffersParts, 'onDue'> {
  readonly breakers: Breakers;
  /** Begins an attempt; its end comes back as `freed` and `settled`. Throws Failure of the vault when its secrets are locked. */
  begin(delivery: QueuedDelivery, lane: Lane): void;
  /** The disk cannot be written. */
  isPaused(): boolean;
  /** What is due could not be read, or begun. */
  onTrouble(cause: unknown): void;
}

/** Attempts under way at once: more than one origin may have, whatever its policy says, so that others are never left without. */
const mostUnderWay = 384;
/** And those whose end is not on the disk yet: what a crash would send again. A disk that stalls holds up sending. */
const mostUnrecorded = 512;
const lanesPerWake = 500;
const afterTroubleMs = 5_000;

export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #buffers: LaneBuffers;
  #callOffWake: (() => void) | null = null;
  #underWay = 0;
  #state: 'waiting' | 'running' | 'closed' = 'waiting';
  #isPumping = false;
  #isWaking = false;
  #idle: (() => void)[] = [];

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.#buffers = new LaneBuffers({ ...parts, onDue: (lanes) => this.lookAt(lanes) });
  }

  start(): void {
    if (this.#state === 'waiting') this.#state = 'running';
    this.wake();
  }

  /** Looks again at all that waits. */
  wake(): void {
    this.#buffers.letGo();
    this.#wakeFrom(0);
  }

  /** Committed and due: the rows are there. */
  offer(deliveries: readonly QueuedDelivery[]): void {
    const { lanes } = this.#parts;
    for (const delivery of deliveries) {
      const lane = lanes.get(delivery.lane);
      if (this.#buffers.place(delivery, lane) && !lane.state.waiting.has(lane)) lanes.enqueue(lane);
    }
    this.pump();
  }

  /** Rows of any lane have another due time than they had: what is buffered is old, a FIFO lane would wait by it. */
  dueTimesChanged(): void {
    for (const lane of this.#parts.lanes.all()) this.#buffers.drop(lane);
    this.wake();
  }

  /** What holds these lanes was changed. */
  look(lanes: Iterable<Lane>): void {
    for (const lane of lanes) {
      this.#buffers.drop(lane);
      lane.isHoldKnown = false;
      this.#parts.lanes.enqueue(lane);
    }
    this.pump();
  }

  policiesChanged(): void {
    const { lanes } = this.#parts;
    for (const origin of lanes.origins()) {
      origin.widest = 0;
      for (const rate of origin.rates.values()) lanes.releaseRate(origin, rate);
    }
    for (const lane of lanes.all()) {
      lane.policy = null;
      const isLocked = lane.lockedSnapshots.size > 0;
      // Whether it is signed, and by which keys, is part of the policy.
      lane.lockedSnapshots.clear();
      if (!isLocked && !hasBuffered(lane) && !lane.mayHaveMore && lane.inFlight === 0) continue;
      // Each before one of them asks how wide their origin is.
      this.#buffers.policyOf(lane);
      this.#buffers.drop(lane);
      lanes.enqueue(lane);
    }
    this.pump();
  }

  /** Rows that may be in a buffer are being changed by others: what is buffered is old. */
  drop(seqs: readonly number[]): void {
    for (const lane of this.#buffers.holding(seqs)) {
      this.#buffers.drop(lane);
      this.#parts.lanes.enqueue(lane);
    }
  }

  /** Something of these lanes may be due. */
  lookAt(keys: readonly LaneKey[]): void {
    const { lanes } = this.#parts;
    for (const key of keys) {
      const lane = lanes.get(key);
      lane.armedMs = Number.POSITIVE_INFINITY;
      lane.mayHaveMore = true;
      if (!lane.state.waiting.has(lane)) lanes.enqueue(lane);
    }
    this.pump();
  }

  isInFlight(seq: number): boolean {
    return this.#buffers.isInFlight(seq);
  }

  get inFlightCount(): number {
    return this.#underWay;
  }

  /** Whether nothing is under way, and nothing is looked for. */
  get isIdle(): boolean {
    return this.#underWay === 0 && !this.#isWaking;
  }

  async idle(): Promise<void> {
    while (!this.isIdle) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Begins nothing more. */
  stop(): void {
    this.#state = 'closed';
    this.#isWaking = false;
    this.#buffers.stop();
    for (const { rates } of this.#parts.lanes.origins()) for (const { callOff } of rates.values()) callOff?.();
    this.#callOffWake?.();
    this.#tellIdle();
  }

  /** An attempt is over: its slots are free, its end is not on the disk yet. */
  freed(lane: Lane): void {
    const { lanes } = this.#parts;
    const { state } = lane;
    this.#underWay -= 1;
    state.inFlight -= 1;
    state.origin.inFlight -= 1;
    lanes.releaseSome(state);
    if (state.origin.ready.size > 0) lanes.ready.add(state.origin);
  }

  /** The end of an attempt is on the disk. `next`: another one follows, not sooner than `restMs` from now. */
  settled(delivery: QueuedDelivery, lane: Lane, next: { dueMs: number; restMs: number } | null): void {
    this.#buffers.forget(delivery.seq);
    if (next !== null) this.#buffers.rest(delivery.seq, lane, next);
    this.#leave(lane);
  }

  /** It stays pending, and is left alone until `wake`. */
  stuck(delivery: QueuedDelivery, lane: Lane): void {
    this.#buffers.keepBack(delivery.seq, lane);
    this.#leave(lane);
  }

  pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    const { ready } = this.#parts.lanes;
    try {
      while (this.#mayBegin()) {
        const [origin] = ready;
        if (origin === undefined) break;
        ready.delete(origin);
        const lane = this.#choose(origin);
        if (lane !== null) this.#begin(lane);
      }
    } catch (cause) {
      this.#parts.onTrouble(cause);
      this.#wakeLater();
    } finally {
      this.#isPumping = false;
    }
  }

  #mayBegin(): boolean {
    if (this.#state !== 'running' || this.#parts.isPaused()) return false;
    return this.#underWay < mostUnderWay && this.#buffers.inFlightCount < mostUnrecorded;
  }

  #leave(lane: Lane): void {
    lane.inFlight -= 1;
    if (hasBuffered(lane) || lane.mayHaveMore) this.#parts.lanes.enqueue(lane);
    this.pump();
    this.#tellIdle();
  }

  /** The lane of this origin whose turn it is; null: none can go now. Those that wait for something else are put aside. */
  #choose(origin: OriginState): Lane | null {
    const nowMs = this.#parts.clock.now();
    let left = origin.ready.size;
    for (const lane of origin.ready) {
      left -= 1;
      if (left < 0) break;
      const isEmpty = this.#buffers.peek(lane, nowMs) === null;
      const wait = isEmpty ? 'nothing' : this.#admit(lane, nowMs);
      // It keeps its turn. A slot that is freed, or the breaker's timer, brings the origin back.
      if (wait === 'origin') return null;
      origin.ready.delete(lane);
      if (wait === 'endpoint') lane.state.waiting.add(lane);
      if (wait !== 'go') continue;
      if (origin.ready.size > 0) this.#parts.lanes.ready.add(origin);
      return lane;
    }
    return null;
  }

  /** What it has to wait for. When it may go, that is taken into account. */
  #admit(lane: Lane, nowMs: number): 'go' | 'origin' | 'endpoint' | 'rate' {
    const { breakers } = this.#parts;
    const { state } = lane;
    const { origin } = state;
    const { breaker, concurrency, ratePerSecond } = this.#buffers.policyOf(lane);
    if (origin.inFlight >= origin.widest || (breaker && breakers.ask(origin, nowMs) === 'wait')) return 'origin';
    // Its own concurrency holds up itself alone: others of its origin may have a wider one.
    if (state.inFlight >= mostFor(state, concurrency)) return 'endpoint';
    if (breaker && breakers.ask(state, nowMs) === 'wait') return 'endpoint';
    if (ratePerSecond !== null && !this.#takeFromRate(lane, ratePerSecond)) return 'rate';
    if (breaker) {
      breakers.begin(origin, nowMs);
      breakers.begin(state, nowMs);
    }
    return 'go';
  }

  #begin(lane: Lane): void {
    const delivery = this.#buffers.take(lane);
    if (delivery === undefined) return;
    this.#underWay += 1;
    lane.inFlight += 1;
    lane.state.inFlight += 1;
    lane.state.origin.inFlight += 1;
    if (hasBuffered(lane) || lane.mayHaveMore) this.#parts.lanes.enqueue(lane);
    try {
      this.#parts.begin(delivery, lane);
    } catch (cause) {
      this.#takeBack(delivery, lane, cause);
    }
  }

  /** It could not be begun. */
  #takeBack(delivery: QueuedDelivery, lane: Lane, cause: unknown): void {
    const { breakers, clock, lanes } = this.#parts;
    const nowMs = clock.now();
    this.freed(lane);
    lane.inFlight -= 1;
    breakers.end(lane.state, null, nowMs);
    breakers.end(lane.state.origin, null, nowMs);
    const isLocked = cause instanceof Failure && cause.error.code.startsWith('VAULT_');
    if (isLocked) this.#buffers.lock(delivery, lane);
    else this.#buffers.keepBack(delivery.seq, lane);
    lanes.enqueue(lane);
    this.#parts.onTrouble(cause);
  }

  /** false: it waits for its turn from now on. */
  #takeFromRate(lane: Lane, ratePerSecond: number): boolean {
    const { clock, lanes, after } = this.#parts;
    const { origin } = lane.state;
    const rate = lanes.rate(origin, ratePerSecond);
    const nowMs = clock.steady();
    const waitMs = rate.callOff === null ? waitForRate(rate.state, ratePerSecond, nowMs) : null;
    if (waitMs === 0) {
      rate.state = takeFromRate(rate.state, ratePerSecond, nowMs);
      return true;
    }
    lanes.waitForRate(lane, rate);
    if (waitMs !== null) {
      rate.callOff = after(Math.max(1, Math.ceil(waitMs)), () => {
        lanes.releaseRate(origin, rate);
        this.pump();
      });
    }
    return false;
  }

  /** Some at a time: what is due in the first lanes does not wait for the last. */
  #wakeFrom(afterId: number): void {
    if (this.#state !== 'running') return;
    this.#isWaking = true;
    try {
      const keys = this.#parts.queue.wake(afterId, lanesPerWake);
      const last = keys.at(-1);
      this.#isWaking = last !== undefined && keys.length >= lanesPerWake;
      this.lookAt(keys);
      if (this.#isWaking && last !== undefined) setImmediate(() => this.#wakeFrom(last.id));
    } catch (cause) {
      this.#isWaking = false;
      this.#parts.onTrouble(cause);
      this.#wakeLater();
    }
    this.#tellIdle();
  }

  #wakeLater(): void {
    this.#callOffWake ??= this.#parts.after(afterTroubleMs, () => {
      this.#callOffWake = null;
      this.#wakeFrom(0);
    });
  }

  #tellIdle(): void {
    if (!this.isIdle || this.#idle.length === 0) return;
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }
}
