// A data folder as a reseller's would be: a tenant set whose integrations send to the sink. Its rows are put there as a portal's import
// would put them; everything after that goes through the engine's contract.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openBenchEngine } from './bench-engine.ts';
import { benchIntegration, benchSet, integrationIdOf, serviceUuidOf } from './bench-work.ts';

export interface BenchFolder {
  readonly folder: string;
  readonly pbxs: number;
  readonly integrationsPerPbx: number;
  /** Where the integrations of a PBX send to. */
  urlOf(pbx: number): string;
}

/** Makes the folder with its schema, sandbox and tenant set `bench`. */
export async function makeBenchFolder(of: BenchFolder): Promise<void> {
  const engine = await openBenchEngine(of.folder);
  await engine.close();
  const database = new DatabaseSync(join(of.folder, 'switchhook.db'));
  database.exec('PRAGMA synchronous = OFF; BEGIN;');
  database.exec('INSERT INTO generation DEFAULT VALUES');
  const generation = Number(database.prepare('SELECT max(row) AS row FROM generation').get()?.row);
  database
    .prepare(
      `INSERT INTO tenant_set (id, name, connector, live, colour, dialect, allow_targets, generation)
        VALUES (?, 'Bench', 'import', 0, 2, '{}', '["loopback"]', ?)`,
    )
    .run(benchSet, generation);
  writePlaces(database, generation, of);
  database.exec('COMMIT');
  database.close();
}

const pbxsPerAccount = 10;

function writePlaces(database: DatabaseSync, generation: number, of: BenchFolder): void {
  const addAccount = database.prepare(
    `INSERT INTO account (generation, id, name, time_zone, status, tags, revision, updated_ms)
      VALUES (?, ?, ?, 'Australia/Sydney', 'active', '[]', 1, 0)`,
  );
  const addPbx = database.prepare(
    `INSERT INTO pbx (generation, account, id, service_name, friendly_name, time_zone, applications_enabled, people_seed,
      revision, updated_ms) VALUES (?, ?, ?, ?, ?, 'Australia/Sydney', 1, 1, 1, 0)`,
  );
  const addIntegration = database.prepare(
    `INSERT INTO integration (generation, account, pbx, id, body, has_problem, revision, updated_ms)
      VALUES (?, ?, ?, ?, ?, 0, 1, 0)`,
  );
  let account = 0;
  for (let pbx = 0; pbx < of.pbxs; pbx += 1) {
    if (pbx % pbxsPerAccount === 0) {
      const name = `Customer ${pbx / pbxsPerAccount}`;
      account = Number(addAccount.run(generation, `acc_b${pbx.toString(36)}`, name).lastInsertRowid);
    }
    const names = [serviceUuidOf(pbx), `gen_bench_${pbx}`, `Office ${pbx}`];
    const row = addPbx.run(generation, account, ...names).lastInsertRowid;
    for (let nth = 0; nth < of.integrationsPerPbx; nth += 1) {
      const body = JSON.stringify(benchIntegration(of.urlOf(pbx), { pbx, nth }));
      addIntegration.run(generation, account, row, integrationIdOf(pbx, nth), body);
    }
  }
}
