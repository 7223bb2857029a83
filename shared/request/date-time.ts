// When an event occurred, and how a dialect writes it. Time zones come from Intl: there is no other source in Node and Chromium alike.
import type { Dialect } from './dialect.ts';

const written = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Before 1980 some zones had offsets with seconds, which no format here could write. */
const firstYear = 1980;

/** Seconds since 1970, or undefined for what is not a real date with an offset. Fractions are dropped, never rounded. */
export function parseInstant(text: string): number | undefined {
  const match = written.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const offsetHour = Number(match[8] ?? 0);
  const offsetMinute = Number(match[9] ?? 0);
  if (year < firstYear || hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) {
    return undefined;
  }
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const offsetSeconds = (offsetHour * 60 + offsetMinute) * (match[7] === '-' ? -60 : 60);
  return date.getTime() / 1000 + hour * 3600 + minute * 60 + second - offsetSeconds;
}

/** A name that Intl knows. Intl also takes bare offsets: those are refused. */
export function isTimeZone(name: string): boolean {
  if (name.startsWith('+') || name.startsWith('-')) return false;
  try {
    localTimeFormat(name);
    return true;
  } catch {
    return false;
  }
}

export function formatInstant(unixSeconds: number, style: Dialect['dateTime'], timeZone: string): string {
  if (style === 'unix') return String(unixSeconds);
  if (style === 'iso-utc') return `${joinDateTime(utcParts(unixSeconds), 'T')}Z`;
  const parts = localParts(unixSeconds, timeZone);
  if (style === 'sql-local') return joinDateTime(parts, ' ');
  if (style === 'iso-local') return joinDateTime(parts, 'T');
  const [year, month, day, hour, minute, second] = parts;
  const offsetSeconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - unixSeconds;
  return joinDateTime(parts, 'T') + formatOffset(offsetSeconds);
}

/** Year, month from 1, day, hour, minute, second. */
type DateParts = readonly [number, number, number, number, number, number];

function utcParts(unixSeconds: number): DateParts {
  const date = new Date(unixSeconds * 1000);
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
}

function localParts(unixSeconds: number, timeZone: string): DateParts {
  // Month, day, year, hour, minute, second: the separators differ between versions of the locale data, the order does not.
  const numbers =
    localTimeFormat(timeZone)
      .format(unixSeconds * 1000)
      .match(/\d+/g) ?? [];
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = numbers.map(Number);
  return [year, month, day, hour, minute, second];
}

function joinDateTime([year, ...rest]: DateParts, separator: string): string {
  const [month, day, hour, minute, second] = rest.map((part) => String(part).padStart(2, '0'));
  return `${String(year).padStart(4, '0')}-${month}-${day}${separator}${hour}:${minute}:${second}`;
}

function formatOffset(offsetSeconds: number): string {
  const minutes = Math.round(Math.abs(offsetSeconds) / 60);
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${offsetSeconds < 0 ? '-' : '+'}${hour}:${String(minutes % 60).padStart(2, '0')}`;
}

// Making a format costs a hundred times what using it costs. The limit is there because Intl ignores case, so names are without end.
const formats = new Map<string, Intl.DateTimeFormat>();
const formatLimit = 1000;

function localTimeFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    // h23: without it midnight is hour 24.
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  if (formats.size >= formatLimit) formats.clear();
  formats.set(timeZone, format);
  return format;
}
