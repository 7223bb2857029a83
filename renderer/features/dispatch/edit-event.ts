// An event's values as text to be changed, and back. Pure.
import { fieldIds, findField } from '../../../shared/catalog/fields.ts';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';

export interface EditedEvent {
  readonly occurredAt: string;
  /** By field id; an empty text stands for no value. */
  readonly values: Readonly<Record<string, string>>;
}

/** What the event has and what the integration sends of it, in the order of the portal's drop-down. */
export function listEditable({ event, integration }: Pick<DeliveryDetail, 'event' | 'integration'>): readonly string[] {
  const wanted = new Set([...Object.keys(event.values), ...integration.fieldValues.map(({ field }) => field)]);
  const known = fieldIds.filter((id) => wanted.has(id) && findField(id)?.type !== 'instant');
  return [...known, ...[...wanted].filter((id) => findField(id) === undefined)];
}

export function readEvent({ occurredAt, values }: PbxEvent): EditedEvent {
  return {
    occurredAt,
    values: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, writeValue(value)])),
  };
}

function writeValue(value: PbxEvent['values'][string]): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** Values that were not changed stay as they were, whatever their type. */
export function editEvent(event: PbxEvent, { occurredAt, values }: EditedEvent): PbxEvent {
  const before = readEvent(event).values;
  const entries = Object.entries(values).flatMap(([id, text]) => {
    const was = event.values[id];
    if (was !== undefined && before[id] === text) return [[id, was] as const];
    return text === '' ? [] : [[id, readValue(id, text)] as const];
  });
  return { ...event, occurredAt: occurredAt.trim(), values: Object.fromEntries(entries) };
}

function readValue(id: string, text: string): PbxEvent['values'][string] {
  switch (findField(id)?.type) {
    case 'boolean':
      return text === 'true';
    case 'call-types':
      return text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
    default:
      return text;
  }
}
