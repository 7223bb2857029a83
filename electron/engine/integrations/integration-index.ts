// The integrations of one generation in memory, in the form that queries ask for: compact, loaded when first asked for, kept current.
import { type FoldedText, foldText } from '../../../shared/query/fold.ts';
import { type IntegrationRow, searchTextOf } from '../../../shared/query/rows.ts';
import { type ListedRow, RowList, type SortKeys } from '../../../shared/tenants/row-list.ts';
import type { Database } from '../database/database.ts';
import { readInBatches } from '../database/read-in-batches.ts';
import { type IntegrationColumns, integrationSql, readIntegration } from './integration-rows.ts';

type IntegrationEntry = IntegrationRow & ListedRow;

const sorts: SortKeys<IntegrationEntry> = {
  name: (entry) => entry.name,
  account: (entry) => entry.accountName,
  pbx: (entry) => entry.pbxName ?? '',
  event: (entry) => entry.event,
  method: (entry) => entry.method,
  format: (entry) => entry.format,
  url: (entry) => entry.url,
  auth: (entry) => entry.auth,
  enabled: (entry) => Number(entry.enabled),
  updated: (entry) => entry.updatedAtMs,
};

export class IntegrationIndex {
  readonly generation: number;
  readonly list = new RowList<IntegrationEntry>(sorts, ['account', 'pbx', 'name']);
  readonly #database: Database;
  readonly #texts = new Map<string, FoldedText>();
  readonly #textLists = new Map<string, readonly FoldedText[]>();
  #loading: Promise<void> | null = null;
  #isLoaded = false;

  constructor(database: Database, generation: number) {
    this.#database = database;
    this.generation = generation;
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** Other work goes on meanwhile. What changes is refreshed, before or after this comes by: either way the last word is the row's. */
  load(): Promise<void> {
    this.#loading ??= this.#loadAll().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  /** Reads an integration again, or forgets it when it is gone or of another generation. */
  refresh(row: number): void {
    const sql = `${integrationSql} WHERE i.row = ? AND i.generation = ?`;
    const columns = this.#database.get<IntegrationColumns>(sql, row, this.generation);
    if (columns === undefined) this.list.remove(row);
    else this.list.put(this.#entryOf(columns));
  }

  refreshPbx(pbx: number): void {
    const rows = this.#database.all<{ row: number }>('SELECT row FROM integration WHERE pbx = ?', pbx);
    for (const { row } of rows) this.refresh(row);
  }

  async #loadAll(): Promise<void> {
    const rows = { select: integrationSql, table: 'i', generation: this.generation };
    await readInBatches<IntegrationColumns>(this.#database, rows, (columns) => this.list.put(this.#entryOf(columns)));
    this.#isLoaded = true;
  }

  #entryOf(columns: IntegrationColumns): IntegrationEntry {
    const { name, requestUrl, ...integration } = readIntegration(columns.body);
    return {
      row: columns.row,
      searchText: searchTextOf([name, columns.account_name, columns.friendly_name, requestUrl]),
      id: foldText(columns.id),
      name: this.#share(name),
      accountId: this.#share(columns.account_id),
      accountName: this.#share(columns.account_name),
      serviceUuid: columns.service_uuid === null ? null : this.#share(columns.service_uuid),
      pbxName: columns.friendly_name === null ? null : this.#share(columns.friendly_name),
      scope: integration.scope,
      event: integration.triggerEvent,
      method: integration.method,
      format: integration.format,
      url: foldText(requestUrl),
      host: this.#share(hostOf(requestUrl)),
      enabled: integration.enabled,
      auth: integration.authentication.type,
      keys: this.#shareAll(integration.fieldValues.map(({ key }) => key)),
      fields: this.#shareAll(integration.fieldValues.map(({ field }) => field)),
      headers: this.#shareAll(integration.headers.map((header) => header.name)),
      tags: this.#shareAll(JSON.parse(columns.account_tags) as string[]),
      hasProblem: columns.has_problem === 1,
      hasDraft: columns.has_draft === 1,
      appsOff: columns.applications_enabled === 0,
      updatedAtMs: columns.updated_ms,
    };
  }

  /** Folds a text that many rows have, once. */
  #share(text: string): FoldedText {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const folded = foldText(text);
    this.#texts.set(text, folded);
    return folded;
  }

  #shareAll(texts: readonly string[]): readonly FoldedText[] {
    const key = JSON.stringify(texts);
    const known = this.#textLists.get(key);
    if (known !== undefined) return known;
    const folded = texts.map((text) => this.#share(text));
    this.#textLists.set(key, folded);
    return folded;
  }
}

/** With its port when it names one; empty for what is no URL. */
function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '';
}
