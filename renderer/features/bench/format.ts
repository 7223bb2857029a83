// Sizes and times of captures, for people. Pure.

const clocks = new Map<string, Intl.DateTimeFormat>();

/** "10:52:09.004" in that zone. */
export function formatClock(at: string, timeZone: string): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-AU', { ...options, fractionalSecondDigits: 3, hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  return clock.format(Date.parse(at));
}

/** "0 B", "214 B", "1.5 KiB", "1 MiB": at most one digit after the point. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kibibytes = bytes / 1024;
  const [value, unit] = kibibytes < 1024 ? [kibibytes, 'KiB'] : [kibibytes / 1024, 'MiB'];
  return `${Number(value.toFixed(1))} ${unit}`;
}
