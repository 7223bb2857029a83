import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRequest } from '../../../shared/request/compile-request.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import { compareCompiled } from './compare-compiled.ts';
import { event, integration } from './examples.ts';
import { type Draw, generateCase, seededDraw } from './generate-case.ts';

/** A case and more events for its integration, out of numbers that fast-check chooses and shrinks. */
const cases = fc.array(fc.nat(0xffff), { minLength: 200, maxLength: 200 }).map((numbers) => {
  let at = 0;
  const draw: Draw = (limit) => (numbers[at++ % numbers.length] ?? 0) % limit;
  return withMoreEvents(draw, 4);
});

function withMoreEvents(draw: Draw, count: number) {
  const { integration, event, dialect } = generateCase(draw);
  const more = Array.from({ length: count }, () => ({ ...generateCase(draw).event, trigger: event.trigger }));
  return { integration, dialect, events: [event, ...more] };
}

describe('a compiled request', () => {
  it('gives the bytes, headers and assumptions of a built one, for any integration, dialect and events', () => {
    let compared = 0;
    fc.assert(
      fc.property(cases, (given) => {
        for (const { compiled, built } of compareCompiled(given)) {
          expect(compiled).toEqual(built);
          compared += 1;
        }
      }),
      { numRuns: 3000 },
    );
    // Guards the property itself: cases that are all refused would prove nothing.
    expect(compared).toBeGreaterThan(2000);
  });

  it('gives them for 8,000 seeded cases', () => {
    const seeds = Array.from({ length: 8000 }, (_, seed) => seed + 1);
    const compared = seeds.flatMap((seed) => compareCompiled(withMoreEvents(seededDraw(seed * 2654435761), 1)));
    expect(compared.filter(({ compiled, built }) => JSON.stringify(compiled) !== JSON.stringify(built))).toEqual([]);
    expect(compared.length).toBeGreaterThan(2000);
  });

  it('names the assumptions of each event, not those of the event before', () => {
    const fieldValues = [
      { key: 'voicemail', field: 'has-voicemail' },
      { key: 'calls', field: 'enabled-calls' },
    ];
    const result = compileRequest({
      integration: { ...integration, pathArguments: '', fieldValues },
      dialect: resolveDialect(undefined),
    });
    if ('problems' in result) throw new Error('The example is right.');
    const assumptionsOf = (values: object) =>
      result.compiled.build({ ...event, values: values as typeof event.values }).assumptions;
    expect(assumptionsOf({})).toEqual(['missing-value']);
    expect(assumptionsOf({ 'has-voicemail': false, 'enabled-calls': ['Local', 'Mobile'] })).toEqual([
      'boolean-format',
      'list-separator',
    ]);
    expect(assumptionsOf({ 'enabled-calls': [] })).toEqual(['missing-value']);
  });

  it('is not compiled from an integration with errors, and tells them', () => {
    const result = compileRequest({ integration: { ...integration, requestUrl: 'x' }, dialect: resolveDialect({}) });
    expect(result).toMatchObject({ problems: [{ code: 'URL_INVALID' }] });
  });
});
