// When the next attempt is due: the schedule with its jitter, or what the endpoint asked for. Pure; times are milliseconds.

/** What an endpoint may ask for, and the least that lies between two attempts that it asked for. */
const leastAskedMs = 1_000;
const mostAskedMs = 24 * 3_600_000;
/** Nothing is tried again sooner than this after a failure, unless the schedule itself is shorter. */
const leastRetryMs = 1_000;
const jitter = 0.2;

export interface RetryQuestion {
  /** Of the policy; each is used once. */
  readonly delaysMs: readonly number[];
  /** How many are used up. */
  readonly retryCount: number;
  /** From `parseRetryAfter`; null: the endpoint said nothing. */
  readonly askedMs: number | null;
  /** By chance, in [0, 1). */
  readonly unit: number;
}

/** How long to wait; null: the schedule is used up. What the endpoint asked for takes the place of the delay that is due. */
export function planRetry({ delaysMs, retryCount, askedMs, unit }: RetryQuestion): number | null {
  const delayMs = delaysMs[retryCount];
  if (delayMs === undefined) return null;
  return askedMs ?? Math.round(delayMs * (1 - jitter + 2 * jitter * unit));
}

/** Never sooner than this after the failed attempt ended, whatever the wall clock says by then. */
export function leastWait(delayMs: number): number {
  return Math.min(delayMs, leastRetryMs);
}

const weekdays = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
/** The one form that RFC 9110 lets be written; the two old ones are left alone. */
const httpDate = new RegExp(`^${weekdays}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$`);

/** Seconds or an HTTP date, from 1 s to 24 h; null for anything else. */
export function parseRetryAfter(text: string, nowMs: number): number | null {
  const trimmed = text.trim();
  if (/^\d{1,15}$/.test(trimmed)) return clampAsked(Number(trimmed) * 1_000);
  if (!httpDate.test(trimmed)) return null;
  const atMs = Date.parse(trimmed);
  return Number.isNaN(atMs) ? null : clampAsked(atMs - nowMs);
}

function clampAsked(delayMs: number): number {
  return Math.min(Math.max(delayMs, leastAskedMs), mostAskedMs);
}
