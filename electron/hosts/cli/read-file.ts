// Reads and decodes the JSON and YAML files people write. Nothing is coerced: a number stays a number, so that the rules can refuse it.
import { readFile, stat } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { cliErrors } from './cli-errors.ts';

const limitBytes = 1_048_576;
const maximumAliases = 100;

/** The name that stands for standard input. */
export const stdinName = '-';

/** What a file holds, and what to call it in messages. */
export interface DecodedFile {
  readonly file: string;
  readonly value: unknown;
}

/** Throws Failure: FILE_*. `path` is `-` for standard input. */
export async function readDecodedFile(path: string, stdin: AsyncIterable<Uint8Array>): Promise<DecodedFile> {
  const file = path === stdinName ? 'standard input' : path;
  const bytes = path === stdinName ? await readAll(stdin, file) : await readWhole(path);
  return { file, value: decodeFile(decodeText(bytes, file), file) };
}

/** A text file as it is. Throws Failure: FILE_*. */
export async function readTextFile(path: string): Promise<string> {
  return decodeText(await readWhole(path), path);
}

async function readWhole(path: string): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    if (found.size > limitBytes) throw cliErrors.fail('FILE_TOO_LARGE', { file: path, limitBytes });
    if (found.isDirectory()) throw cliErrors.fail('FILE_UNREADABLE', { file: path, why: 'it is a folder' });
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw cliErrors.fail('FILE_MISSING', { file: path });
    throw cliErrors.fail('FILE_UNREADABLE', { file: path, why: code ?? message });
  }
}

/** Throws Failure FILE_TOO_LARGE. */
export async function readAll(stream: AsyncIterable<Uint8Array>, file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > limitBytes) throw cliErrors.fail('FILE_TOO_LARGE', { file, limitBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Without a byte order mark. Throws Failure FILE_ENCODING. */
export function decodeText(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw cliErrors.fail('FILE_ENCODING', { file });
  }
}

/**
 * YAML 1.2 with its core schema, of which JSON is a part; a name that ends in `.json` must hold strict JSON.
 * Throws Failure: FILE_SYNTAX, FILE_EMPTY.
 */
export function decodeFile(text: string, file: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    stringKeys: true,
    prettyErrors: false,
    lineCounter: lines,
    logLevel: 'error',
  });
  const refuse = (offset: number, why: string): never => {
    const { line, col } = lines.linePos(offset);
    throw cliErrors.fail('FILE_SYNTAX', { file, line: Math.max(1, line), column: Math.max(1, col), why });
  };
  // A warning is a tag nobody knows or a directive from another YAML: what it means would be a guess.
  const broken = document.errors[0] ?? document.warnings[0];
  if (broken !== undefined) refuse(broken.pos[0], toSentence(broken.message));
  if (document.contents === null) throw cliErrors.fail('FILE_EMPTY', { file });
  if (file.endsWith('.json')) refuseLooseJson(text, refuse);
  try {
    const value: unknown = document.toJS({ maxAliasCount: maximumAliases });
    // An alias inside its own anchor makes a value without end, which this refuses.
    JSON.stringify(value);
    return value;
  } catch {
    return refuse(0, `Its aliases go round in a circle, are not defined, or are more than ${maximumAliases}.`);
  }
}

/** YAML reads more than JSON does: trailing commas, comments, line ends inside strings. */
function refuseLooseJson(text: string, refuse: (offset: number, why: string) => never): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    const message = (cause as SyntaxError).message;
    const offset = /at position (\d+)/.exec(message)?.[1];
    refuse(offset === undefined ? text.length : Number(offset), 'This is not valid JSON.');
  }
}

function toSentence(message: string): string {
  const first = message.split('\n')[0]?.trim() ?? '';
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
