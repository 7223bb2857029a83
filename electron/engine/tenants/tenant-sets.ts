// The tenant sets themselves: which there are, what is decided for each, and the generation of rows each stands on.
import { foldText } from '../../../shared/query/fold.ts';
import type { DialectFile } from '../../../shared/request/dialect.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import type { TenantSet } from '../../../shared/tenants/tenant-set.ts';
import type { Database } from '../database/database.ts';

/** A tenant set and the generation of rows it stands on now. */
export interface CurrentSet extends Omit<TenantSet, 'counts'> {
  readonly generation: number;
}

interface SetColumns {
  id: string;
  name: string;
  connector: TenantSet['connector'];
  live: number;
  colour: number;
  dialect: string;
  allow_targets: string;
  generation: number;
}

export function listSets(database: Database): CurrentSet[] {
  return database.all<SetColumns>('SELECT * FROM tenant_set ORDER BY rowid').map((columns) => ({
    id: columns.id as TenantSet['id'],
    name: columns.name,
    connector: columns.connector,
    live: columns.live === 1,
    colour: columns.colour,
    dialect: JSON.parse(columns.dialect) as DialectFile,
    allowTargets: JSON.parse(columns.allow_targets) as string[],
    generation: columns.generation,
  }));
}

/** By id or name, ignoring case; undefined is the default set. Throws Failure: TENANT_SET_UNKNOWN. */
export function findSet(database: Database, name: string | undefined): CurrentSet {
  const sets = listSets(database);
  const wanted = name === undefined ? undefined : foldText(name);
  const found = sets.find(
    (set) => wanted === undefined || foldText(set.id) === wanted || foldText(set.name) === wanted,
  );
  if (found !== undefined) return found;
  throw tenantsErrors.fail('TENANT_SET_UNKNOWN', { name: name ?? '', known: sets.map((set) => set.id) });
}

export function addSandboxSet(database: Database, generation: number): void {
  database.run(
    `INSERT INTO tenant_set (id, name, connector, live, colour, dialect, allow_targets, generation)
      VALUES ('sandbox', 'Sandbox', 'sandbox', 0, 1, '{}', '[]', ?)`,
    generation,
  );
}

export function writeSet(database: Database, set: CurrentSet): void {
  database.run(
    'UPDATE tenant_set SET live = ?, dialect = ?, allow_targets = ?, generation = ? WHERE id = ?',
    ...[Number(set.live), JSON.stringify(set.dialect), JSON.stringify(set.allowTargets), set.generation, set.id],
  );
}

export function withCounts(database: Database, { generation, ...set }: CurrentSet): TenantSet {
  const count = (table: 'account' | 'pbx' | 'integration') => {
    const sql = `SELECT count(*) AS rows FROM ${table} WHERE generation = ?`;
    return database.get<{ rows: number }>(sql, generation)?.rows ?? 0;
  };
  return { ...set, counts: { accounts: count('account'), pbxs: count('pbx'), integrations: count('integration') } };
}
