// Snapshots: what many deliveries share, as it was at accept. Content-addressed: equal content is one row and one object in memory.
// A snapshot never changes.
import { createHash } from 'node:crypto';
import type { SQLInputValue } from 'node:sqlite';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { IntegrationId, TenantSetId } from '../../../shared/kernel/ids.ts';
import { searchTextOf } from '../../../shared/query/rows.ts';
import type { BuiltRequest, HeaderList } from '../../../shared/request/built-request.ts';
import type { DialectFile, ResolvedDialect } from '../../../shared/request/dialect.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import type { Database } from '../database/database.ts';
import type { Write } from '../database/write.ts';
import { holdsSecrets } from './secret-source.ts';

/** How the target was chosen; what a replay without one goes to again. */
export type StoredTarget =
  | { readonly kind: 'own' }
  /** `prefix` is the receiver's own `/in/<token>` at the beginning of the path. */
  | { readonly kind: 'receiver'; readonly prefix: string }
  | { readonly kind: 'url'; readonly url: string };

/** All that is hashed, by column. */
export interface SnapshotContent {
  readonly tenant_set: TenantSetId | null;
  readonly is_sandbox: 0 | 1;
  readonly integration_id: IntegrationId | null;
  readonly integration_name: string;
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly service_uuid: string | null;
  readonly pbx_name: string | null;
  readonly trigger_event: string;
  readonly scope: string;
  readonly method: BuiltRequest['method'];
  readonly format: string;
  /** The built URL without what an event adds to its query. */
  readonly url: string;
  readonly headers: string;
  readonly target: string;
  readonly original_url: string | null;
  readonly with_auth: 0 | 1;
  readonly allow_targets: string;
  readonly deadline_ms: number | null;
  readonly is_retried: 0 | 1;
  readonly integration: string;
  readonly dialect: string;
}

/** As sending needs it. */
export interface Snapshot {
  readonly id: number;
  readonly content: SnapshotContent;
  /** Masked. */
  readonly headers: HeaderList;
  readonly hasSecrets: boolean;
  readonly target: StoredTarget;
  readonly allowTargets: readonly string[];
  readonly integration: Integration;
  readonly dialect: ResolvedDialect;
}

const mostInMemory = 4_000;

const columns: readonly (keyof SnapshotContent)[] = [
  'tenant_set',
  'is_sandbox',
  'integration_id',
  'integration_name',
  'account_id',
  'account_name',
  'service_uuid',
  'pbx_name',
  'trigger_event',
  'scope',
  'method',
  'format',
  'url',
  'headers',
  'target',
  'original_url',
  'with_auth',
  'allow_targets',
  'deadline_ms',
  'is_retried',
  'integration',
  'dialect',
];

const insertSnapshot = `INSERT INTO snapshots (id, hash, ${columns.join(', ')}, search_text)
  VALUES (${['id', 'hash', ...columns, 'search_text'].map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`;

/** Only the owner of the data folder makes snapshots: so it gives the ids itself, and a batch needs no answer. */
export class Snapshots {
  readonly #database: Database;
  /** Least recently used first. */
  readonly #byId = new Map<number, Snapshot>();
  readonly #idByHash = new Map<string, number>();
  /** Rows that no transaction has written yet, by id. */
  readonly #unwritten = new Map<
    number,
    { readonly snapshot: Snapshot; readonly hash: string; readonly write: Write }
  >();
  #lastId: number;

  constructor(database: Database) {
    this.#database = database;
    this.#lastId = database.get<{ id: number | null }>('SELECT max(id) AS id FROM snapshots')?.id ?? 0;
  }

  keep(content: SnapshotContent): Snapshot {
    const hash = createHash('sha256')
      .update(JSON.stringify(columns.map((column) => content[column])))
      .digest('hex');
    const known =
      this.#idByHash.get(hash) ??
      this.#database.get<{ id: number }>('SELECT id FROM snapshots WHERE hash = ?', hash)?.id;
    if (known !== undefined) return this.get(known);
    this.#lastId += 1;
    const snapshot = this.#remember(parseSnapshot(this.#lastId, content), hash);
    const { integration_name, account_name, pbx_name, url } = content;
    const values: SQLInputValue[] = [snapshot.id, hash, ...columns.map((column) => content[column])];
    const searchText = searchTextOf([integration_name, account_name, pbx_name, url]);
    this.#unwritten.set(snapshot.id, { snapshot, hash, write: [insertSnapshot, [...values, searchText]] });
    return snapshot;
  }

  /** To be written before what refers to it; null when it is on the disk. Writing it twice does no harm. */
  pendingWrite({ id }: Snapshot): Write | null {
    return this.#unwritten.get(id)?.write ?? null;
  }

  /** Its row is on the disk. */
  wasWritten({ id }: Snapshot): void {
    if (this.#unwritten.size > 0) this.#unwritten.delete(id);
  }

  /** Throws for an id that was never given. */
  get(id: number): Snapshot {
    const known = this.#byId.get(id);
    if (known !== undefined) {
      this.#byId.delete(id);
      this.#byId.set(id, known);
      return known;
    }
    const unwritten = this.#unwritten.get(id);
    if (unwritten !== undefined) return this.#remember(unwritten.snapshot, unwritten.hash);
    const row = this.#database.get<SnapshotContent & { hash: string }>('SELECT * FROM snapshots WHERE id = ?', id);
    if (row === undefined) throw dispatchErrors.fail('DELIVERY_UNKNOWN', { id: String(id) });
    const { hash, ...content } = row;
    return this.#remember(parseSnapshot(id, content), hash);
  }

  /** Whether something that is not on the disk yet may refer to it: then its row must stay. */
  isRemembered(id: number): boolean {
    return this.#byId.has(id) || this.#unwritten.has(id);
  }

  /** Their rows are gone. None of them is remembered. */
  forget(ids: ReadonlySet<number>): void {
    for (const [hash, id] of this.#idByHash) if (ids.has(id)) this.#idByHash.delete(hash);
  }

  #remember(snapshot: Snapshot, hash: string): Snapshot {
    this.#byId.set(snapshot.id, snapshot);
    this.#idByHash.set(hash, snapshot.id);
    if (this.#byId.size > mostInMemory) {
      const [oldest] = this.#byId.keys();
      if (oldest !== undefined) this.#byId.delete(oldest);
    }
    if (this.#idByHash.size > 2 * mostInMemory) {
      const [[oldest, id] = ['', 0]] = this.#idByHash;
      if (!this.#unwritten.has(id)) this.#idByHash.delete(oldest);
    }
    return snapshot;
  }
}

function parseSnapshot(id: number, content: SnapshotContent): Snapshot {
  const headers = JSON.parse(content.headers) as HeaderList;
  return {
    ...{ id, content, headers },
    hasSecrets: holdsSecrets(headers),
    target: JSON.parse(content.target) as StoredTarget,
    allowTargets: JSON.parse(content.allow_targets) as string[],
    integration: JSON.parse(content.integration) as Integration,
    dialect: resolveDialect(JSON.parse(content.dialect) as DialectFile),
  };
}
