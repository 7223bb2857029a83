// What a query is once it is understood. The text is the truth people keep (links, saved views, plans); this is its shape.
// Always canonical: `and` in `and` and `or` in `or` are flattened, keys and closed values have their own spelling.
import type { Subject } from './subjects.ts';

export type QueryOperator = ':' | '~' | ':>' | ':<' | ':>=' | ':<=';

export interface QueryTerm {
  readonly kind: 'term';
  readonly key: string;
  readonly operator: QueryOperator;
  /** The text between wildcards: `Acme*` is `['Acme', '']`. Only `:` has wildcards; every other value is one piece. */
  readonly pieces: readonly string[];
}

export type QueryNode =
  | QueryTerm
  /** A free word: an exact substring of name, account, PBX or URL, ignoring case. */
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'not'; readonly node: QueryNode }
  /** Two nodes or more. */
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly QueryNode[] };

/** What a query is read against when it is run. */
export interface QueryContext {
  /** What `now` and `-7d` count from. */
  readonly nowMs: number;
  /** IANA name; where a date or time without an offset is read. */
  readonly timeZone: string;
}

export interface Query<S extends Subject = Subject> {
  readonly subject: S;
  /** null: the empty query, which matches everything. */
  readonly root: QueryNode | null;
}
