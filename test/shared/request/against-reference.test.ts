import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, parseInstant } from '../../../shared/request/date-time.ts';
import { previewRequest } from '../../../shared/request/preview-request.ts';
import { type Draw, generateCase } from './generate-case.ts';
import { referencePreview } from './reference.ts';
import { offsetOf, readInstant, writeInstant } from './reference-time.ts';

/** A case out of numbers that fast-check chooses and shrinks. */
const cases = fc.array(fc.nat(0xffff), { minLength: 120, maxLength: 120 }).map((numbers) => {
  let at = 0;
  const draw: Draw = (limit) => (numbers[at++ % numbers.length] ?? 0) % limit;
  return generateCase(draw);
});

describe('the builder against a slow reading of the same rules', () => {
  it('finds the same problems and builds the same request for any integration, event and dialect', () => {
    let built = 0;
    fc.assert(
      fc.property(cases, (given) => {
        const preview = previewRequest(given);
        const problems = preview.problems.map(({ code, severity, path }) => `${code} ${severity} ${path}`);
        expect({ ...preview, problems }).toEqual(referencePreview(given));
        if (preview.url !== null) built += 1;
      }),
      { numRuns: 4000 },
    );
    // Guards the property itself: cases that are all refused would prove nothing.
    expect(built).toBeGreaterThan(800);
  });
});

const zoneNames = Intl.supportedValuesOf('timeZone');

describe('times', () => {
  const instants = fc
    .record({
      seconds: fc.integer({ min: Date.UTC(1980, 0, 2) / 1000, max: Date.UTC(9999, 11, 30) / 1000 }),
      fraction: fc.constantFrom('', '.9', '.999999999', '.000'),
      offsetMinutes: fc.integer({ min: -1439, max: 1439 }),
    })
    .map(({ seconds, fraction, offsetMinutes }) => {
      const local = new Date((seconds + offsetMinutes * 60) * 1000).toISOString().slice(0, 19);
      const two = (value: number) => String(value).padStart(2, '0');
      const size = Math.abs(offsetMinutes);
      const sign = offsetMinutes < 0 ? '-' : '+';
      return { seconds, text: `${local}${fraction}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}` };
    });

  it('are read to the second, whatever the offset, without rounding', () => {
    fc.assert(
      fc.property(instants, ({ seconds, text }) => {
        expect(parseInstant(text)).toBe(seconds);
        expect(readInstant(text)).toBe(seconds);
      }),
      { numRuns: 3000 },
    );
  });

  it('are written in every zone as the zone itself names its offset', () => {
    const styles = fc.constantFrom('sql-local', 'iso-local', 'iso-offset', 'iso-utc', 'unix');
    fc.assert(
      fc.property(instants, fc.constantFrom(...zoneNames), styles, ({ seconds, text }, timeZone, dateTime) => {
        const event = { trigger: 'create-user', occurredAt: text, timeZone, values: {} };
        expect(formatInstant(seconds, dateTime, timeZone)).toBe(
          writeInstant(event, { dateTime, dateTimeZone: 'event' }),
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('are right in the seconds around every change of the clocks, in whatever order they are asked for', () => {
    // On the hour, on the half hour and by half an hour, at 00:01, over the date line, and by a quarter of an hour once.
    const changes: [string, string][] = [
      ['Australia/Sydney', '2026-10-03T16:00:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
      ['America/St_Johns', '2006-04-02T03:31:00Z'],
      ['America/St_Johns', '2006-10-29T02:31:00Z'],
      ['Pacific/Apia', '2011-12-30T10:00:00Z'],
      ['Asia/Kathmandu', '1985-12-31T18:30:00Z'],
    ];
    for (const [timeZone, at] of changes) {
      const change = Date.parse(at) / 1000;
      for (const delta of [-3600, 3599, -1, 0, 1, -60, 59, -1801, 1800, -29 * 60, 29 * 60 - 1, 3600]) {
        const occurredAt = new Date((change + delta) * 1000).toISOString();
        const event = { trigger: 'create-user', occurredAt, timeZone, values: {} };
        const dialect = { dateTime: 'iso-offset', dateTimeZone: 'event' } as const;
        expect(formatInstant(change + delta, 'iso-offset', timeZone)).toBe(writeInstant(event, dialect));
      }
      expect(offsetOf(timeZone, change - 1), `${timeZone} changes at ${at}`).not.toBe(offsetOf(timeZone, change));
    }
  });

  it('have whole-minute offsets in every zone since 1980, so that no offset loses its seconds', () => {
    for (const zone of zoneNames) {
      for (const year of [1980, 1985, 1990, 2000, 2026]) {
        expect(offsetOf(zone, Date.UTC(year, 5, 1) / 1000), zone).toMatch(/^[+-]\d\d:\d\d$/);
      }
    }
  });
});
