import { describe, expect, it } from 'vitest';
import { sampleEvent } from '../../../shared/catalog/sample-events.ts';
import { triggerIds } from '../../../shared/catalog/trigger-events.ts';
import { eventSchema } from '../../../shared/request/event.ts';
import { parseEventFile } from '../../../shared/request/event-file.ts';
import { brief, event } from './examples.ts';

function problemsOf(changes: object, trigger?: string): string[] {
  return brief(parseEventFile({ ...event, ...changes }, trigger).problems);
}

describe('an event file', () => {
  it('is read as it stands when it is right', () => {
    expect(parseEventFile(event, 'inbound-call-answered')).toEqual({ event, problems: [] });
  });

  it('gets the zone of Sydney and no values', () => {
    const read = parseEventFile({ trigger: 'create-user', occurredAt: event.occurredAt });
    expect(read.event).toEqual({ ...event, trigger: 'create-user', values: {} });
    expect(eventSchema.parse(read.event)).toEqual(read.event);
  });

  it.each(triggerIds)('may be the sample of %s', (trigger) => {
    expect(parseEventFile(sampleEvent(trigger), trigger)).toEqual({ event: sampleEvent(trigger), problems: [] });
  });

  it.each([undefined, null, [], 'create-user'])('is no %j', (value) => {
    expect(parseEventFile(value)).toMatchObject({ event: null, problems: [{ code: 'VALUE_TYPE', path: 'event' }] });
  });

  it('tells of its shape in the order of its members', () => {
    expect(brief(parseEventFile({ x: 1 }).problems)).toEqual([
      'SHAPE_MISSING event.trigger',
      'SHAPE_MISSING event.occurredAt',
      'SHAPE_UNKNOWN_KEY event.x',
    ]);
    expect(problemsOf({ trigger: 'Create User', occurredAt: 1, timeZone: null, values: [] }, 'create-user')).toEqual([
      'VALUE_TYPE event.trigger',
      'VALUE_TYPE event.occurredAt',
      'VALUE_TYPE event.timeZone',
      'VALUE_TYPE event.values',
    ]);
  });

  it('EVENT_TRIGGER when the integration fires on another trigger that exists', () => {
    expect(problemsOf({}, 'create-user')).toEqual(['EVENT_TRIGGER event.trigger']);
    expect(problemsOf({}, 'no-trigger')).toEqual([]);
  });

  it('EVENT_VALUE for a wrong type, an unknown field, date-time and null, the unknown ones last', () => {
    const values = JSON.parse(`{
      "__proto__": "x", "date-time": "2026-11-23", "option-selected": 2, "source-number": 491570156, "enabled-calls": "Local",
      "has-voicemail": "True", "name": null, "constructor": "x"
    }`);
    expect(problemsOf({ values })).toEqual([
      'EVENT_VALUE event.values.name',
      'EVENT_VALUE event.values.has-voicemail',
      'EVENT_VALUE event.values.enabled-calls',
      'EVENT_VALUE event.values.source-number',
      'EVENT_VALUE event.values.option-selected',
      'EVENT_VALUE event.values.__proto__',
      'EVENT_VALUE event.values.date-time',
      'EVENT_VALUE event.values.constructor',
    ]);
  });

  it.each([[['local']], [['Local', 5]], [[null]], ['Local,Mobile']])('EVENT_VALUE for the call types %j', (calls) => {
    expect(problemsOf({ values: { 'enabled-calls': calls } })).toEqual(['EVENT_VALUE event.values.enabled-calls']);
  });

  it('takes an empty list and an empty text as values', () => {
    const values = { name: '', 'enabled-calls': [] };
    expect(parseEventFile({ ...event, values }).event?.values).toEqual(values);
  });

  it('tells the person who left out the quotes', () => {
    const [problem] = parseEventFile({ ...event, values: { 'source-number': 491570156 } }).problems;
    expect(problem?.message).toContain('quote it');
  });

  it.each([
    ...[
      '2026-02-29T00:00:00Z',
      '2100-02-29T00:00:00Z',
      '2026-04-31T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-00-01T00:00:00Z',
    ],
    ...[
      '2026-01-00T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:60:00Z',
      '2026-01-01T00:00:60Z',
      '1979-12-31T23:59:59Z',
    ],
    ...[
      '2026-01-01T00:00:00',
      '2026-01-01 00:00:00Z',
      '2026-01-01T00:00Z',
      '2026-01-01T00:00:00.Z',
      '2026-01-01T00:00:00+1100',
    ],
    ...[
      '2026-01-01T00:00:00+24:00',
      '2026-01-01T00:00:00+11:60',
      '10000-01-01T00:00:00Z',
      ' 2026-01-01T00:00:00Z',
      '2026-01-01t00:00:00z',
    ],
  ])('EVENT_TIME for %s', (occurredAt) => {
    expect(problemsOf({ occurredAt })).toEqual(['EVENT_TIME event.occurredAt']);
  });

  it.each(['2024-02-29T23:59:59.123456789-00:00', '1980-01-01T00:00:00+23:59', '9999-12-31T23:59:59Z'])(
    'takes %s',
    (occurredAt) => {
      expect(problemsOf({ occurredAt })).toEqual([]);
    },
  );

  it.each(['+10:00', '-05:00', 'Mars/Olympus', '', 'Australia/Sydney '])('EVENT_ZONE for %j', (timeZone) => {
    expect(problemsOf({ timeZone })).toEqual(['EVENT_ZONE event.timeZone']);
  });
});
