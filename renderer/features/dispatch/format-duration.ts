// Durations and times of attempts for people: three digits are enough to compare, milliseconds are enough to order.

/** "84 ms", "1.21 s", "15.0 s", "120 s". */
export function formatDuration(durationMs: number): string {
  if (Math.round(durationMs) < 1_000) return `${Math.round(durationMs)} ms`;
  const seconds = durationMs / 1_000;
  return `${seconds >= 99.95 ? Math.round(seconds) : seconds.toPrecision(3)} s`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-AU', {
    ...{ timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    fractionalSecondDigits: 3,
  });
  clocks.set(timeZone, made);
  return made;
}

/** "10:41:07.312" in that zone. */
export function formatClock(at: string, timeZone: string): string {
  return clockOf(timeZone).format(Date.parse(at));
}

/** "10:44:31" in that zone. */
export function formatSeconds(at: string, timeZone: string): string {
  return formatClock(at, timeZone).slice(0, 8);
}

const days = new Map<string, Intl.DateTimeFormat>();

/** "23 Nov" when the instant is on another day than now, else nothing: a log is read by the clock. */
export function formatOtherDay(at: string, nowMs: number, timeZone: string): string | null {
  let format = days.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-AU', { timeZone, day: 'numeric', month: 'short' });
    days.set(timeZone, format);
  }
  const day = format.format(Date.parse(at));
  return day === format.format(nowMs) ? null : day;
}
