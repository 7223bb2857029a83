// Reads a dialect from a decoded file, and fills in what it leaves open: defaults, then the profile, then the file.
import { findProfile, profileIds } from '../catalog/profiles.ts';
import type { Problem } from '../kernel/problem.ts';
import { isTimeZone } from './date-time.ts';
import {
  type Dialect,
  type DialectFile,
  type DialectKey,
  defaultDialect,
  dialectSchema,
  type ResolvedDialect,
} from './dialect.ts';
import { isFileObject, joinPath, ownMember, quoteWords } from './file-reader.ts';
import { createProblem } from './problems.ts';
import { isHeaderName, isHeaderValue, isReservedHeader } from './text-rules.ts';

export interface ReadDialect {
  /** Null when there is any error. */
  readonly dialect: DialectFile | null;
  readonly problems: Problem[];
}

const dialectKeys = Object.keys(defaultDialect) as readonly DialectKey[];
const fileKeys: readonly string[] = [...dialectKeys, 'profile', 'confirmed'];

/** Undefined stands for no file. */
export function parseDialectFile(value: unknown): ReadDialect {
  if (value === undefined) return { dialect: {}, problems: [] };
  if (!isFileObject(value)) {
    return { dialect: null, problems: [createProblem('DIALECT_INVALID', 'dialect', 'an object')] };
  }
  const problems: Problem[] = [];
  const refuse = (key: string, expected: string) =>
    problems.push(createProblem('DIALECT_INVALID', joinPath('dialect', key), expected));
  for (const key of fileKeys) {
    const found = ownMember(value, key);
    if (found === undefined) continue;
    const expected = findExpectation(key, found);
    if (expected !== undefined) refuse(key, expected);
  }
  for (const key of Object.keys(value)) {
    if (!fileKeys.includes(key) && value[key] !== undefined) refuse(key, `one of ${quoteWords(fileKeys)}`);
  }
  return { dialect: problems.length > 0 ? null : ({ ...value } as DialectFile), problems };
}

/** Undefined when the value is right, else what it should be. */
function findExpectation(key: string, found: unknown): string | undefined {
  if (key === 'profile') return profileIds.some((id) => id === found) ? undefined : quoteWords(profileIds);
  if (key === 'confirmed') return isKeyList(found) ? undefined : 'a list of dialect keys';
  const words = wordsOf(key as DialectKey);
  if (words !== undefined) return words.some((word) => word === found) ? undefined : quoteWords(words);
  const { expected, isValid } = textRules[key as TextKey];
  return typeof found === 'string' && isValid(found) ? undefined : expected;
}

function isKeyList(found: unknown): found is DialectKey[] {
  return Array.isArray(found) && found.every((key) => dialectKeys.includes(key));
}

type TextKey = 'dateTimeZone' | 'jsonContentType' | 'tokenHeader' | 'tokenScheme';

interface TextRule {
  readonly expected: string;
  isValid(text: string): boolean;
}

const valueRule: TextRule = {
  expected: 'visible ASCII characters, with spaces and tabs only between them',
  isValid: isHeaderValue,
};

const textRules: Readonly<Record<TextKey, TextRule>> = {
  dateTimeZone: {
    expected: '"event", "UTC" or the name of a time zone',
    isValid: (text) => text === 'event' || isTimeZone(text),
  },
  jsonContentType: valueRule,
  tokenHeader: { expected: 'the name of a header that may be chosen, and not Content-Type', isValid: isTokenHeader },
  tokenScheme: valueRule,
};

function isTokenHeader(name: string): boolean {
  const lowerCase = name.toLowerCase();
  return isHeaderName(name) && !isReservedHeader(lowerCase) && lowerCase !== 'content-type';
}

/** The closed choices of a key; undefined where any text may stand. */
function wordsOf(key: DialectKey): readonly string[] | undefined {
  const member = dialectSchema.shape[key];
  return 'options' in member ? member.options : undefined;
}

/** `file` has no problems. An unknown profile counts as none. */
export function resolveDialect(file: DialectFile | undefined): ResolvedDialect {
  const { profile, confirmed = [], ...chosen } = file ?? {};
  const fromProfile = (profile === undefined ? undefined : findProfile(profile)?.dialect) ?? {};
  const dialect: Record<string, unknown> = { ...defaultDialect, ...fromProfile };
  for (const [key, value] of Object.entries(chosen)) if (value !== undefined) dialect[key] = value;
  return {
    dialect: dialect as Dialect,
    confirmed: dialectKeys.filter((key) => confirmed.includes(key)),
  };
}
