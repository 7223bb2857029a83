// How each key of each subject is read from a row. Readers allocate nothing: a filter runs them over every row at every key press.
import type { FoldedText } from './fold.ts';
import type { RowOf } from './rows.ts';
import type { KeyOf, Subject } from './subjects.ts';

export type RowReader<Row> =
  | {
      readonly type: 'text';
      readonly read: (row: Row) => FoldedText | null;
      /** What `:` without wildcards matches as well. */
      readonly readId?: (row: Row) => FoldedText | null;
    }
  /** A term holds when it holds for one of them. */
  | { readonly type: 'texts'; readonly read: (row: Row) => readonly FoldedText[] }
  /** `value` is one of the key's values in its own spelling. */
  | { readonly type: 'choice'; readonly has: (row: Row, value: string) => boolean }
  | { readonly type: 'number' | 'time'; readonly read: (row: Row) => number | null };

interface Tagged {
  readonly tags: readonly FoldedText[];
}
interface Attention {
  readonly hasProblem: boolean;
  readonly hasDraft: boolean;
  readonly appsOff: boolean;
  readonly updatedAtMs: number;
}
interface Owner extends Attention {
  readonly hasIntegration: boolean;
}
interface OfAccount {
  readonly accountName: FoldedText | null;
  readonly accountId: FoldedText | null;
}
interface OfPbx {
  readonly pbxName: FoldedText | null;
  readonly serviceUuid: FoldedText | null;
}
interface Hook {
  readonly id: FoldedText;
  readonly name: FoldedText;
  readonly scope: string;
  readonly event: string;
  readonly method: string;
  readonly format: string;
  readonly url: FoldedText;
  readonly host: FoldedText;
}

const id = { type: 'text', read: (row: { id: FoldedText }) => row.id } as const;
const name = { type: 'text', read: (row: { name: FoldedText }) => row.name } as const;
const tag = { type: 'texts', read: (row: Tagged) => row.tags } as const;
const apps = { type: 'choice', has: (row: Attention, value: string) => (value === 'off') === row.appsOff } as const;
const updated = { type: 'time', read: (row: Attention) => row.updatedAtMs } as const;

const account = {
  type: 'text',
  read: (row: OfAccount) => row.accountName,
  readId: (row: OfAccount) => row.accountId,
} as const;
const pbx = { type: 'text', read: (row: OfPbx) => row.pbxName, readId: (row: OfPbx) => row.serviceUuid } as const;

const hook = {
  id,
  name,
  account,
  pbx,
  scope: { type: 'choice', has: (row: Hook, value: string) => row.scope === value },
  event: { type: 'choice', has: (row: Hook, value: string) => row.event === value },
  method: { type: 'choice', has: (row: Hook, value: string) => row.method === value },
  format: { type: 'choice', has: (row: Hook, value: string) => row.format === value },
  url: { type: 'text', read: (row: Hook) => row.url },
  host: { type: 'text', read: (row: Hook) => row.host },
  tag,
} as const;

const hasOfOwner = {
  type: 'choice',
  has: (row: Owner, value: string) => (value === 'integration' ? row.hasIntegration : hasAttention(row, value)),
} as const;

function hasAttention(row: Attention, value: string): boolean {
  return value === 'problem' ? row.hasProblem : row.hasDraft;
}

type Readers = { readonly [S in Subject]: { readonly [K in KeyOf<S>]: RowReader<RowOf<S>> } };

const readers: Readers = {
  integrations: {
    ...hook,
    enabled: { type: 'choice', has: (row, value) => (value === 'true') === row.enabled },
    auth: { type: 'choice', has: (row, value) => row.auth === value },
    key: { type: 'texts', read: (row) => row.keys },
    field: { type: 'choice', has: (row, value) => row.fields.includes(value) },
    header: { type: 'texts', read: (row) => row.headers },
    has: { type: 'choice', has: hasAttention },
    apps,
    updated,
  },
  accounts: {
    id,
    name,
    account: { type: 'text', read: (row) => row.name, readId: (row) => row.id },
    pbx: { type: 'texts', read: (row) => row.pbxNames },
    tag,
    has: hasOfOwner,
    apps,
    updated,
  },
  pbxs: {
    id,
    name,
    service: { type: 'text', read: (row) => row.serviceName },
    account,
    pbx: { type: 'text', read: (row) => row.name, readId: (row) => row.id },
    tag,
    has: hasOfOwner,
    apps,
    updated,
  },
  deliveries: {
    ...hook,
    integration: { type: 'text', read: (row) => row.integrationId },
    outcome: { type: 'choice', has: (row, value) => row.outcome === value },
    result: { type: 'choice', has: (row, value) => row.result === value },
    status: { type: 'number', read: (row) => row.status },
    code: { type: 'text', read: (row) => row.code },
    attempt: { type: 'number', read: (row) => row.attemptCount },
    replay: { type: 'texts', read: (row) => row.replays },
    at: { type: 'time', read: (row) => row.atMs },
    since: { type: 'time', read: (row) => row.atMs },
    until: { type: 'time', read: (row) => row.atMs },
  },
};

/** `key` is one of the subject's. */
export function findReader<S extends Subject>(subject: S, key: string): RowReader<RowOf<S>> {
  const ofSubject: Readers[S] = readers[subject];
  return ofSubject[key as KeyOf<S>];
}
