// The parts of a query that matches nothing, to be shown, and what a plain word of it was perhaps meant to be. Pure.
import { triggerEvents } from '../../../shared/catalog/trigger-events.ts';
import { findNearest } from '../../../shared/query/nearest.ts';
import { type QueryToken, queryTokens } from '../../../shared/query/tokens.ts';

export interface QueryPart {
  readonly position: number;
  /** Key and operator, with a minus before them; empty for a plain word. */
  readonly prefix: string;
  readonly text: string;
}

export function listQueryParts(query: string): QueryPart[] {
  const parts: QueryPart[] = [];
  let prefix = '';
  for (const token of queryTokens(query)) {
    const text = textOf(query, token);
    if (token.kind === 'key' || token.kind === 'operator' || token.kind === 'not') prefix += text;
    else if (token.kind === 'value' || token.kind === 'word') {
      parts.push({ position: token.position, prefix, text });
      prefix = '';
    } else prefix = '';
  }
  return parts;
}

export interface Suggestion {
  /** `event:inbound-call-answered`. */
  readonly text: string;
  /** The query with it in the word's place. */
  readonly query: string;
}

/** A plain word that looks like a trigger event, as a question for that event; null: none does. */
export function suggestWord(query: string): Suggestion | null {
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
