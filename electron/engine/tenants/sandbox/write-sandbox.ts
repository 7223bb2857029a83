// Puts generated accounts into a generation's rows. What nobody reads yet may be half there: naming the generation makes it real.
import { checkIntegration } from '../../../../shared/request/integration-file.ts';
import type { Database } from '../../database/database.ts';
import type { SandboxAccount, SandboxIntegration, SandboxPbx } from './generate-sandbox.ts';

interface Place {
  readonly generation: number;
  readonly account: number;
  readonly pbx: number | null;
}

/** Writes up to `count` accounts in one transaction; false when there were no more. */
export function writeAccounts(
  database: Database,
  generation: number,
  from: { accounts: Iterator<SandboxAccount>; count: number },
): boolean {
  return database.transaction(() => {
    for (let written = 0; written < from.count; written += 1) {
      const next = from.accounts.next();
      if (next.done === true) return false;
      writeAccount(database, generation, next.value);
    }
    return true;
  });
}

function writeAccount(database: Database, generation: number, account: SandboxAccount): void {
  const { lastInsertRowid } = database.run(
    'INSERT INTO account (generation, id, name, time_zone, status, tags, revision, updated_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[generation, account.accountId, account.name, account.timeZone, account.status],
    ...[JSON.stringify(account.tags), account.revision, account.updatedMs],
  );
  const place = { generation, account: lastInsertRowid, pbx: null };
  for (const integration of account.integrations) writeIntegration(database, place, integration);
  for (const pbx of account.pbxs) writePbx(database, place, pbx);
}

function writePbx(database: Database, place: Place, pbx: SandboxPbx): void {
  const { lastInsertRowid } = database.run(
    `INSERT INTO pbx (generation, account, id, service_name, friendly_name, time_zone, applications_enabled, people_seed,
      revision, updated_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[place.generation, place.account, pbx.serviceUuid, pbx.serviceName, pbx.friendlyName, pbx.timeZone],
    ...[Number(pbx.applicationsEnabled), pbx.peopleSeed, pbx.revision, pbx.updatedMs],
  );
  const ofPbx = { ...place, pbx: lastInsertRowid };
  for (const integration of pbx.integrations) writeIntegration(database, ofPbx, integration);
}

function writeIntegration(database: Database, place: Place, of: SandboxIntegration): void {
  const hasProblem = checkIntegration(of.integration).length > 0;
  database.run(
    `INSERT INTO integration (generation, account, pbx, id, body, has_problem, revision, updated_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[place.generation, place.account, place.pbx, of.id, JSON.stringify(of.integration), Number(hasProblem)],
    ...[of.revision, of.updatedMs],
  );
}
