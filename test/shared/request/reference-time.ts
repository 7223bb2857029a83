// How the reference counts time: by the calendar, with the offset that a zone names itself.
import type { Dialect } from '../../../shared/request/dialect.ts';
import type { Case } from './generate-case.ts';

export function isZone(name: string): boolean {
  if (name[0] === '+' || name[0] === '-') return false;
  try {
    new Date(0).toLocaleString('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthLengths = (year: number) => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysBefore(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}

/** Seconds since 1970, counted by the calendar. */
export function readInstant(text: string): number | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})$/.test(text))
    return undefined;
  const at = (from: number, to: number) => Number(text.slice(from, to));
  const [year, month, day] = [at(0, 4), at(5, 7), at(8, 10)];
  const [hour, minute, second] = [at(11, 13), at(14, 16), at(17, 19)];
  if (year < 1980 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const lengths = monthLengths(year);
  if (day > (lengths[month - 1] ?? 0)) return undefined;
  let days = daysBefore(year) - daysBefore(1970) + day - 1;
  for (let index = 0; index < month - 1; index += 1) days += lengths[index] ?? 0;
  let offset = 0;
  if (!text.endsWith('Z')) {
    const [offsetHour, offsetMinute] = [Number(text.slice(-5, -3)), Number(text.slice(-2))];
    if (offsetHour > 23 || offsetMinute > 59) return undefined;
    offset = (offsetHour * 60 + offsetMinute) * 60 * (text.at(-6) === '-' ? -1 : 1);
  }
  return ((days * 24 + hour) * 60 + minute) * 60 + second - offset;
}

function civil(seconds: number): { date: string; time: string } {
  const two = (value: number) => (value < 10 ? `0${value}` : `${value}`);
  let days = Math.floor(seconds / 86400);
  const inDay = seconds - days * 86400;
  let year = 1970;
  while (days < daysBefore(year) - daysBefore(1970)) year -= 1;
  while (days >= daysBefore(year + 1) - daysBefore(1970)) year += 1;
  days -= daysBefore(year) - daysBefore(1970);
  let month = 0;
  for (const length of monthLengths(year)) {
    if (days < length) break;
    days -= length;
    month += 1;
  }
  const time = [Math.floor(inDay / 3600), Math.floor(inDay / 60) % 60, inDay % 60].map(two).join(':');
  return { date: `${year}-${two(month + 1)}-${two(days + 1)}`, time };
}

/** `+11:00`, from the zone's own name of its offset. */
export function offsetOf(zone: string, seconds: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    seconds * 1000,
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value.slice(3) || '+00:00';
}

export function writeInstant(event: Case['event'], dialect: Pick<Dialect, 'dateTime' | 'dateTimeZone'>): string {
  const seconds = readInstant(event.occurredAt) ?? Number.NaN;
  if (dialect.dateTime === 'unix') return `${seconds}`;
  if (dialect.dateTime === 'iso-utc') {
    const { date, time } = civil(seconds);
    return `${date}T${time}Z`;
  }
  const offset = offsetOf(dialect.dateTimeZone === 'event' ? event.timeZone : dialect.dateTimeZone, seconds);
  const shift = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))) * (offset[0] === '-' ? -60 : 60);
  const { date, time } = civil(seconds + shift);
  return `${date}${dialect.dateTime === 'sql-local' ? ' ' : 'T'}${time}${dialect.dateTime === 'iso-offset' ? offset : ''}`;
}
