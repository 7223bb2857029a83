// The parts of the log's query that the screen itself writes: the view, and the window of time. The rest is left as it was typed. Pure.

import { readTimeValue, resolveTime } from '../../../shared/query/time-value.ts';
import { queryTokens } from '../../../shared/query/tokens.ts';
import { listQueryParts } from '../../app/feature/query-parts.ts';

export const views = {
  all: [],
  failed: ['result:*', '-result:delivered'],
  dead: ['outcome:dead'],
  replays: ['replay:*'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type ViewId = keyof typeof views;
export const viewIds = Object.keys(views) as ViewId[];

const viewTerms: ReadonlySet<string> = new Set(Object.values(views).flat());

interface Term {
  /** With its key and minus. */
  readonly text: string;
  readonly key: string;
  readonly value: string;
}

/** null: it has alternatives or groups, and no term of it can be taken out by itself. */
function listTerms(query: string): readonly Term[] | null {
  if (queryTokens(query).some(({ kind }) => kind === 'or' || kind === 'paren')) return null;
  return listQueryParts(query).map(({ prefix, text }) => ({ text: prefix + text, key: prefix, value: text }));
}

/** `view` is null where the query holds terms of one beside others. `rest` is what the counts of all views are of. */
export function splitView(query: string): { readonly view: ViewId | null; readonly rest: string } {
  const terms = listTerms(query);
  if (terms === null) return { view: 'all', rest: query };
  const ofViews = terms.filter(({ text }) => viewTerms.has(text)).map(({ text }) => text);
  const view = viewIds.find(
    (id) => views[id].length === ofViews.length && views[id].every((one) => ofViews.includes(one)),
  );
  return { view: view ?? null, rest: joinTerms(terms.filter(({ text }) => !viewTerms.has(text))) };
}

/** A query that cannot be taken apart gives way to the view. */
export function chooseView(query: string, view: ViewId): string {
  const rest = listTerms(query) === null ? '' : splitView(query).rest;
  return [rest, ...views[view]].filter((part) => part !== '').join(' ');
}

export interface TimeWindow {
  /** As written in the query; null: no such term. */
  readonly since: string | null;
  readonly until: string | null;
  readonly fromMs: number | null;
  /** The first moment that no more belongs to it. */
  readonly untilMs: number | null;
}

export function readWindow(query: string, nowMs: number, timeZone: string): TimeWindow {
  const terms = listTerms(query) ?? [];
  const termOf = (key: string) => terms.find((term) => term.key === key)?.value ?? null;
  const spanOf = (text: string | null) => {
    const value = text === null ? null : readTimeValue(text);
    return value === null ? null : resolveTime(value, { nowMs, timeZone });
  };
  const [since, until] = [termOf('since:'), termOf('until:')];
  return { since, until, fromMs: spanOf(since)?.fromMs ?? null, untilMs: spanOf(until)?.toMs ?? null };
}

export interface WindowChoice {
  readonly since: string | null;
  readonly until: string | null;
}

export function chooseWindow(query: string, { since, until }: WindowChoice): string {
  const kept = (listTerms(query) ?? []).filter(({ key }) => key !== 'since:' && key !== 'until:');
  const window = [since === null ? '' : `since:${since}`, until === null ? '' : `until:${until}`];
  return [joinTerms(kept), ...window].filter((part) => part !== '').join(' ');
}

/** The window of a bar, to the millisecond. */
export function writeWindow(fromMs: number, untilMs: number): WindowChoice {
  return { since: new Date(fromMs).toISOString(), until: new Date(untilMs - 1).toISOString() };
}

function joinTerms(terms: readonly Term[]): string {
  return terms.map(({ text }) => text).join(' ');
}
