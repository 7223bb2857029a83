// When an event occurred, and how a dialect writes it. Time zones come from Intl: there is no other source in Node and Chromium alike.
import type { Dialect } from './dialect.ts';

const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Before 1980 some zones had offsets with seconds, which no format here could write. */
const firstYear = 1980;

/** Seconds since 1970, or undefined for what is not a real date with an offset. Fractions are dropped, never rounded. */
export function parseInstant(text: string): number | undefined {
  if (!written.test(text)) return undefined;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (year < firstYear || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const utcSeconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  if (text.endsWith('Z')) return utcSeconds;
  const offsetHour = twoDigits(text, text.length - 5);
  const offsetMinute = twoDigits(text, text.length - 2);
  if (offsetHour > 23 || offsetMinute > 59) return undefined;
  const offsetSeconds = (offsetHour * 60 + offsetMinute) * 60;
  return text.at(-6) === '-' ? utcSeconds + offsetSeconds : utcSeconds - offsetSeconds;
}

/** The text has digits there. */
function twoDigits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 0x30 * 11;
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysOf(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (daysOfMonth[month - 1] ?? 0);
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
  if (style === 'iso-utc') return `${writeDate(unixSeconds)}T${writeTime(unixSeconds)}Z`;
  const offsetSeconds = findOffset(unixSeconds, timeZone);
  const localSeconds = unixSeconds + offsetSeconds;
  const separator = style === 'sql-local' ? ' ' : 'T';
  const offset = style === 'iso-offset' ? formatOffset(offsetSeconds) : '';
  return writeDate(localSeconds) + separator + writeTime(localSeconds) + offset;
}

const daySeconds = 86_400;
const twoDigitTexts = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

/** Most events are of the day of the event before. */
let lastDay = { day: 0, text: '1970-01-01' };

function writeDate(seconds: number): string {
  const day = Math.floor(seconds / daySeconds);
  if (day !== lastDay.day) {
    const date = new Date(day * daySeconds * 1000);
    const year = String(date.getUTCFullYear()).padStart(4, '0');
    lastDay = { day, text: `${year}-${twoDigitTexts[date.getUTCMonth() + 1]}-${twoDigitTexts[date.getUTCDate()]}` };
  }
  return lastDay.text;
}

/** `10:41:` by minute of the day. */
const minuteTexts = Array.from({ length: 1440 }, (_, minute) => {
  return `${twoDigitTexts[Math.floor(minute / 60)]}:${twoDigitTexts[minute % 60]}:`;
});

function writeTime(seconds: number): string {
  const ofDay = seconds - Math.floor(seconds / daySeconds) * daySeconds;
  const minute = Math.floor(ofDay / 60);
  return `${minuteTexts[minute]}${twoDigitTexts[ofDay - minute * 60]}`;
}

/** One zone's offsets by hour since 1970; null for an hour in which the offset changes. */
type HourOffsets = Map<number, number | null>;

const zoneOffsets = new Map<string, HourOffsets>();
const zoneLimit = 1000;
const hourLimit = 1000;

/**
 * Asking Intl costs more than all the rest of a request, so that an hour that begins and ends with the same offset is asked
 * about once. Clocks do not only change on the hour (00:01 in St John's until 2011), and no hour has two changes.
 */
function findOffset(unixSeconds: number, timeZone: string): number {
  const offsets = getOrAdd(zoneOffsets, timeZone, zoneLimit, (): HourOffsets => new Map());
  const offset = getOrAdd(offsets, Math.floor(unixSeconds / 3600), hourLimit, (hour) => {
    const first = askOffset(hour * 3600, timeZone);
    return first === askOffset(hour * 3600 + 3599, timeZone) ? first : null;
  });
  return offset ?? askOffset(unixSeconds, timeZone);
}

function askOffset(unixSeconds: number, timeZone: string): number {
  // Month, day, year, hour, minute, second: the separators differ between versions of the locale data, the order does not.
  const numbers =
    localTimeFormat(timeZone)
      .format(unixSeconds * 1000)
      .match(/\d+/g) ?? [];
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = numbers.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - unixSeconds;
}

function formatOffset(offsetSeconds: number): string {
  const minutes = Math.round(Math.abs(offsetSeconds) / 60);
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${offsetSeconds < 0 ? '-' : '+'}${hour}:${String(minutes % 60).padStart(2, '0')}`;
}

// Making a format costs a hundred times what using it costs.
const formats = new Map<string, Intl.DateTimeFormat>();
const formatLimit = 1000;

function localTimeFormat(timeZone: string): Intl.DateTimeFormat {
  return getOrAdd(formats, timeZone, formatLimit, createFormat);
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
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
}

/** Starts again at `limit`: Intl ignores case, so that names are without end. */
function getOrAdd<K, V>(map: Map<K, V>, key: K, limit: number, create: (key: K) => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const created = create(key);
  if (map.size >= limit) map.clear();
  map.set(key, created);
  return created;
}
