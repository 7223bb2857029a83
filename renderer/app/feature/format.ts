// Numbers and times for people, in Australian English through Intl. Nothing here is for payloads: those are bytes.
const language = 'en-AU';

const numbers = new Intl.NumberFormat(language);

export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** Makers of Intl objects are slow, and rows ask for the same ones again and again. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(name);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language, options);
  formats.set(name, made);
  return made;
}

/** "10:41" in that zone. */
export function formatTime(atMs: number, timeZone: string): string {
  return formatOf(`time ${timeZone}`, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(atMs);
}

/** "10:41:07.312" in that zone: milliseconds are enough to order attempts. */
export function formatClock(at: string, timeZone: string): string {
  const options: Intl.DateTimeFormatOptions = {
    ...{ timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    fractionalSecondDigits: 3,
  };
  return formatOf(`clock ${timeZone}`, options).format(Date.parse(at));
}

/** "10:44:31" in that zone. */
export function formatSeconds(at: string, timeZone: string): string {
  return formatClock(at, timeZone).slice(0, 8);
}

/** "23 Nov" when the instant is on another day than now, else nothing: a log is read by the clock. */
export function formatOtherDay(at: string, nowMs: number, timeZone: string): string | null {
  const format = formatOf(`day ${timeZone}`, { timeZone, day: 'numeric', month: 'short' });
  const day = format.format(Date.parse(at));
  return day === format.format(nowMs) ? null : day;
}

/** "23 Nov 2026, 10:41:07 AEDT": for hovers and copies, beside a relative time. */
export function formatInstant(atMs: number, timeZone: string): string {
  const options = { timeZone, dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' } as const;
  return `${formatOf(`instant ${timeZone}`, options).format(atMs)} ${nameZone(atMs, timeZone, 'short')}`;
}

/** "AEDT (UTC+11)". The name follows from the instant: Sydney is AEDT in November while Brisbane is AEST. */
export function formatZone(atMs: number, timeZone: string): string {
  const offset = nameZone(atMs, timeZone, 'shortOffset').replace('GMT', 'UTC');
  const name = nameZone(atMs, timeZone, 'short');
  return name.startsWith('GMT') || name === 'UTC' ? offset : `${name} (${offset})`;
}

function nameZone(atMs: number, timeZone: string, style: 'short' | 'shortOffset'): string {
  const format = formatOf(`zone ${style} ${timeZone}`, { timeZone, timeZoneName: style });
  return format.formatToParts(atMs).find((part) => part.type === 'timeZoneName')?.value ?? '';
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "now", "40 min ago", "2 h ago", "3 d ago"; from 21 days on the date, with its year when it is another one. */
export function formatAgo(atMs: number, nowMs: number, timeZone: string): string {
  const agoMs = nowMs - atMs;
  if (agoMs < minuteMs) return 'now';
  if (agoMs < hourMs) return `${Math.floor(agoMs / minuteMs)} min ago`;
  if (agoMs < dayMs) return `${Math.floor(agoMs / hourMs)} h ago`;
  if (agoMs < 21 * dayMs) return `${Math.floor(agoMs / dayMs)} d ago`;
  return formatDay(atMs, nowMs, timeZone);
}

function formatDay(atMs: number, nowMs: number, timeZone: string): string {
  const withYear = formatOf(`day year ${timeZone}`, { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const year = formatOf(`year ${timeZone}`, { timeZone, year: 'numeric' });
  if (year.format(atMs) !== year.format(nowMs)) return withYear.format(atMs);
  return formatOf(`day ${timeZone}`, { timeZone, day: 'numeric', month: 'short' }).format(atMs);
}

/** "84 ms", "1.21 s", "15.0 s", "120 s": three digits are enough to compare. */
export function formatDuration(durationMs: number): string {
  if (Math.round(durationMs) < 1_000) return `${Math.round(durationMs)} ms`;
  const seconds = durationMs / 1_000;
  return `${seconds >= 99.95 ? Math.round(seconds) : seconds.toPrecision(3)} s`;
}
