// The breaker of an endpoint, or of an origin: it opens when most of what was tried in the last minutes failed, and lets one attempt
// through after a while to see. Pure; `nowMs` never goes back.

/**
 * closed → open → half-open → closed | open.
 * - closed: attempts are counted over the last five minutes; ≥ 70 % failures of ≥ 10 open it.
 * - open: nothing is sent until `nextTrialMs`.
 * - half-open: one attempt is under way; its end closes the breaker or opens it again.
 */
export interface Breaker {
  readonly state: 'closed' | 'open' | 'half-open';
  readonly slices: readonly BreakerSlice[];
  readonly openedMs: number | null;
  readonly nextTrialMs: number | null;
  /** Of the window that opened it. */
  readonly failures: number;
  readonly attempts: number;
}

interface BreakerSlice {
  readonly startMs: number;
  readonly attempts: number;
  readonly failures: number;
}

export const closedBreaker: Breaker = {
  state: 'closed',
  slices: [],
  openedMs: null,
  nextTrialMs: null,
  failures: 0,
  attempts: 0,
};

const windowMs = 5 * 60_000;
const sliceMs = 15_000;
const fewestAttempts = 10;
const openShare = 0.7;
export const trialAfterMs = 30_000;

export interface BreakerCount {
  readonly attempts: number;
  readonly failures: number;
}

/** Of the window until now. */
export function countWindow({ slices }: Breaker, nowMs: number): BreakerCount {
  let attempts = 0;
  let failures = 0;
  for (const slice of slices) {
    if (slice.startMs + sliceMs <= nowMs - windowMs) continue;
    attempts += slice.attempts;
    failures += slice.failures;
  }
  return { attempts, failures };
}

/** What may be sent now: everything, nothing, or one attempt to see. */
export function askBreaker({ state, nextTrialMs }: Breaker, nowMs: number): 'pass' | 'wait' | 'trial' {
  if (state === 'closed') return 'pass';
  return state === 'open' && nowMs >= (nextTrialMs ?? 0) ? 'trial' : 'wait';
}

/** The trial has begun. */
export function beginTrial(breaker: Breaker): Breaker {
  return { ...breaker, state: 'half-open' };
}

/** The trial was none, for nothing was to be sent: another one may begin at once. */
export function dropTrial(breaker: Breaker, nowMs: number): Breaker {
  return breaker.state === 'half-open' ? { ...breaker, state: 'open', nextTrialMs: nowMs } : breaker;
}

/** The attempt did not reach what it was for: no failure of it, but a trial that found nothing out. */
export function missTrial(breaker: Breaker, nowMs: number): Breaker {
  return breaker.state === 'half-open' ? recordEnd(breaker, true, nowMs) : breaker;
}

/** An attempt ended. While the breaker is open, only its trial counts. */
export function recordEnd(breaker: Breaker, isFailure: boolean, nowMs: number): Breaker {
  switch (breaker.state) {
    case 'closed':
      return countEnd(breaker, isFailure, nowMs);
    case 'open':
      // Begun before it opened.
      return breaker;
    case 'half-open':
      return isFailure ? { ...breaker, state: 'open', nextTrialMs: nowMs + trialAfterMs } : closedBreaker;
  }
}

function countEnd(breaker: Breaker, isFailure: boolean, nowMs: number): Breaker {
  const slices = breaker.slices.filter(({ startMs }) => startMs + sliceMs > nowMs - windowMs);
  const last = slices.at(-1);
  const counted = Number(isFailure);
  if (last !== undefined && nowMs < last.startMs + sliceMs) {
    slices[slices.length - 1] = { ...last, attempts: last.attempts + 1, failures: last.failures + counted };
  } else {
    slices.push({ startMs: nowMs, attempts: 1, failures: counted });
  }
  const next = { ...breaker, slices };
  if (!isFailure) return next;
  const { attempts, failures } = countWindow(next, nowMs);
  if (attempts < fewestAttempts || failures < attempts * openShare) return next;
  return { state: 'open', slices: [], openedMs: nowMs, nextTrialMs: nowMs + trialAfterMs, failures, attempts };
}

/** The clock went back by so much: what was to come stays as far away as it was. */
export function shiftBreaker(breaker: Breaker, byMs: number): Breaker {
  const shift = (ms: number | null) => (ms === null ? null : ms - byMs);
  return {
    ...breaker,
    slices: breaker.slices.map((slice) => ({ ...slice, startMs: slice.startMs - byMs })),
    openedMs: shift(breaker.openedMs),
    nextTrialMs: shift(breaker.nextTrialMs),
  };
}
