// The accounts and PBXs of one generation, in memory in the form that queries ask for, and read from their rows in the form people see.
import { type FoldedText, foldText } from '../../../shared/query/fold.ts';
import { type AccountRow, type PbxRow, searchTextOf } from '../../../shared/query/rows.ts';
import type { Account, Pbx } from '../../../shared/tenants/account.ts';
import { type ListedRow, RowList, type SortKeys } from '../../../shared/tenants/row-list.ts';
import type { Database } from '../database/database.ts';
import { readInBatches } from '../database/read-in-batches.ts';

type AccountEntry = AccountRow & ListedRow & { readonly integrationCount: number };
type PbxEntry = PbxRow & ListedRow & { readonly integrationCount: number };

interface AccountColumns {
  row: number;
  generation: number;
  id: string;
  name: string;
  time_zone: string;
  status: Account['status'];
  tags: string;
  revision: number;
  updated_ms: number;
  pbx_names: string;
  apps_off: number;
  integrations: number;
  has_problem: number;
  has_draft: number;
}

interface PbxColumns {
  row: number;
  id: string;
  account: number;
  account_id: string;
  account_name: string;
  account_tags: string;
  service_name: string;
  friendly_name: string;
  time_zone: string;
  applications_enabled: number;
  people_seed: number;
  revision: number;
  updated_ms: number;
  integrations: number;
  has_problem: number;
  has_draft: number;
}

/** `owner`: the column of `integration` that names the row, `mine` that row. */
function integrationFacts(owner: 'account' | 'pbx', mine: string): string {
  return `
    (SELECT count(*) FROM integration i WHERE i.${owner} = ${mine}) AS integrations,
    EXISTS (SELECT 1 FROM integration i WHERE i.${owner} = ${mine} AND i.has_problem = 1) AS has_problem,
    EXISTS (SELECT 1 FROM draft d JOIN integration i ON i.row = d.integration WHERE i.${owner} = ${mine}) AS has_draft`;
}

const accountSql = `
  SELECT a.row, a.generation, a.id, a.name, a.time_zone, a.status, a.tags, a.revision, a.updated_ms,
    (SELECT json_group_array(p.friendly_name) FROM pbx p WHERE p.account = a.row) AS pbx_names,
    EXISTS (SELECT 1 FROM pbx p WHERE p.account = a.row AND p.applications_enabled = 0) AS apps_off,
    ${integrationFacts('account', 'a.row')}
  FROM account a`;

const pbxSql = `
  SELECT p.row, p.id, p.account, a.id AS account_id, a.name AS account_name, a.tags AS account_tags, p.service_name,
    p.friendly_name, p.time_zone, p.applications_enabled, p.people_seed, p.revision, p.updated_ms,
    ${integrationFacts('pbx', 'p.row')}
  FROM pbx p JOIN account a ON a.row = p.account`;

const accountSorts: SortKeys<AccountEntry> = {
  name: (entry) => entry.name,
  pbxs: (entry) => entry.pbxNames.length,
  integrations: (entry) => entry.integrationCount,
  updated: (entry) => entry.updatedAtMs,
};

const pbxSorts: SortKeys<PbxEntry> = {
  account: (entry) => entry.accountName,
  name: (entry) => entry.name,
  service: (entry) => entry.serviceName,
  apps: (entry) => Number(!entry.appsOff),
  integrations: (entry) => entry.integrationCount,
  updated: (entry) => entry.updatedAtMs,
};

export class Directory {
  readonly generation: number;
  readonly accounts = new RowList<AccountEntry>(accountSorts, ['name']);
  readonly pbxs = new RowList<PbxEntry>(pbxSorts, ['account', 'name']);
  readonly #database: Database;
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

  async #loadAll(): Promise<void> {
    const { generation } = this;
    await readInBatches<AccountColumns>(this.#database, { select: accountSql, table: 'a', generation }, (columns) =>
      this.accounts.put(accountEntryOf(columns)),
    );
    await readInBatches<PbxColumns>(this.#database, { select: pbxSql, table: 'p', generation }, (columns) =>
      this.pbxs.put(pbxEntryOf(columns)),
    );
    this.#isLoaded = true;
  }

  /** Reads an account, and one of its PBXs, again, if they are of this generation. */
  refresh({ account, pbx }: { account: number; pbx: number | null }): void {
    const accountOfMine = `${accountSql} WHERE a.row = ? AND a.generation = ?`;
    const changed = this.#database.get<AccountColumns>(accountOfMine, account, this.generation);
    if (changed !== undefined) this.accounts.put(accountEntryOf(changed));
    const pbxOfMine = `${pbxSql} WHERE p.row = ? AND p.generation = ?`;
    const changedPbx = this.#database.get<PbxColumns>(pbxOfMine, pbx, this.generation);
    if (changedPbx !== undefined) this.pbxs.put(pbxEntryOf(changedPbx));
  }
}

export interface FoundAccount {
  readonly account: Account;
  readonly row: number;
  readonly generation: number;
}

/** Of the rows a tenant set stands on now; undefined when there is none with this id. */
export function findAccount(database: Database, id: string): FoundAccount | undefined {
  const sql = `${accountSql} WHERE a.id = ? AND a.generation IN (SELECT generation FROM tenant_set)`;
  const columns = database.get<AccountColumns>(sql, id);
  return columns && { account: accountOf(columns), row: columns.row, generation: columns.generation };
}

export function readAccount(database: Database, row: number): Account {
  return accountOf(database.get(`${accountSql} WHERE a.row = ?`, row) as unknown as AccountColumns);
}

/** Where a PBX is, and what its people are made from. */
export interface FoundPbx {
  readonly pbx: Pbx;
  readonly row: number;
  readonly account: number;
  readonly peopleSeed: number;
}

export function findPbx(database: Database, serviceUuid: string): FoundPbx | undefined {
  const sql = `${pbxSql} WHERE p.id = ? AND p.generation IN (SELECT generation FROM tenant_set)`;
  const columns = database.get<PbxColumns>(sql, serviceUuid);
  return (
    columns && { pbx: pbxOf(columns), row: columns.row, account: columns.account, peopleSeed: columns.people_seed }
  );
}

export function readPbx(database: Database, row: number): Pbx {
  return pbxOf(database.get(`${pbxSql} WHERE p.row = ?`, row) as unknown as PbxColumns);
}

export function readPbxsOf(database: Database, account: number): Pbx[] {
  return database.all<PbxColumns>(`${pbxSql} WHERE p.account = ? ORDER BY p.row`, account).map(pbxOf);
}

function readTags(json: string): string[] {
  return JSON.parse(json) as string[];
}

function foldAll(texts: readonly string[]): FoldedText[] {
  return texts.map(foldText);
}

function accountEntryOf(columns: AccountColumns): AccountEntry {
  const pbxNames = JSON.parse(columns.pbx_names) as string[];
  return {
    row: columns.row,
    searchText: searchTextOf([columns.name, ...pbxNames]),
    id: foldText(columns.id),
    name: foldText(columns.name),
    pbxNames: foldAll(pbxNames),
    tags: foldAll(readTags(columns.tags)),
    integrationCount: columns.integrations,
    hasIntegration: columns.integrations > 0,
    hasProblem: columns.has_problem === 1,
    hasDraft: columns.has_draft === 1,
    appsOff: columns.apps_off === 1,
    updatedAtMs: columns.updated_ms,
  };
}

function pbxEntryOf(columns: PbxColumns): PbxEntry {
  return {
    row: columns.row,
    searchText: searchTextOf([columns.friendly_name, columns.service_name, columns.account_name]),
    id: foldText(columns.id),
    name: foldText(columns.friendly_name),
    serviceName: foldText(columns.service_name),
    accountId: foldText(columns.account_id),
    accountName: foldText(columns.account_name),
    tags: foldAll(readTags(columns.account_tags)),
    integrationCount: columns.integrations,
    hasIntegration: columns.integrations > 0,
    hasProblem: columns.has_problem === 1,
    hasDraft: columns.has_draft === 1,
    appsOff: columns.applications_enabled === 0,
    updatedAtMs: columns.updated_ms,
  };
}

function accountOf(columns: AccountColumns): Account {
  return {
    accountId: columns.id as Account['accountId'],
    name: columns.name,
    timeZone: columns.time_zone,
    status: columns.status,
    revision: columns.revision,
    updatedAt: new Date(columns.updated_ms).toISOString(),
    pbxCount: (JSON.parse(columns.pbx_names) as string[]).length,
    integrationCount: columns.integrations,
    tags: readTags(columns.tags),
  };
}

function pbxOf(columns: PbxColumns): Pbx {
  return {
    serviceUuid: columns.id as Pbx['serviceUuid'],
    accountId: columns.account_id as Pbx['accountId'],
    accountName: columns.account_name,
    serviceName: columns.service_name,
    friendlyName: columns.friendly_name,
    timeZone: columns.time_zone,
    applicationsEnabled: columns.applications_enabled === 1,
    integrationCount: columns.integrations,
    revision: columns.revision,
    updatedAt: new Date(columns.updated_ms).toISOString(),
  };
}
