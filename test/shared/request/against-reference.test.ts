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

  it('have whole-minute offsets in every zone since 1980, so that no offset loses its seconds', () => {
    for (const zone of zoneNames) {
      for (const year of [1980, 1985, 1990, 2000, 2026]) {
        expect(offsetOf(zone, Date.UTC(year, 5, 1) / 1000), zone).toMatch(/^[+-]\d\d:\d\d$/);
      }
    }
  });
});
