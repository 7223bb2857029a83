// A tenant set's dialect as rows of the settings screen: every key with its value, where the value comes from, and its choices. Pure.
import { findProfile } from '../../../shared/catalog/profiles.ts';
import { type DialectFile, type DialectKey, defaultDialect, dialectSchema } from '../../../shared/request/dialect.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';

/** chosen: the set says so. profile: its brand does. default: what is assumed when nobody says. */
export type ValueSource = 'chosen' | 'profile' | 'default';

export interface DialectRow {
  readonly key: DialectKey;
  readonly value: string;
  readonly source: ValueSource;
  /** A document or a capture has shown it; everything else is an assumption. */
  readonly isConfirmed: boolean;
  /** The closed choices, the default first as the schema has them; null: any text of its rule. */
  readonly choices: readonly string[] | null;
}

export const dialectKeys = Object.keys(defaultDialect) as readonly DialectKey[];

export function listDialectRows(file: DialectFile): DialectRow[] {
  const { dialect, confirmed } = resolveDialect(file);
  const ofProfile = (file.profile === undefined ? undefined : findProfile(file.profile)?.dialect) ?? {};
  return dialectKeys.map((key) => ({
    key,
    value: dialect[key],
    source: sourceOf(key, file, ofProfile),
    isConfirmed: confirmed.includes(key),
    choices: choicesOf(key),
  }));
}

function sourceOf(key: DialectKey, file: DialectFile, ofProfile: Readonly<Record<string, string>>): ValueSource {
  if (file[key] !== undefined) return 'chosen';
  return Object.hasOwn(ofProfile, key) ? 'profile' : 'default';
}

function choicesOf(key: DialectKey): readonly string[] | null {
  const member = dialectSchema.shape[key];
  return 'options' in member ? member.options : null;
}

/** The file with the key's value; a value that the set would have anyway is not written down. */
export function chooseValue(file: DialectFile, key: DialectKey, value: string): DialectFile {
  const without = clearValue(file, key);
  return resolveDialect(without).dialect[key] === value ? without : ({ ...without, [key]: value } as DialectFile);
}

/** The file without the key: its profile's value or the default holds. What was confirmed was the value before. */
export function clearValue(file: DialectFile, key: DialectKey): DialectFile {
  const { [key]: _before, confirmed, ...rest } = file;
  return confirmed === undefined ? rest : { ...rest, confirmed: confirmed.filter((name) => name !== key) };
}

/** undefined: no profile. */
export function chooseProfile(file: DialectFile, profile: string | undefined): DialectFile {
  const { profile: _before, ...rest } = file;
  return profile === undefined ? rest : { ...rest, profile };
}
