// The breakers of endpoints and origins: counted in memory, written when one opens or closes, and looked at again when its trial is due.
import {
  askBreaker,
  type Breaker,
  beginTrial,
  closedBreaker,
  countWindow,
  dropTrial,
  missTrial,
  recordEnd,
  shiftBreaker,
  trialAfterMs,
} from '../../../shared/dispatch/breaker.ts';
import type { EndpointHealth } from '../../../shared/dispatch/dispatch-status.ts';
import type { Database } from '../database/database.ts';
import type { GroupCommit } from '../database/group-commit.ts';
import type { Write } from '../database/write.ts';
import type { Clock, CrashPoint } from '../ports.ts';
import type { EndpointState, Lanes, OriginState } from './lanes.ts';
import { originOf } from './plan-target.ts';

export interface BreakerParts {
  readonly database: Database;
  readonly group: GroupCommit;
  readonly lanes: Lanes;
  readonly after: Clock['after'];
  readonly passPoint: (name: CrashPoint) => void;
  /** One may be tried again, or has closed: what waited looks again. */
  onMayGo(state: EndpointState | OriginState): void;
  /** One opened, closed or was tried. */
  onChanged(): void;
}

type Guarded = EndpointState | OriginState;
export type EndForBreaker = 'succeeded' | 'failed' | 'unreached' | null;
type StoredBreaker = Pick<Breaker, 'openedMs' | 'nextTrialMs' | 'failures' | 'attempts'>;

const storeBreaker = `INSERT INTO breakers (endpoint, state) VALUES (?, ?)
  ON CONFLICT (endpoint) DO UPDATE SET state = excluded.state`;
const dropBreaker = 'DELETE FROM breakers WHERE endpoint = ?';

export class Breakers {
  readonly #parts: BreakerParts;
  /** Open and half-open ones. */
  readonly #failing = new Set<Guarded>();
  readonly #timers = new Map<Guarded, () => void>();
  #isClosed = false;

  constructor(parts: BreakerParts) {
    this.#parts = parts;
  }

  /** As the last process left them. A trial is never further away than it can be. */
  load(nowMs: number): void {
    const rows = this.#parts.database.all<{ endpoint: string; state: string }>('SELECT * FROM breakers');
    for (const { endpoint, state } of rows) {
      const stored = JSON.parse(state) as StoredBreaker;
      const guarded = this.#find(endpoint);
      const nextTrialMs = Math.min(stored.nextTrialMs ?? nowMs, nowMs + trialAfterMs);
      this.#become(guarded, { ...closedBreaker, ...stored, state: 'open', nextTrialMs }, nowMs);
    }
  }

  ask(guarded: Guarded, nowMs: number): 'pass' | 'wait' | 'trial' {
    return askBreaker(guarded.breaker, nowMs);
  }

  /** An attempt to it begins; when it is the trial, it is the only one. */
  begin(guarded: Guarded, nowMs: number): void {
    if (askBreaker(guarded.breaker, nowMs) !== 'trial') return;
    guarded.breaker = beginTrial(guarded.breaker);
    this.#parts.onChanged();
  }

  /** `unreached`: the attempt failed before it could say anything about this one. null: nothing was to be sent. */
  end(guarded: Guarded, end: EndForBreaker, nowMs: number): void {
    const before = guarded.breaker;
    const after = takeEnd(before, end, nowMs);
    if (after.state === before.state && after.state === 'closed') {
      guarded.breaker = after;
      return;
    }
    if (after === before) return;
    this.#become(guarded, after, nowMs);
    this.#store(guarded);
  }

  /** By hand. */
  close(name: string, nowMs: number): boolean {
    const guarded = this.#parts.lanes.findEndpoint(name) ?? this.#parts.lanes.findOrigin(name);
    if (guarded === undefined || guarded.breaker.state === 'closed') return false;
    this.#become(guarded, closedBreaker, nowMs);
    this.#store(guarded);
    return true;
  }

  isOpen(guarded: Guarded): boolean {
    return guarded.breaker.state !== 'closed';
  }

  shift(byMs: number, nowMs: number): void {
    for (const guarded of [...this.#parts.lanes.endpoints(), ...this.#parts.lanes.origins()]) {
      if (guarded.breaker === closedBreaker) continue;
      guarded.breaker = shiftBreaker(guarded.breaker, byMs);
      if (this.isOpen(guarded)) this.#arm(guarded, nowMs);
    }
  }

  list(countWaiting: (guarded: Guarded) => number): EndpointHealth[] {
    return [...this.#failing].map((guarded) => describeHealth(guarded, countWaiting(guarded)));
  }

  stop(): void {
    this.#isClosed = true;
    for (const callOff of this.#timers.values()) callOff();
    this.#timers.clear();
  }

  #find(name: string): Guarded {
    const { lanes } = this.#parts;
    const origin = originOf(name);
    return origin === name ? lanes.origin(name) : lanes.endpoint(name, origin);
  }

  #become(guarded: Guarded, breaker: Breaker, nowMs: number): void {
    guarded.breaker = breaker;
    this.#timers.get(guarded)?.();
    this.#timers.delete(guarded);
    if (breaker.state === 'closed') {
      this.#failing.delete(guarded);
      this.#parts.onMayGo(guarded);
    } else {
      this.#failing.add(guarded);
      this.#arm(guarded, nowMs);
    }
    this.#parts.onChanged();
  }

  #arm(guarded: Guarded, nowMs: number): void {
    if (this.#isClosed) return;
    this.#timers.get(guarded)?.();
    const delayMs = Math.max(0, (guarded.breaker.nextTrialMs ?? nowMs) - nowMs);
    const callOff = this.#parts.after(delayMs, () => {
      this.#timers.delete(guarded);
      this.#parts.onMayGo(guarded);
    });
    this.#timers.set(guarded, callOff);
  }

  #store(guarded: Guarded): void {
    const { openedMs, nextTrialMs, failures, attempts, state } = guarded.breaker;
    const name = nameOf(guarded);
    const stored: StoredBreaker = { openedMs, nextTrialMs, failures, attempts };
    const write: Write = state === 'closed' ? [dropBreaker, [name]] : [storeBreaker, [name, JSON.stringify(stored)]];
    const done = () => this.#parts.passPoint('breaker-stored');
    this.#parts.group.add({ writes: [write], isIntake: false, done });
  }
}

function takeEnd(breaker: Breaker, end: EndForBreaker, nowMs: number): Breaker {
  if (end === null) return dropTrial(breaker, nowMs);
  return end === 'unreached' ? missTrial(breaker, nowMs) : recordEnd(breaker, end === 'failed', nowMs);
}

function nameOf(guarded: Guarded): string {
  return 'endpoint' in guarded ? guarded.endpoint : guarded.origin;
}

export function describeHealth(guarded: Guarded, waiting: number, nowMs?: number): EndpointHealth {
  const { breaker } = guarded;
  const { attempts, failures } = breaker.state === 'closed' ? countWindow(breaker, nowMs ?? 0) : breaker;
  const spell = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    endpoint: nameOf(guarded),
    scope: 'endpoint' in guarded ? 'endpoint' : 'origin',
    breaker: breaker.state,
    ...{ attempts, failures, waiting },
    openedAt: spell(breaker.openedMs),
    nextTrialAt: spell(breaker.nextTrialMs),
  };
}
