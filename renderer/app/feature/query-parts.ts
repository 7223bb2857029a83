// The parts of a query that selects nothing: to be shown, to be left out one at a time, and what a plain word of it was perhaps meant
// to be. Pure.
import { triggerEvents } from '../../../shared/catalog/trigger-events.ts';
import { findNearest } from '../../../shared/query/nearest.ts';
import { findQueryKey, type Subject } from '../../../shared/query/subjects.ts';
import { type QueryToken, queryTokens } from '../../../shared/query/tokens.ts';

export interface QueryPart {
  /** UTF-16 units into the text, with its minus and its key. */
  readonly from: number;
  readonly to: number;
  /** Key and operator, with a minus before them; empty for a plain word. */
  readonly prefix: string;
  readonly text: string;
}

export function listQueryParts(query: string): QueryPart[] {
  const parts: QueryPart[] = [];
  let begun = null as { prefix: string; from: number } | null;
  for (const token of queryTokens(query)) {
    const text = textOf(query, token);
    const { prefix, from } = begun ?? { prefix: '', from: token.position };
    begun = null;
    if (token.kind === 'key' || token.kind === 'operator' || token.kind === 'not')
      begun = { prefix: prefix + text, from };
    else if (token.kind !== 'or' && token.kind !== 'paren') {
      parts.push({ from, to: token.position + token.length, prefix, text });
    }
  }
  return parts;
}

/** The query without each of its parts in turn; none when they do not all have to hold, or when there is but one. */
export function leaveEachOut(query: string): { readonly part: QueryPart; readonly query: string }[] {
  const parts = listQueryParts(query);
  const isList = queryTokens(query).every(({ kind }) => kind !== 'or' && kind !== 'paren');
  if (!isList || parts.length < 2) return [];
  return parts.map((part) => {
    const others = parts.filter((other) => other !== part);
    return { part, query: others.map(({ from, to }) => query.slice(from, to)).join(' ') };
  });
}

export interface Suggestion {
  /** `event:inbound-call-answered`. */
  readonly text: string;
  /** The query with it in the word's place. */
  readonly query: string;
}

/** A plain word that looks like a trigger event, as a question for that event; null: none does. */
export function suggestWord(query: string, subject: Subject): Suggestion | null {
  if (findQueryKey(subject, 'event') === undefined) return null;
  const words = queryTokens(query).filter(({ kind }) => kind === 'word');
  for (const word of words) {
    const text = textOf(query, word);
    const found = text.length < 4 ? null : findNearest(text, [...labels.keys()]);
    const id = found === null ? undefined : labels.get(found);
    if (id === undefined) continue;
    const term = `event:${id}`;
    return { text: term, query: query.slice(0, word.position) + term + query.slice(word.position + word.length) };
  }
  return null;
}

const labels = new Map(
  triggerEvents.flatMap(({ id, listLabel }) => [[id, id] as const, [listLabel.replaceAll(' ', ''), id]]),
);

function textOf(query: string, { position, length }: QueryToken): string {
  return query.slice(position, position + length);
}
