// Reads the members of a decoded JSON or YAML object and reports what does not fit its shape. Nothing is coerced.
// Only own members count: `__proto__` and `constructor` from a file are keys like any other.
import type { Problem } from '../kernel/problem.ts';
import { createProblem, type RequestProblemCode } from './problems.ts';

export type FileObject = Readonly<Record<string, unknown>>;

export function isFileObject(value: unknown): value is FileObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `fieldValues.0.key`; the root of a file has no name. */
export function joinPath(base: string, key: string | number): string {
  return base === '' ? String(key) : `${base}.${key}`;
}

/** The member as it stands, or undefined. A member that is there but undefined counts as absent. */
export function ownMember(value: FileObject, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

const shapeCodes: ReadonlySet<string> = new Set<RequestProblemCode>([
  'SHAPE_UNKNOWN_KEY',
  'SHAPE_MISSING',
  'VALUE_TYPE',
]);

/** Whether what was read lacks the shape it should have, so that no typed value can be made of it. */
export function hasShapeProblem(problems: readonly Problem[]): boolean {
  return problems.some((problem) => shapeCodes.has(problem.code));
}

/** A word list for a message: `"GET" or "POST"`. */
export function quoteWords(words: readonly string[]): string {
  const quoted = words.map((word) => JSON.stringify(word));
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** A person who forgets the quotes in YAML writes a number, a boolean, or nothing at all. */
export function describeText(found: unknown): string {
  return typeof found === 'string' || typeof found === 'object' ? 'a text' : 'a text: quote it';
}

/** Each `read…` gives the member, its fallback when it is absent, or undefined with a problem. Members are read in the shape's order. */
export class FileReader {
  readonly value: FileObject;
  readonly path: string;
  readonly #problems: Problem[];
  readonly #asked = new Set<string>();

  constructor(value: FileObject, path: string, problems: Problem[]) {
    this.value = value;
    this.path = path;
    this.#problems = problems;
  }

  report(code: RequestProblemCode, key: string, detail?: string): void {
    this.#problems.push(createProblem(code, joinPath(this.path, key), detail));
  }

  readMember(key: string): unknown {
    this.#asked.add(key);
    return ownMember(this.value, key);
  }

  readText(key: string, fallback?: string): string | undefined {
    const found = this.readMember(key);
    if (typeof found === 'string') return found;
    if (found !== undefined) this.report('VALUE_TYPE', key, describeText(found));
    else if (fallback === undefined) this.report('SHAPE_MISSING', key);
    else return fallback;
    return undefined;
  }

  readWord<Word extends string>(key: string, words: readonly Word[], fallback?: Word): Word | undefined {
    const found = this.readMember(key);
    const word = words.find((candidate) => candidate === found);
    if (word !== undefined) return word;
    if (found !== undefined) this.report('VALUE_TYPE', key, quoteWords(words));
    else if (fallback === undefined) this.report('SHAPE_MISSING', key);
    return found === undefined ? fallback : undefined;
  }

  readFlag(key: string, fallback: boolean): boolean | undefined {
    const found = this.readMember(key);
    if (found === undefined) return fallback;
    if (typeof found === 'boolean') return found;
    this.report('VALUE_TYPE', key, 'true or false');
    return undefined;
  }

  /** A list of objects, absent for none; rows of another kind are reported and left out. */
  readRows<Row>(key: string, readRow: (row: FileReader) => Row): Row[] {
    const found = this.readMember(key);
    if (found === undefined) return [];
    if (!Array.isArray(found)) {
      this.report('VALUE_TYPE', key, 'a list');
      return [];
    }
    const rows: Row[] = [];
    for (const [index, value] of found.entries()) {
      const path = `${key}.${index}`;
      if (isFileObject(value)) {
        const row = new FileReader(value, joinPath(this.path, path), this.#problems);
        rows.push(readRow(row));
        row.refuseUnknownKeys();
      } else this.report('VALUE_TYPE', path, 'an object');
    }
    return rows;
  }

  /** An object member with a shape of its own. */
  readObject<T>(key: string, read: (reader: FileReader) => T): T | undefined {
    const found = this.readMember(key);
    if (!isFileObject(found)) {
      this.report('VALUE_TYPE', key, 'an object');
      return undefined;
    }
    const reader = new FileReader(found, joinPath(this.path, key), this.#problems);
    const result = read(reader);
    reader.refuseUnknownKeys();
    return result;
  }

  /** Comes last: every own key that no `read…` asked for. */
  refuseUnknownKeys(code: RequestProblemCode = 'SHAPE_UNKNOWN_KEY', detail?: string): void {
    for (const key of Object.keys(this.value)) {
      if (this.#asked.has(key) || this.value[key] === undefined) continue;
      this.#asked.add(key);
      this.report(code, key, detail);
    }
  }
}
