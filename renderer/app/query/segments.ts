// The text of a query cut into what is drawn behind it: chips over terms, marks over what is wrong, and the plain rest.
// The pieces, joined, are the text: nothing is added, so that the drawn text lies exactly under the typed one.
import type { QueryProblem } from '../../../shared/query/errors.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { Subject } from '../../../shared/query/subjects.ts';
import { type QueryToken, queryTokens } from '../../../shared/query/tokens.ts';

export interface SegmentPart {
  readonly text: string;
  /** `key`: the part of a chip before its value. */
  readonly role: 'key' | 'value' | 'word' | 'sign' | 'space';
  readonly isWrong: boolean;
}

/** `chip`: a term with everything that touches it, as `-tag:legacy`. */
export interface Segment {
  readonly kind: 'chip' | 'plain';
  /** UTF-16 units into the text. */
  readonly position: number;
  readonly parts: readonly SegmentPart[];
}

const roles: Readonly<Record<QueryToken['kind'], SegmentPart['role']>> = {
  key: 'key',
  operator: 'key',
  value: 'value',
  word: 'word',
  or: 'sign',
  not: 'sign',
  paren: 'sign',
  invalid: 'value',
};

export function cutQuery(text: string, problems: readonly QueryProblem[]): Segment[] {
  const segments: { kind: Segment['kind']; position: number; parts: SegmentPart[] }[] = [];
  for (const piece of withSpace(text, queryTokens(text))) {
    const { position, length, role, isChip } = piece;
    const last = segments.at(-1);
    const parts = cutAtProblems(text, { position, length, role }, problems);
    const joins = last !== undefined && isChip && last.kind === 'chip' && !endsInSpace(text, position);
    if (joins) last.parts.push(...parts);
    else segments.push({ kind: isChip ? 'chip' : 'plain', position, parts });
  }
  return segments;
}

interface Piece {
  readonly position: number;
  readonly length: number;
  readonly role: SegmentPart['role'];
}

/** Every UTF-16 unit of the text in one piece, the space between tokens too. A minus belongs to the term after it. */
function withSpace(text: string, tokens: readonly QueryToken[]): (Piece & { isChip: boolean })[] {
  const pieces: (Piece & { isChip: boolean })[] = [];
  let end = 0;
  const addSpace = (until: number) => {
    if (until > end) pieces.push({ position: end, length: until - end, role: 'space', isChip: false });
  };
  for (const [index, token] of tokens.entries()) {
    addSpace(token.position);
    const next = tokens[index + 1];
    const isMinusOfTerm =
      token.kind === 'not' && next?.kind === 'key' && next.position === token.position + token.length;
    const isTerm =
      token.kind === 'key' || token.kind === 'operator' || token.kind === 'value' || token.kind === 'invalid';
    const role = isMinusOfTerm ? 'key' : roles[token.kind];
    pieces.push({ position: token.position, length: token.length, role, isChip: isTerm || isMinusOfTerm });
    end = token.position + token.length;
  }
  addSpace(text.length);
  return pieces;
}

function cutAtProblems(
  text: string,
  { position, length, role }: Piece,
  problems: readonly QueryProblem[],
): SegmentPart[] {
  const end = position + length;
  const edges = problems.flatMap((problem) => [problem.position, problem.position + Math.max(1, problem.length)]);
  const cuts = [position, ...edges.filter((edge) => edge > position && edge < end), end].toSorted((a, b) => a - b);
  return cuts.slice(1).flatMap((cut, index) => {
    const from = cuts[index] ?? position;
    if (cut === from) return [];
    const isWrong = problems.some(
      (problem) => problem.position < cut && problem.position + Math.max(1, problem.length) > from,
    );
    return [{ text: text.slice(from, cut), role, isWrong }];
  });
}

function endsInSpace(text: string, position: number): boolean {
  return /\s/.test(text[position - 1] ?? ' ');
}

/** The text with the problem's suggestion in its place. */
export function applySuggestion(text: string, { position, length, suggestion }: QueryProblem): string {
  return `${text.slice(0, position)}${suggestion ?? ''}${text.slice(position + length)}`;
}

/** The text without the words its problems stand in; empty when the rest cannot be understood either. */
export function leaveOutProblems(text: string, subject: Subject): string {
  const parsed = parseQuery(text, subject);
  if (parsed.ok) return text;
  const wrong = parsed.error.map(({ position, length }) => ({ from: position, to: position + Math.max(1, length) }));
  const words = [...text.matchAll(/\S+/g)].filter(
    ({ 0: word, index }) => !wrong.some(({ from, to }) => from < index + word.length && to > index),
  );
  const rest = words.map(([word]) => word).join(' ');
  return rest.length < text.length && parseQuery(rest, subject).ok ? rest : '';
}
