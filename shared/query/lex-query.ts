// Cuts a query into its signs, words and terms. Knows the spelling of the language, not its keys. Takes any text: what is wrong is
// noted in the lexeme it is wrong in. Reads every character a bounded number of times.
import type { QueryProblem } from './errors.ts';
import type { QueryOperator } from './query.ts';
import { quoteText, writePattern } from './quote.ts';

/** UTF-16 units. */
export interface Span {
  readonly position: number;
  readonly length: number;
}

export interface TermLexeme extends Span {
  readonly kind: 'term';
  readonly key: string;
  readonly operator: QueryOperator;
  /** Where the value stands, with its quotes. */
  readonly value: Span;
  /** As `QueryTerm.pieces`. */
  readonly pieces: readonly string[];
  readonly problem: QueryProblem | null;
}

interface WordLexeme extends Span {
  readonly kind: 'word';
  readonly text: string;
  readonly problem: QueryProblem | null;
}

interface SignLexeme extends Span {
  readonly kind: 'open' | 'close' | 'or' | 'not';
}

export type Lexeme = TermLexeme | WordLexeme | SignLexeme;

export function lexQuery(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let position = skipSpace(text, 0);
  while (position < text.length) {
    const lexeme = readLexeme(text, position);
    lexemes.push(lexeme);
    position = skipSpace(text, position + lexeme.length);
  }
  return lexemes;
}

function readLexeme(text: string, position: number): Lexeme {
  switch (text[position]) {
    case '(':
      return { kind: 'open', position, length: 1 };
    case ')':
      return { kind: 'close', position, length: 1 };
    case '"':
      return readQuotedWord(text, position);
    case '-':
      return readMinus(text, position);
    default:
      return readKeyed(text, position) ?? readPlainWord(text, position);
  }
}

/** `-` before something negates it; alone it is a word, as in `Acme - Head Office`. */
function readMinus(text: string, position: number): Lexeme {
  const next = text[position + 1];
  if (next === '-') {
    const length = findRunEnd(text, position) - position;
    const run = text.slice(position, position + length);
    const message = 'Only one minus can stand before a term. Put text that begins with a minus into quotes.';
    const problem = { code: 'QUERY_SYNTAX', position, length, message, suggestion: quoteText(run) } as const;
    return { kind: 'word', position, length, text: run, problem };
  }
  const isAlone = next === undefined || next === ')' || /\s/.test(next);
  return isAlone
    ? { kind: 'word', position, length: 1, text: '-', problem: null }
    : { kind: 'not', position, length: 1 };
}

function readPlainWord(text: string, position: number): Lexeme {
  const length = findRunEnd(text, position) - position;
  const word = text.slice(position, position + length);
  return word === 'OR'
    ? { kind: 'or', position, length }
    : { kind: 'word', position, length, text: word, problem: null };
}

function readQuotedWord(text: string, position: number): WordLexeme {
  const { pieces, length, isClosed } = readQuoted(text, position, false);
  const word = pieces.join('');
  const problem = isClosed ? null : tellUnclosed({ position, length }, quoteText(word));
  return { kind: 'word', position, length, text: word, problem };
}

const keyPattern = /[a-z][a-z-]*(~|:(?!\/\/)[<>]?=?)/iy;
const wordThatReadsAsKey = /^[a-z][a-z-]*(?:~|:(?!\/\/))/i;

/** Whether a free word has to be quoted so that it is not read as a sign or a term. */
export function mustQuoteWord(word: string): boolean {
  return word === 'OR' || (word.startsWith('-') && word !== '-') || wordThatReadsAsKey.test(word);
}

/** A term, or null when no key stands here: `https://…` and `10.0.0.1:80` are words. */
function readKeyed(text: string, position: number): TermLexeme | null {
  keyPattern.lastIndex = position;
  const match = keyPattern.exec(text);
  if (match === null) {
    return null;
  }
  const sign = match[1] ?? '';
  // `:=` is no operator: the sign belongs to the value.
  const operator = (sign === ':=' ? ':' : sign) as QueryOperator;
  const key = match[0].slice(0, match[0].length - sign.length);
  const start = position + key.length + operator.length;
  const value =
    text[start] === '"' ? readQuoted(text, start, operator === ':') : readRun(text, start, operator === ':');
  const length = start + value.length - position;
  const problem = findValueProblem({ position, length }, { start, operator, ...value });
  return {
    kind: 'term',
    position,
    length,
    key,
    operator,
    value: { position: start, length: value.length },
    pieces: value.pieces,
    problem,
  };
}

interface RawValue {
  /** One when there are no wildcards in it. */
  readonly pieces: readonly string[];
  /** In the text, with quotes. */
  readonly length: number;
  readonly isClosed: boolean;
}

function findValueProblem(
  term: Span,
  value: RawValue & { start: number; operator: QueryOperator },
): QueryProblem | null {
  if (value.length === 0) {
    const message = `A value is missing here. For the empty text write "".`;
    return { code: 'QUERY_SYNTAX', ...term, message, suggestion: null };
  }
  if (value.isClosed) {
    return null;
  }
  const whole = value.operator === ':' ? writePattern(value.pieces) : quoteText(value.pieces.join(''));
  return tellUnclosed({ position: value.start, length: value.length }, whole);
}

function tellUnclosed(span: Span, suggestion: string): QueryProblem {
  return { code: 'QUERY_SYNTAX', ...span, message: 'This quote is not closed.', suggestion };
}

function readRun(text: string, start: number, hasWildcards: boolean): RawValue {
  const run = text.slice(start, findRunEnd(text, start));
  return { pieces: hasWildcards ? joinEmpty(run.split('*')) : [run], length: run.length, isClosed: true };
}

/** `\"`, `\\` and `\*` stand for the second character; any other backslash for itself. */
function readQuoted(text: string, start: number, hasWildcards: boolean): RawValue {
  const pieces: string[] = [];
  let piece = '';
  let position = start + 1;
  while (position < text.length && text[position] !== '"') {
    const character = text[position] ?? '';
    const next = text[position + 1] ?? '';
    if (character === '\\' && next !== '' && '"\\*'.includes(next)) {
      piece += next;
      position += 2;
    } else if (character === '*' && hasWildcards) {
      pieces.push(piece);
      piece = '';
      position += 1;
    } else {
      piece += character;
      position += 1;
    }
  }
  const isClosed = position < text.length;
  return { pieces: joinEmpty([...pieces, piece]), length: position + (isClosed ? 1 : 0) - start, isClosed };
}

/** Several wildcards in a row are one. */
function joinEmpty(pieces: readonly string[]): string[] {
  return pieces.filter((piece, index) => piece !== '' || index === 0 || index === pieces.length - 1);
}

function findRunEnd(text: string, start: number): number {
  return findFirst(text, start, /[\s"()]/g);
}

function skipSpace(text: string, start: number): number {
  return findFirst(text, start, /\S/g);
}

function findFirst(text: string, start: number, wanted: RegExp): number {
  wanted.lastIndex = start;
  return wanted.exec(text)?.index ?? text.length;
}
