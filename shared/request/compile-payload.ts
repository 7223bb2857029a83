// The payload of one integration under one dialect, made ready so that an event only fills in its values. It gives the text that
// payload.ts writes, which says the rules; whatever does not depend on the event is decided here, once.
import { findField } from '../catalog/fields.ts';
import type { Dialect } from './dialect.ts';
import type { PbxEvent } from './event.ts';
import type { Integration } from './integration.ts';
import { spellBoolean, spellMissing, spellOccurredAt, writeJsonString, writeJsonValue } from './payload.ts';

/** What the text of one event rests on, as bits: a set would cost as much as the text. */
export const payloadBits = {
  'boolean-format': 1,
  'list-separator': 2,
  'missing-value': 4,
  'query-space': 8,
} as const;
export const payloadBitsEnd = 16;

export interface WrittenPayload {
  readonly text: string;
  /** A sum of `payloadBits`. */
  readonly bits: number;
}

/** The event is checked. */
export type PayloadTemplate = (event: PbxEvent) => WrittenPayload;

interface PayloadSource {
  readonly fieldValues: Integration['fieldValues'];
  readonly dialect: Dialect;
}

/** One way to write members: JSON, or a form for query and body alike. */
interface Notation {
  readonly begin: string;
  readonly between: string;
  readonly end: string;
  /** No member at all. */
  readonly empty: string;
  /** How a space goes out; null where that is no assumption. */
  readonly space: string | null;
  writeKey(key: string): string;
  writeText(text: string): string;
  /** A date and time as a dialect spells it. */
  writeInstant(text: string): string;
  writeConstant(value: string | boolean | null): string;
}

export function compileJson({ fieldValues, dialect }: PayloadSource): PayloadTemplate {
  const isSpaced = dialect.jsonSpace === 'python';
  const between = isSpaced ? ', ' : ',';
  const writeKey = (key: string) => `${writeJsonString(key, dialect)}${isSpaced ? ': ' : ':'}`;
  const writeValue = (value: string | boolean | null) => writeJsonValue(value, dialect);
  const common = { empty: '{}', space: null };
  if (!isAllQuoted(dialect)) {
    const notation = { ...common, begin: '{', between, end: '}', writeKey };
    return compileMembers(fieldValues, dialect, {
      ...notation,
      writeText: writeValue,
      writeInstant: writeValue,
      writeConstant: writeValue,
    });
  }
  // The quotes of values stand among what is joined once.
  return compileMembers(fieldValues, dialect, {
    ...common,
    begin: '{',
    between: `"${between}`,
    end: '"}',
    writeKey: (key) => `${writeKey(key)}"`,
    writeText: (text) => (isJsonText.test(text) ? text : writeJsonString(text, dialect).slice(1, -1)),
    // Digits, letters and signs: nothing is escaped.
    writeInstant: (text) => text,
    writeConstant: (value) => writeValue(value).slice(1, -1),
  });
}

/** Every value goes out as a string that is escaped as JSON.stringify does. */
function isAllQuoted(dialect: Dialect): boolean {
  const isEscapedAsUsual = dialect.jsonSlash === 'plain' && dialect.jsonUnicode === 'utf-8';
  return isEscapedAsUsual && dialect.numbers === 'string' && dialect.boolean !== 'json' && dialect.missing !== 'null';
}

// What stands for itself between quotes. Half of a pair does not, so that no pair is taken here.
const isJsonText = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

export function compileForm({ fieldValues, dialect }: PayloadSource): PayloadTemplate {
  const spellings = dialect.querySpace === '+' ? formSpellings : formSpellings.with(0x20, dialect.querySpace);
  const writeText = (text: string) => encodeForm(text, spellings);
  return compileMembers(fieldValues, dialect, {
    begin: '',
    between: '&',
    end: '',
    empty: '',
    space: dialect.querySpace,
    writeKey: (key) => `${writeText(key)}=`,
    writeText,
    writeInstant: writeText,
    writeConstant: (value) => writeText(String(value ?? '')),
  });
}

/** By character: how a form spells it; empty where it stands for itself. */
const formSpellings = Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[\w*.-]/.test(character)) return '';
  return character === ' ' ? '+' : `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
});

function encodeForm(text: string, spellings: readonly string[]): string {
  let encoded = '';
  let done = 0;
  for (let at = 0; at < text.length; at += 1) {
    const spelling = spellings[text.charCodeAt(at)];
    if (spelling === '') continue;
    if (spelling === undefined) return encodeAnyForm(text, spellings);
    encoded += text.slice(done, at) + spelling;
    done = at + 1;
  }
  return done === 0 ? text : encoded + text.slice(done);
}

function encodeAnyForm(text: string, spellings: readonly string[]): string {
  // A literal plus is %2B by now, so every + is a space.
  const parameters = new URLSearchParams();
  parameters.append('', text);
  return parameters
    .toString()
    .slice(1)
    .replaceAll('+', spellings[0x20] ?? '');
}

function compileMembers(
  fieldValues: Integration['fieldValues'],
  dialect: Dialect,
  notation: Notation,
): PayloadTemplate {
  const { begin, between, end, empty, space, writeText, writeInstant } = notation;
  const rows = fieldValues.map(({ key, field }) => ({
    field,
    isInstant: findField(field)?.type === 'instant',
    first: begin + notation.writeKey(key),
    next: between + notation.writeKey(key),
  }));
  const yes = notation.writeConstant(spellBoolean(true, dialect.boolean));
  const no = notation.writeConstant(spellBoolean(false, dialect.boolean));
  const missingValue = spellMissing(dialect.missing);
  const missing = missingValue === undefined ? undefined : notation.writeConstant(missingValue);
  return (event) => {
    let text = '';
    let bits = 0;
    for (const { field, isInstant, first, next } of rows) {
      const value = isInstant ? undefined : event.values[field];
      let written: string | undefined;
      if (typeof value === 'string') written = writeText(value);
      else if (isInstant) written = writeInstant(spellOccurredAt(event, dialect));
      else if (typeof value === 'boolean') {
        bits |= payloadBits['boolean-format'];
        written = value ? yes : no;
      } else if (value === undefined) {
        bits |= payloadBits['missing-value'];
        written = missing;
      } else {
        if (value.length > 1) bits |= payloadBits['list-separator'];
        written = writeText(value.join(dialect.listSeparator));
      }
      if (written !== undefined) text += (text === '' ? first : next) + written;
    }
    text = text === '' ? empty : text + end;
    if (space !== null && text.includes(space)) bits |= payloadBits['query-space'];
    return { text, bits };
  };
}
