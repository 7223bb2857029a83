// From the text of a query to its shape: OR between ands, ands between terms, minus and parentheses. Takes any text and never throws;
// goes on after a problem, so that one look tells all of them.
import { err, ok, type Result } from '../kernel/result.ts';
import { checkTerm } from './check-term.ts';
import type { QueryProblem } from './errors.ts';
import { type Lexeme, lexQuery, type Span } from './lex-query.ts';
import type { Query, QueryNode } from './query.ts';
import type { Subject } from './subjects.ts';

/** UTF-16 units. */
export const maxQueryLength = 4096;
/** Parentheses inside each other. */
export const maxQueryDepth = 32;

/** Problems are in the order of the text; there is at least one. */
export function parseQuery<S extends Subject>(text: string, subject: S): Result<Query<S>, readonly QueryProblem[]> {
  const refusal = refuseText(text);
  if (refusal !== null) {
    return err([refusal]);
  }
  const parser = new Parser(lexQuery(text), subject);
  const root = parser.parseAll();
  const problems = parser.problems.toSorted((left, right) => left.position - right.position);
  return problems.length === 0 ? ok({ subject, root }) : err(problems);
}

function refuseText(text: string): QueryProblem | null {
  if (text.length > maxQueryLength) {
    const message = `A query has at most ${maxQueryLength} characters; this one has ${text.length}.`;
    const length = text.length - maxQueryLength;
    return { code: 'QUERY_TOO_LONG', position: maxQueryLength, length, message, suggestion: null };
  }
  const position = text.indexOf('\u0000');
  const message = 'A query cannot hold the character U+0000.';
  return position < 0 ? null : { code: 'QUERY_SYNTAX', position, length: 1, message, suggestion: '' };
}

/** Stands in for what could not be read, so that no second problem tells of its absence. */
const unread: QueryNode = { kind: 'word', text: '' };

class Parser {
  readonly problems: QueryProblem[] = [];
  readonly #lexemes: readonly Lexeme[];
  readonly #subject: Subject;
  #index = 0;
  #depth = 0;
  #isTooDeep = false;

  constructor(lexemes: readonly Lexeme[], subject: Subject) {
    this.#lexemes = lexemes;
    this.#subject = subject;
    this.#findTouching();
  }

  parseAll(): QueryNode | null {
    const nodes: QueryNode[] = [];
    while (this.#next !== undefined) {
      nodes.push(...this.#parseOr());
      // Only a parenthesis that nothing opened ends it before the end.
      const stray = this.#take('close');
      if (stray !== null) {
        this.#tell(stray, 'Nothing opens this parenthesis.', '');
      }
    }
    return nodes.length === 0 ? null : join('and', nodes);
  }

  get #next(): Lexeme | undefined {
    return this.#lexemes[this.#index];
  }

  /** Gives none or one: nothing stands here, or what stands here. So do the others below. */
  #parseOr(): QueryNode[] {
    const nodes = this.#parseAnd();
    let isMissing = nodes.length === 0;
    for (let or = this.#take('or'); or !== null; or = this.#take('or')) {
      const right = this.#parseAnd();
      if (isMissing || right.length === 0) {
        this.#tell(or, 'OR needs a term on both sides. To look for the word, write "OR".', '');
      }
      isMissing = false;
      nodes.push(...right);
    }
    return nodes.length === 0 ? [] : [join('or', nodes)];
  }

  #parseAnd(): QueryNode[] {
    const nodes: QueryNode[] = [];
    for (let next = this.#next; next !== undefined && next.kind !== 'or' && next.kind !== 'close'; next = this.#next) {
      nodes.push(...this.#parseOne());
    }
    return nodes.length === 0 ? [] : [join('and', nodes)];
  }

  #parseOne(): QueryNode[] {
    const lexeme = this.#next;
    this.#index += 1;
    switch (lexeme?.kind) {
      case 'not':
        return this.#parseNegated(lexeme);
      case 'open':
        return this.#parseGroup(lexeme);
      case 'word':
      case 'term':
        return this.#readOperand(lexeme);
      default:
        return [];
    }
  }

  #parseNegated(minus: Span): QueryNode[] {
    if (this.#next?.kind === 'or') {
      this.#tell(minus, 'A minus cannot stand before OR. To leave out the word, write -"OR".', null);
      this.#index += 1;
      return [];
    }
    return this.#parseOne().map((node) => ({ kind: 'not', node }));
  }

  #parseGroup(open: Span): QueryNode[] {
    if (this.#depth === maxQueryDepth) {
      const message = `Parentheses can stand at most ${maxQueryDepth} deep.`;
      this.problems.push({ code: 'QUERY_TOO_DEEP', position: open.position, length: 1, message, suggestion: null });
      this.#isTooDeep = true;
      this.#index = this.#lexemes.length;
      return [unread];
    }
    this.#depth += 1;
    const nodes = this.#parseOr();
    this.#depth -= 1;
    if (this.#take('close') === null) {
      if (this.#isTooDeep) {
        return nodes;
      }
      this.#tell(open, 'This parenthesis is not closed.', '');
    } else if (nodes.length === 0) {
      this.#tell(open, 'There is nothing between these parentheses.', null);
    }
    return nodes;
  }

  #readOperand(lexeme: Extract<Lexeme, { kind: 'word' | 'term' }>): QueryNode[] {
    if (lexeme.problem !== null) {
      this.problems.push(lexeme.problem);
    } else if (lexeme.kind === 'word') {
      return [{ kind: 'word', text: lexeme.text }];
    } else {
      const checked = checkTerm(lexeme, this.#subject);
      if (checked.ok) {
        return [checked.value];
      }
      this.problems.push(checked.error);
    }
    return [unread];
  }

  /** `a"b"` or `(a)b` can be meant in several ways: nothing touches but parentheses from the inside. */
  #findTouching(): void {
    for (const [index, lexeme] of this.#lexemes.entries()) {
      const before = this.#lexemes[index - 1];
      if (before !== undefined && mustBeApart(before, lexeme)) {
        const message = 'A space is missing before this, or quotes around the whole text with \\" for a quote in it.';
        this.#tell({ position: lexeme.position, length: 0 }, message, ' ');
      }
    }
  }

  #take(kind: Lexeme['kind']): Lexeme | null {
    const next = this.#next;
    if (next?.kind !== kind) {
      return null;
    }
    this.#index += 1;
    return next;
  }

  #tell({ position, length }: Span, message: string, suggestion: string | null): void {
    this.problems.push({ code: 'QUERY_SYNTAX', position, length, message, suggestion });
  }
}

function mustBeApart(left: Lexeme, right: Lexeme): boolean {
  const isTouching = left.position + left.length === right.position && right.kind !== 'close';
  const isWhole =
    left.kind === 'word' || left.kind === 'term' ? left.problem === null : left.kind !== 'open' && left.kind !== 'not';
  return isTouching && isWhole;
}

/** Flattens: an `and` in an `and` says the same as one. */
function join(kind: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode {
  const [first] = nodes;
  if (first !== undefined && nodes.length === 1) {
    return first;
  }
  return { kind, nodes: nodes.flatMap((node) => (node.kind === kind ? node.nodes : [node])) };
}
