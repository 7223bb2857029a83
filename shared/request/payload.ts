// The ordered keys and values that an event gives through an integration's field values, and their spelling as JSON or as a query.
import { findField } from '../catalog/fields.ts';
import type { AssumptionId } from './assumptions.ts';
import { formatInstant, parseInstant } from './date-time.ts';
import type { Dialect } from './dialect.ts';
import type { PbxEvent } from './event.ts';
import type { Integration } from './integration.ts';

/** A string in the dialect's spelling; a bare boolean; or null for a missing value. Both of the latter are strings in a query. */
export type PayloadValue = string | boolean | null;

export interface PayloadMember {
  readonly key: string;
  readonly value: PayloadValue;
}

interface PayloadSource {
  readonly fieldValues: Integration['fieldValues'];
  readonly event: PbxEvent;
  readonly dialect: Dialect;
  /** Told of every assumption that a value rests on. */
  readonly used: Set<AssumptionId>;
}

/** In row order. The event and the fields are known to be right. */
export function collectPayload(source: PayloadSource): PayloadMember[] {
  const members: PayloadMember[] = [];
  for (const { key, field } of source.fieldValues) {
    const value = spellField(field, source);
    if (value !== undefined) members.push({ key, value });
  }
  return members;
}

function spellField(field: string, { event, dialect, used }: PayloadSource): PayloadValue | undefined {
  if (findField(field)?.type === 'instant') {
    used.add('date-time-format');
    return spellOccurredAt(event, dialect);
  }
  const value = event.values[field];
  if (value === undefined) {
    used.add('missing-value');
    return spellMissing(dialect.missing);
  }
  if (typeof value === 'boolean') {
    used.add('boolean-format');
    return spellBoolean(value, dialect.boolean);
  }
  if (typeof value === 'string') return value;
  if (value.length > 1) used.add('list-separator');
  return value.join(dialect.listSeparator);
}

/** undefined: the member is left out. */
export function spellMissing(style: Dialect['missing']): '' | null | undefined {
  if (style === 'omit') return undefined;
  return style === 'empty' ? '' : null;
}

export function spellOccurredAt(event: PbxEvent, dialect: Dialect): string {
  const unixSeconds = parseInstant(event.occurredAt) ?? 0;
  return formatInstant(
    unixSeconds,
    dialect.dateTime,
    dialect.dateTimeZone === 'event' ? event.timeZone : dialect.dateTimeZone,
  );
}

export function spellBoolean(value: boolean, style: Dialect['boolean']): string | boolean {
  if (style === 'json') return value;
  const [yes = '', no = ''] = style.split('/');
  return value ? yes : no;
}

/** One flat object, members in order whatever the keys are called: no object is ever built, so no key can vanish or move. */
export function writeJson(members: readonly PayloadMember[], dialect: Dialect): string {
  const isSpaced = dialect.jsonSpace === 'python';
  const pairs = members.map(
    ({ key, value }) => `${writeJsonString(key, dialect)}${isSpaced ? ': ' : ':'}${writeJsonValue(value, dialect)}`,
  );
  return `{${pairs.join(isSpaced ? ', ' : ',')}}`;
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export function writeJsonValue(value: PayloadValue, dialect: Dialect): string {
  if (typeof value !== 'string') return String(value);
  return dialect.numbers === 'json' && jsonNumber.test(value) ? value : writeJsonString(value, dialect);
}

export function writeJsonString(text: string, dialect: Dialect): string {
  let json = JSON.stringify(text);
  if (dialect.jsonSlash === 'escaped') json = json.replaceAll('/', '\\/');
  if (dialect.jsonUnicode === 'escaped') json = json.replace(/[\u0080-\uffff]/g, escapeUnit);
  return json;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** application/x-www-form-urlencoded, for a query and for a form alike. */
export function writeForm(members: readonly PayloadMember[], dialect: Dialect, used: Set<AssumptionId>): string {
  const parameters = new URLSearchParams();
  for (const { key, value } of members) parameters.append(key, value === null ? '' : String(value));
  const form = parameters.toString();
  // A literal plus is %2B by now, so every + is a space.
  if (!form.includes('+')) return form;
  used.add('query-space');
  return dialect.querySpace === '+' ? form : form.replaceAll('+', '%20');
}
