// What waits, in memory: lanes, the endpoints and origins they belong to, and which of them can go on now. It sends nothing and reads
// no row; the scheduler asks it whose turn it is.
import { type Breaker, closedBreaker } from '../../../shared/dispatch/breaker.ts';
import type { EndpointPolicy } from '../../../shared/dispatch/endpoint-policy.ts';
import { freshRate, type RateState } from '../../../shared/dispatch/rate-limit.ts';
import type { LaneKey, QueuedDelivery } from './queue-port.ts';

/** What its breaker and its slots are kept for. */
export interface EndpointState {
  readonly endpoint: string;
  readonly origin: OriginState;
  inFlight: number;
  /** How many attempts it may have under way: it starts low, grows with success and shrinks with failure. */
  window: number;
  breaker: Breaker;
  /** Lanes that wait for its breaker or for one of its slots. */
  readonly waiting: Set<Lane>;
  lanes: number;
}

/** A rate within an origin. */
export interface Rate {
  state: RateState;
  /** Lanes that wait for it; the first one is next. */
  readonly waiting: Set<Lane>;
  /** While some wait there is an alarm for when the next attempt may begin; until then nobody else begins one. */
  callOff: (() => void) | null;
}

export interface OriginState {
  readonly origin: string;
  inFlight: number;
  /** The concurrency of the most generous of its endpoints' policies. */
  widest: number;
  /** By attempts a second: endpoints with the same rate share it, and none waits by the rate of another. */
  readonly rates: Map<number, Rate>;
  /** For what fails before a request can leave: names, connections, TLS. */
  breaker: Breaker;
  /** Lanes that have something to send; the first one is next. */
  readonly ready: Set<Lane>;
  readonly endpoints: Set<EndpointState>;
}

export interface Lane extends LaneKey {
  readonly state: EndpointState;
  /** Due, in order; the next one is at `head`. */
  buffer: QueuedDelivery[];
  head: number;
  /** The table may hold what is due and not in the buffer. */
  mayHaveMore: boolean;
  /** For when an alarm is set; infinity: for never. */
  armedMs: number;
  inFlight: number;
  /** It waits for this one. */
  rate: Rate | null;
  /** Of its deliveries; undefined until one was seen. */
  tenantSet: string | null | undefined;
  /** What holds for it; null: to be asked for. */
  policy: EndpointPolicy | null;
  /** Why what goes out by itself does not. */
  hold: 'disabled' | 'gone' | null;
  /** Whether `hold` was looked up. */
  isHoldKnown: boolean;
  /** Snapshots whose secrets are not to be had now. */
  readonly lockedSnapshots: Set<number>;
}

/** A dead endpoint that was never seen well holds no more than these of its origin's slots. */
const firstWindow = 4;
const mostIdleLanes = 20_000;

export class Lanes {
  readonly #lanes = new Map<number, Lane>();
  readonly #endpoints = new Map<string, EndpointState>();
  readonly #origins = new Map<string, OriginState>();
  /** Origins that have a ready lane and may have a free slot; the first one is next. */
  readonly ready = new Set<OriginState>();
  #mostLanes = mostIdleLanes;

  get(key: LaneKey): Lane {
    const known = this.#lanes.get(key.id);
    if (known !== undefined) return known;
    if (this.#lanes.size >= this.#mostLanes) this.#dropIdle();
    const state = this.endpoint(key.endpoint, key.origin);
    const lane: Lane = {
      ...{ id: key.id, endpoint: key.endpoint, origin: key.origin, integrationId: key.integrationId },
      ...{ state, buffer: [], head: 0, mayHaveMore: false, inFlight: 0, rate: null, tenantSet: undefined },
      ...{ armedMs: Infinity, policy: null, hold: null, isHoldKnown: false, lockedSnapshots: new Set<number>() },
    };
    state.lanes += 1;
    this.#lanes.set(key.id, lane);
    return lane;
  }

  get size(): number {
    return this.#lanes.size;
  }

  find(id: number): Lane | undefined {
    return this.#lanes.get(id);
  }

  endpoint(endpoint: string, origin: string): EndpointState {
    const known = this.#endpoints.get(endpoint);
    if (known !== undefined) return known;
    const home = this.origin(origin);
    const state: EndpointState = {
      ...{ endpoint, origin: home, inFlight: 0, window: firstWindow, breaker: closedBreaker },
      ...{ waiting: new Set<Lane>(), lanes: 0 },
    };
    home.endpoints.add(state);
    this.#endpoints.set(endpoint, state);
    return state;
  }

  origin(origin: string): OriginState {
    const known = this.#origins.get(origin);
    if (known !== undefined) return known;
    const state: OriginState = {
      ...{ origin, inFlight: 0, widest: 0, rates: new Map<number, Rate>(), breaker: closedBreaker },
      ...{ ready: new Set<Lane>(), endpoints: new Set<EndpointState>() },
    };
    this.#origins.set(origin, state);
    return state;
  }

  findEndpoint(endpoint: string): EndpointState | undefined {
    return this.#endpoints.get(endpoint);
  }

  findOrigin(origin: string): OriginState | undefined {
    return this.#origins.get(origin);
  }

  all(): IterableIterator<Lane> {
    return this.#lanes.values();
  }

  endpoints(): IterableIterator<EndpointState> {
    return this.#endpoints.values();
  }

  origins(): IterableIterator<OriginState> {
    return this.#origins.values();
  }

  /** It has something to send: at the end of its origin's line, unless it waits for its rate. */
  enqueue(lane: Lane): void {
    if (lane.rate !== null) return;
    const { origin } = lane.state;
    origin.ready.add(lane);
    this.ready.add(origin);
  }

  rate(origin: OriginState, ratePerSecond: number): Rate {
    const known = origin.rates.get(ratePerSecond);
    if (known !== undefined) return known;
    const rate: Rate = { state: freshRate, waiting: new Set(), callOff: null };
    origin.rates.set(ratePerSecond, rate);
    return rate;
  }

  waitForRate(lane: Lane, rate: Rate): void {
    lane.rate = rate;
    rate.waiting.add(lane);
  }

  /** What waited for the rate looks again. */
  releaseRate(origin: OriginState, rate: Rate): void {
    rate.callOff?.();
    rate.callOff = null;
    if (rate.waiting.size === 0) return;
    for (const lane of rate.waiting) {
      lane.rate = null;
      origin.ready.add(lane);
    }
    rate.waiting.clear();
    this.ready.add(origin);
  }

  /** What waited for the endpoint looks again. */
  release(state: EndpointState): void {
    if (state.waiting.size === 0) return;
    for (const lane of state.waiting) state.origin.ready.add(lane);
    state.waiting.clear();
    this.ready.add(state.origin);
  }

  /** A slot of the endpoint is free: as many look again as may go, for its window may have grown by one. */
  releaseSome(state: EndpointState): void {
    if (state.waiting.size === 0) return;
    if (state.inFlight === 0) {
      this.release(state);
      return;
    }
    let left = 2;
    for (const lane of state.waiting) {
      state.waiting.delete(lane);
      state.origin.ready.add(lane);
      left -= 1;
      if (left === 0) break;
    }
    this.ready.add(state.origin);
  }

  /** What is buffered is in its rows too. */
  dropBuffer(lane: Lane): readonly QueuedDelivery[] {
    const dropped = lane.head === 0 ? lane.buffer : lane.buffer.slice(lane.head);
    lane.buffer = [];
    lane.head = 0;
    return dropped;
  }

  #dropIdle(): void {
    this.#dropLanes();
    this.#mostLanes = Math.max(mostIdleLanes, 2 * this.#lanes.size);
  }

  #dropLanes(): void {
    for (const [id, lane] of this.#lanes) {
      if (isNeeded(lane)) continue;
      const { state } = lane;
      this.#lanes.delete(id);
      state.origin.ready.delete(lane);
      state.waiting.delete(lane);
      lane.rate?.waiting.delete(lane);
      state.lanes -= 1;
      if (state.lanes === 0 && state.inFlight === 0 && state.breaker.state === 'closed') this.#dropEndpoint(state);
    }
  }

  #dropEndpoint(state: EndpointState): void {
    const { origin } = state;
    this.#endpoints.delete(state.endpoint);
    origin.endpoints.delete(state);
    if (origin.endpoints.size > 0 || origin.breaker.state !== 'closed') return;
    this.#origins.delete(origin.origin);
    this.ready.delete(origin);
  }
}

/** What is held, or waits for the vault, is in its rows alone: whoever frees it looks for its lane. */
function isNeeded(lane: Lane): boolean {
  return (
    lane.inFlight > 0 || lane.mayHaveMore || hasBuffered(lane) || lane.hold !== null || lane.lockedSnapshots.size > 0
  );
}

export function hasBuffered(lane: Lane): boolean {
  return lane.head < lane.buffer.length;
}

export function takeBuffered(lane: Lane): QueuedDelivery | undefined {
  const next = lane.buffer[lane.head];
  if (next === undefined) return undefined;
  lane.head += 1;
  if (lane.head === lane.buffer.length) {
    lane.buffer = [];
    lane.head = 0;
  }
  return next;
}

/** How many of an origin's slots one of its endpoints may hold: where there are others, a quarter is left to them. */
export function mostFor(state: EndpointState, concurrency: number): number {
  const { endpoints, widest } = state.origin;
  const left = endpoints.size > 1 ? widest >> 2 : 0;
  return Math.min(state.window, concurrency, widest - left);
}

/** Success widens an endpoint's window, failure halves it. */
export function moveWindow(state: EndpointState, isFailure: boolean): void {
  state.window = isFailure ? Math.max(1, state.window >> 1) : Math.min(state.window + 1, 256);
}
