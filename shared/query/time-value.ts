// Times as people write them in a query: `now`, `-7d` before now, a date, or a date and time. A written time is a span as long as
// its last unit (a day, a minute, a second), so that `:` means "within" and `:>` means "after all of it".
import type { QueryContext } from './query.ts';

type TimeValue =
  | { readonly kind: 'before-now'; readonly backMs: number }
  /** `wallMs` is the written time as if it were UTC; without an offset it is read in the reader's zone. */
  | { readonly kind: 'written'; readonly wallMs: number; readonly spanMs: number; readonly offsetMs: number | null };

/** `fromMs` belongs to it, `toMs` no more. */
interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const unitMs: Record<string, number> = { s: 1000, m: minuteMs, h: 60 * minuteMs, d: dayMs, w: 7 * dayMs };

const relativePattern = /^-(\d{1,6})([smhdw])$/;
const writtenPattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:(Z)|([+-])(\d\d):(\d\d))?)?$/i;

/** null: not a time. */
export function readTimeValue(text: string): TimeValue | null {
  const lower = text.toLowerCase();
  if (lower === 'now') {
    return { kind: 'before-now', backMs: 0 };
  }
  const relative = relativePattern.exec(lower);
  if (relative !== null) {
    return { kind: 'before-now', backMs: Number(relative[1]) * (unitMs[relative[2] ?? ''] ?? 0) };
  }
  return readWritten(text);
}

function readWritten(text: string): TimeValue | null {
  const match = writtenPattern.exec(text);
  if (match === null) {
    return null;
  }
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as SixNumbers;
  const fraction = match[7];
  const millisecond = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  const isReal = !Number.isNaN(wallMs) && new Date(wallMs).toISOString().startsWith(text.slice(0, 10)) && hour < 24;
  if (!isReal || minute > 59 || second > 59) {
    return null;
  }
  return { kind: 'written', wallMs, spanMs: findSpanMs(match), offsetMs: findOffsetMs(match) };
}

type SixNumbers = [number, number, number, number, number, number];

function findSpanMs(match: RegExpExecArray): number {
  if (match[4] === undefined) {
    return dayMs;
  }
  if (match[6] === undefined) {
    return minuteMs;
  }
  return match[7] === undefined ? 1000 : 1;
}

function findOffsetMs(match: RegExpExecArray): number | null {
  if (match[8] !== undefined) {
    return 0;
  }
  if (match[9] === undefined) {
    return null;
  }
  const offsetMs = (Number(match[10]) * 60 + Number(match[11])) * minuteMs;
  return match[9] === '-' ? -offsetMs : offsetMs;
}

export function resolveTime(value: TimeValue, { nowMs, timeZone }: QueryContext): TimeSpan {
  if (value.kind === 'before-now') {
    return { fromMs: nowMs - value.backMs, toMs: nowMs - value.backMs + 1 };
  }
  const { wallMs, spanMs, offsetMs } = value;
  if (offsetMs !== null) {
    return { fromMs: wallMs - offsetMs, toMs: wallMs - offsetMs + spanMs };
  }
  // The end is read in the zone by itself: a day is 23 or 25 hours long when the clocks change.
  return { fromMs: readInZone(wallMs, timeZone), toMs: readInZone(wallMs + spanMs, timeZone) };
}

/** A time that the clocks skip is moved on by what they skip; of one that comes twice, the first is meant. */
function readInZone(wallMs: number, timeZone: string): number {
  const withOffsetBefore = wallMs - findZoneOffsetMs(wallMs - dayMs, timeZone);
  const withOffsetAfter = wallMs - findZoneOffsetMs(wallMs + dayMs, timeZone);
  const isAfterChange =
    withOffsetBefore + findZoneOffsetMs(withOffsetBefore, timeZone) !== wallMs &&
    withOffsetAfter + findZoneOffsetMs(withOffsetAfter, timeZone) === wallMs;
  return isAfterChange ? withOffsetAfter : withOffsetBefore;
}

function findZoneOffsetMs(instantMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(instantMs);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name);
  if (match === null) {
    return 0;
  }
  const offsetMs = (Number(match[2]) * 60 + Number(match[3])) * minuteMs + Number(match[4] ?? 0) * 1000;
  return match[1] === '-' ? -offsetMs : offsetMs;
}
