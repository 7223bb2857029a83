// Reads an event from a decoded file and tells everything that is wrong with it. Nothing is coerced: a number is no telephone number.
import { callTypes, type Field, fields, findField } from '../catalog/fields.ts';
import { findTrigger, triggerIds } from '../catalog/trigger-events.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { hasErrors, type Problem } from '../kernel/problem.ts';
import { isTimeZone, parseInstant } from './date-time.ts';
import { defaultTimeZone, type PbxEvent } from './event.ts';
import { describeText, FileReader, isFileObject, quoteWords } from './file-reader.ts';
import { createProblem } from './problems.ts';

export interface ReadEvent {
  /** Null when there is any error: a broken event is of no use. */
  readonly event: PbxEvent | null;
  readonly problems: Problem[];
}

/** `expectedTrigger` is the integration's, where there is one to compare with; one that is no trigger is compared with nothing. */
export function parseEventFile(value: unknown, expectedTrigger?: string): ReadEvent {
  if (!isFileObject(value)) return { event: null, problems: [createProblem('VALUE_TYPE', 'event', 'an object')] };
  const problems: Problem[] = [];
  const reader = new FileReader(value, 'event', problems);
  const trigger = readTrigger(reader, expectedTrigger);
  const occurredAt = reader.readText('occurredAt');
  if (occurredAt !== undefined && parseInstant(occurredAt) === undefined) reader.report('EVENT_TIME', 'occurredAt');
  const timeZone = reader.readText('timeZone', defaultTimeZone);
  if (timeZone !== undefined && !isTimeZone(timeZone)) reader.report('EVENT_ZONE', 'timeZone');
  const values = reader.readMember('values') === undefined ? {} : reader.readObject('values', readValues);
  reader.refuseUnknownKeys();
  // Without an error every member was read, which the compiler cannot see.
  return { event: hasErrors(problems) ? null : ({ trigger, occurredAt, timeZone, values } as PbxEvent), problems };
}

/** Whether reading it would find no error: the same answer, without a list of what is wrong. */
export function isWholeEvent({ trigger, occurredAt, timeZone, values }: PbxEvent): boolean {
  if (findTrigger(trigger) === undefined || parseInstant(occurredAt) === undefined || !isTimeZone(timeZone))
    return false;
  for (const id in values) {
    const field = findField(id);
    if (field === undefined || !isValueOf(field, values[id])) return false;
  }
  return true;
}

function readTrigger(reader: FileReader, expectedTrigger: string | undefined): string | undefined {
  const trigger = reader.readWord('trigger', triggerIds);
  const expected = expectedTrigger === undefined ? undefined : findTrigger(expectedTrigger);
  if (trigger !== undefined && expected !== undefined && trigger !== expected.id) {
    reader.report('EVENT_TRIGGER', 'trigger', expected.label);
  }
  return trigger;
}

function readValues(reader: FileReader): PbxEvent['values'] {
  const values: PbxEvent['values'] = {};
  for (const field of fields) {
    if (field.type === 'instant') continue;
    const found = reader.readMember(field.id);
    if (found === undefined) continue;
    if (isValueOf(field, found)) values[field.id] = found;
    else reader.report('EVENT_VALUE', field.id, describeValueOf(field, found));
  }
  reader.refuseUnknownKeys('EVENT_VALUE', 'removed: an event has no such value');
  return values;
}

function isValueOf(field: Field, value: unknown): value is PbxEvent['values'][string] {
  switch (field.type) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'call-types':
      return Array.isArray(value) && value.every((item) => callTypes.includes(item));
    case 'instant':
      return false;
    default:
      return assertNever(field.type);
  }
}

function describeValueOf(field: Field, found: unknown): string {
  switch (field.type) {
    case 'boolean':
      return 'true or false';
    case 'call-types':
      return `a list of ${quoteWords(callTypes)}`;
    case 'string':
    case 'instant':
      return describeText(found);
    default:
      return assertNever(field.type);
  }
}
