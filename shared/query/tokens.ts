// The parts of a query's text for showing them as chips while it is typed, whatever is wrong with it. Keys and values are not checked.
import { type Lexeme, lexQuery, type Span, type TermLexeme } from './lex-query.ts';

export interface QueryToken extends Span {
  readonly kind: 'key' | 'operator' | 'value' | 'word' | 'or' | 'not' | 'paren' | 'invalid';
}

/** In order, without the space between them. */
export function queryTokens(text: string): QueryToken[] {
  return lexQuery(text).flatMap(toTokens);
}

function toTokens(lexeme: Lexeme): QueryToken[] {
  const { kind, position, length } = lexeme;
  switch (kind) {
    case 'open':
    case 'close':
      return [{ kind: 'paren', position, length }];
    case 'word':
      return [{ kind: lexeme.problem === null ? 'word' : 'invalid', position, length }];
    case 'term':
      return toTermTokens(lexeme);
    default:
      return [{ kind, position, length }];
  }
}

function toTermTokens({ key, position, operator, value, problem }: TermLexeme): QueryToken[] {
  const name: QueryToken = { kind: 'key', position, length: key.length };
  const sign: QueryToken = { kind: 'operator', position: position + key.length, length: operator.length };
  if (value.length === 0) {
    return [name, sign];
  }
  return [name, sign, { kind: problem === null ? 'value' : 'invalid', ...value }];
}
