// Adding, removing and moving rows of a draft. Pure.
import { fieldAvailability } from '../../../../shared/catalog/availability.ts';
import { fields } from '../../../../shared/catalog/fields.ts';
import { findTrigger } from '../../../../shared/catalog/trigger-events.ts';
import type { Integration } from '../../../../shared/request/integration.ts';

export type RowList = 'headers' | 'fieldValues';

/** Row `from` comes to stand at `to`; what lies outside the list changes nothing. */
export function moveRow<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  const row = rows[from];
  if (row === undefined || to < 0 || to >= rows.length) return [...rows];
  return rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

/** A row for every field that the trigger event is expected to fill and no row has, with a key made of its label. */
export function addValidFields({ fieldValues, triggerEvent }: Integration): Integration['fieldValues'] {
  const trigger = findTrigger(triggerEvent);
  if (trigger === undefined) return fieldValues;
  const keys = new Set(fieldValues.map(({ key }) => key));
  const added = fields
    .filter(({ id }) => fieldAvailability(trigger.id, id).availability === 'expected')
    .filter(({ id }) => !fieldValues.some(({ field }) => field === id))
    .map(({ id }) => ({ key: freeKey(id.replaceAll('-', '_'), keys), field: id }));
  return [...fieldValues, ...added];
}

function freeKey(base: string, keys: Set<string>): string {
  let key = base;
  for (let number = 2; keys.has(key); number += 1) key = `${base}_${number}`;
  keys.add(key);
  return key;
}

/** The row a path is about, as `fieldValues.5.field`; null when it is about none. */
export function rowOfPath(path: string): { readonly list: RowList; readonly index: number } | null {
  const [, list, index] = /^(headers|fieldValues)\.(\d+)/.exec(path) ?? [];
  return list === undefined ? null : { list: list as RowList, index: Number(index) };
}
