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

// RFC 9110 lets only the first form be written, and says that all three must be understood.
const dayNames = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const time = String.raw`(?<time>\d{2}:\d{2}:\d{2})`;
const httpDates = [
  String.raw`${dayNames}, (?<day>\d{2}) (?<month>${months}) (?<year>\d{4}) ${time} GMT`,
  String.raw`${dayNames}[a-z]*day, (?<day>\d{2})-(?<month>${months})-(?<year>\d{2}) ${time} GMT`,
  String.raw`${dayNames} (?<month>${months}) (?<day>[ \d]\d) ${time} (?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`));
const fiftyYearsMs = 50 * 365.25 * 86_400_000;

/** Seconds or an HTTP date, from 1 s to 24 h; null for anything else. */
export function parseRetryAfter(text: string, nowMs: number): number | null {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return clampAsked(Number(trimmed) * 1_000);
  const atMs = parseHttpDate(trimmed, nowMs);
  return atMs === null ? null : clampAsked(atMs - nowMs);
}

function parseHttpDate(text: string, nowMs: number): number | null {
  for (const form of httpDates) {
    const { day, month, year, time: at } = form.exec(text)?.groups ?? {};
    if (day === undefined || year === undefined) continue;
    const parse = (century: string) =>
      Date.parse(`${day.trim().padStart(2, '0')} ${month} ${century}${year} ${at} GMT`);
    const atMs = parse(year.length === 4 ? '' : '20');
    if (Number.isNaN(atMs)) return null;
    // Two digits that seem to be more than fifty years ahead are of the century before.
    return year.length === 2 && atMs > nowMs + fiftyYearsMs ? parse('19') : atMs;
  }
  return null;
}

function clampAsked(delayMs: number): number {
  return Math.min(Math.max(delayMs, leastAskedMs), mostAskedMs);
}
