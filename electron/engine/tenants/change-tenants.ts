// What can be decided for a tenant set and a PBX, each with its line in the journal.
import type { DialectFile } from '../../../shared/request/dialect.ts';
import { parseDialectFile } from '../../../shared/request/dialect-file.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import type { TenantSet } from '../../../shared/tenants/tenant-set.ts';
import type { FoundPbx } from './directory.ts';
import { needPbx } from './read-tenants.ts';
import { findSet, withCounts, writeSet } from './tenant-sets.ts';
import type { TenantsHandlers, TenantsPorts } from './tenants-ports.ts';

export function updateSet(ports: TenantsPorts, change: Parameters<TenantsHandlers['updateSet']>[0]): TenantSet {
  const { database } = ports;
  const refused = change.allowTargets?.find((rule) => !ports.isTargetRule(rule));
  if (refused !== undefined) {
    const why = `“${refused}” is not a range: use loopback, private or a CIDR range such as 10.1.0.0/16.`;
    throw tenantsErrors.fail('TENANT_SET_INVALID', { why });
  }
  const dialect = change.dialect === undefined ? undefined : readDialect(change.dialect);
  return database.transaction(() => {
    const set = findSet(database, change.tenantSet);
    const { live = set.live, allowTargets = set.allowTargets } = change;
    const changed = { ...set, live, allowTargets, dialect: dialect ?? set.dialect };
    writeSet(database, changed);
    const detail = { live, allowTargets: allowTargets.join(' '), dialect: JSON.stringify(changed.dialect) };
    ports.onAct({ act: 'tenant-set-updated', subject: set.id, detail });
    return withCounts(database, changed);
  });
}

/** Members without a value are left out: they would say nothing. */
function readDialect(file: DialectFile): DialectFile {
  const { dialect, problems } = parseDialectFile(file);
  if (dialect !== null) return dialect;
  throw tenantsErrors.fail('TENANT_SET_INVALID', { why: problems.map(({ message }) => message).join(' ') });
}

/** Answers the PBX as it was. */
export function switchApplications(
  { database, clock, onAct }: TenantsPorts,
  serviceUuid: string,
  enabled: boolean,
): FoundPbx {
  return database.transaction(() => {
    const found = needPbx(database, serviceUuid);
    if (found.pbx.applicationsEnabled === enabled) return found;
    database.run(
      'UPDATE pbx SET applications_enabled = ?, revision = revision + 1, updated_ms = ? WHERE row = ?',
      ...[Number(enabled), clock.now(), found.row],
    );
    const { friendlyName, accountName } = found.pbx;
    const act = enabled ? 'applications-on' : 'applications-off';
    onAct({ act, subject: serviceUuid, detail: { pbx: friendlyName, account: accountName } });
    return found;
  });
}
