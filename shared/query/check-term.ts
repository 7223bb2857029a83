// Whether a term makes sense for its subject: the key exists, takes the operator, and can have the value. What is wrong comes with
// where it stands and what was most likely meant.
import { assertNever } from '../kernel/assert-never.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { chooseValues } from './choice.ts';
import type { QueryProblem } from './errors.ts';
import type { TermLexeme } from './lex-query.ts';
import { findNearest } from './nearest.ts';
import type { QueryTerm } from './query.ts';
import { writePattern } from './quote.ts';
import { findQueryKey, type QueryKey, type Subject, subjects } from './subjects.ts';
import { readTimeValue } from './time-value.ts';

type Checked = Result<QueryTerm, QueryProblem>;

export function checkTerm(lexeme: TermLexeme, subject: Subject): Checked {
  const name = lexeme.key.toLowerCase();
  const key = findQueryKey(subject, name);
  if (key === undefined) {
    return err(tellUnknownKey(lexeme, subject));
  }
  const { operator, pieces } = lexeme;
  if (!key.operators.includes(operator)) {
    const isSpan = key.type === 'time' && key.readsAs === undefined;
    const message = `The key ${name} takes ${key.operators.join(' ')} but not ${operator}.`;
    return err(tellOperator(lexeme, message, isSpan ? ':>' : ':'));
  }
  const term: QueryTerm = { kind: 'term', key: name, operator, pieces };
  switch (key.type) {
    case 'text':
      return ok(term);
    case 'choice':
      return checkChoice(lexeme, term, key);
    case 'number':
      return checkNumber(lexeme, term);
    case 'time':
      return checkTime(lexeme, term, key);
    default:
      return assertNever(key.type);
  }
}

function checkChoice(lexeme: TermLexeme, term: QueryTerm, { values = [] }: QueryKey): Checked {
  const meant = chooseValues(values, term);
  const [first] = meant;
  if (first === undefined) {
    const nearest = findNearest(term.pieces.filter((piece) => piece !== '').join('-'), values);
    return err(tellValue(lexeme, `The key ${term.key} is one of: ${values.join(', ')}.`, nearest));
  }
  const isExact = term.operator === ':' && term.pieces.length === 1;
  return ok(isExact ? { ...term, pieces: [first] } : term);
}

function checkNumber(lexeme: TermLexeme, term: QueryTerm): Checked {
  const text = term.pieces.join('*');
  const wanted = term.operator === ':' ? /^(?:\d{1,9}|[\d*]*\*[\d*]*)$/ : /^\d{1,9}$/;
  if (wanted.test(text)) {
    return ok(term);
  }
  // 5xx is how people write it elsewhere.
  const withWildcard = text.replace(/x+$/i, '*');
  const hint = `The key ${term.key} is a whole number; with : it may have wildcards, as 5*.`;
  return err(tellValue(lexeme, hint, wanted.test(withWildcard) ? withWildcard : null));
}

function checkTime(lexeme: TermLexeme, term: QueryTerm, key: QueryKey): Checked {
  const text = term.pieces.join('*');
  const time = readTimeValue(text);
  if (time === null) {
    const back = `-${text}`;
    const hint = `The key ${term.key} is a time: now, -30m, -24h, -7d, 2026-11-23, 2026-11-23T09:30 or 2026-11-23T09:30:00+11:00.`;
    return err(tellValue(lexeme, hint, readTimeValue(back) === null ? null : back));
  }
  if (time.kind === 'before-now' && term.operator === ':' && key.readsAs === undefined) {
    const message = `With : this is exactly that millisecond. Write :> for later and :< for earlier.`;
    return err(tellOperator(lexeme, message, ':>'));
  }
  return ok(term);
}

function tellUnknownKey({ key, position }: TermLexeme, subject: Subject): QueryProblem {
  const others = (Object.keys(subjects) as Subject[]).filter((other) => findQueryKey(other, key.toLowerCase()));
  const where = others.length === 0 ? '' : ` It is a key of ${others.join(', ')}.`;
  return {
    code: 'QUERY_UNKNOWN_KEY',
    position,
    length: key.length,
    message: `There is no key ${shorten(key)} for ${subject}.${where} To look for it as text, put the whole word into quotes.`,
    suggestion: others.length === 0 ? findNearest(key, Object.keys(subjects[subject])) : null,
  };
}

function tellOperator({ key, position, operator }: TermLexeme, message: string, suggestion: string): QueryProblem {
  return { code: 'QUERY_OPERATOR', position: position + key.length, length: operator.length, message, suggestion };
}

function tellValue({ value, pieces }: TermLexeme, hint: string, suggestion: string | null): QueryProblem {
  const { position, length } = value;
  const message = `The value ${shorten(writePattern(pieces))} does not fit. ${hint}`;
  return { code: 'QUERY_VALUE', position, length, message, suggestion };
}

const longestShown = 60;

function shorten(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}
