// Creating, saving, copying, switching and deleting. What is wrong is found before anything is written; what a person's secret needs
// of the vault comes next; then one transaction, which looks again, because the world may have moved meanwhile.
import { integrationsErrors } from '../../../shared/integrations/errors.ts';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import { hasErrors, type Problem } from '../../../shared/kernel/problem.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import { checkIntegration } from '../../../shared/request/integration-file.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import type { CurrentSet, Place } from '../tenants/tenants.ts';
import { type IntegrationColumns, needIntegration, readIntegration, recordOf } from './integration-rows.ts';
import type { IntegrationsContext, IntegrationsHandlers } from './integrations-ports.ts';
import { keepSecrets, moveSecrets } from './settle-secrets.ts';

type InputOf<Name extends keyof IntegrationsHandlers> = Parameters<IntegrationsHandlers[Name]>[0];

interface Saved {
  readonly record: IntegrationRecord;
  readonly problems: Problem[];
}

export async function createIntegration(context: IntegrationsContext, input: InputOf<'create'>): Promise<Saved> {
  const findPlace = () => choosePlace(context, input);
  const place = findPlace();
  const problems = refuseInvalid(input.integration, place.set);
  refuseWrongPlace(input.integration, place);
  const integration = await moveSecrets(input.integration, context.vault);
  const id = `int_${mintId(context.random.bytes(12))}`;
  const columns = context.database.transaction(() => {
    insertIntegration(context, { id, integration, place: findPlace(), hasProblem: problems.length > 0 });
    const inserted = needIntegration(context.database, id);
    tell(context, 'integration-created', inserted);
    return inserted;
  });
  context.changed(columns);
  return { record: recordOf(columns), problems };
}

export async function saveIntegration(context: IntegrationsContext, input: InputOf<'save'>): Promise<Saved> {
  const { database, tenants } = context;
  const find = () => {
    const found = needIntegration(database, input.id);
    refuseConflict(found, input.ifRevision);
    return found;
  };
  const before = find();
  const problems = refuseInvalid(input.integration, tenants.findSet(before.tenant_set));
  refuseWrongScope(input.integration, before.pbx !== null);
  const settled = await moveSecrets(input.integration, context.vault);
  const columns = database.transaction(() => {
    const found = find();
    const integration = keepSecrets(settled, readIntegration(found.body));
    writeIntegration(context, found, { integration, hasProblem: problems.length > 0 });
    database.run('DELETE FROM draft WHERE integration = ?', found.row);
    const saved = needIntegration(database, input.id);
    tell(context, 'integration-saved', saved);
    return saved;
  });
  context.changed(columns);
  return { record: recordOf(columns), problems };
}

export function duplicateIntegration(context: IntegrationsContext, input: InputOf<'duplicate'>): Promise<Saved> {
  const source = needIntegration(context.database, input.id);
  const original = readIntegration(source.body);
  const integration = { ...original, name: input.name ?? `Copy of ${original.name}`, enabled: false };
  return createIntegration(context, { ...placeOfCopy(context, source, input), integration });
}

/** Switching what is so already changes nothing. */
export function setEnabled(context: IntegrationsContext, { id, enabled }: InputOf<'setEnabled'>): IntegrationRecord {
  const columns = context.database.transaction(() => {
    const found = needIntegration(context.database, id);
    const integration = readIntegration(found.body);
    if (integration.enabled === enabled) return found;
    writeIntegration(context, found, {
      integration: { ...integration, enabled },
      hasProblem: found.has_problem === 1,
    });
    const switched = needIntegration(context.database, id);
    tell(context, enabled ? 'integration-enabled' : 'integration-disabled', switched);
    return switched;
  });
  context.changed(columns);
  return recordOf(columns);
}

export function deleteIntegration(context: IntegrationsContext, { id }: InputOf<'delete'>): { id: string } {
  const columns = context.database.transaction(() => {
    const found = needIntegration(context.database, id);
    const { name, enabled } = readIntegration(found.body);
    if (enabled) throw integrationsErrors.fail('INTEGRATION_ENABLED', { name });
    // Its draft goes with it.
    context.database.run('DELETE FROM integration WHERE row = ?', found.row);
    tell(context, 'integration-deleted', found);
    return found;
  });
  context.changed(columns);
  return { id };
}

/** All findings, in the dialect of the tenant set. */
export function checkFor(set: CurrentSet, integration: Integration): Problem[] {
  return checkIntegration(integration, resolveDialect(set.dialect).dialect);
}

function refuseInvalid(integration: Integration, set: CurrentSet): Problem[] {
  const problems = checkFor(set, integration);
  if (hasErrors(problems)) throw integrationsErrors.fail('INTEGRATION_INVALID', { problems });
  return problems;
}

function refuseConflict({ body, revision }: IntegrationColumns, expected: number | undefined): void {
  if (expected === undefined || expected === revision) return;
  const { name } = readIntegration(body);
  throw integrationsErrors.fail('INTEGRATION_CONFLICT', { name, expected, actual: revision });
}

function choosePlace({ tenants }: IntegrationsContext, input: InputOf<'create'>): Place {
  const place = tenants.findPlace({ accountId: input.accountId, serviceUuid: input.serviceUuid });
  if (input.tenantSet !== undefined && tenants.findSet(input.tenantSet).id !== place.set.id) {
    throw tenantsErrors.fail('ACCOUNT_UNKNOWN', { id: input.accountId });
  }
  if (place.pbx !== null && place.pbx.account !== place.account.row) {
    throw integrationsErrors.fail('PLACE_MISMATCH', { pbx: place.pbx.name, account: place.account.name });
  }
  return place;
}

function refuseWrongScope({ scope }: Integration, isOnPbx: boolean): void {
  if ((scope === 'service') !== isOnPbx) throw integrationsErrors.fail('SCOPE_PLACE', { scope });
}

function refuseWrongPlace(integration: Integration, { pbx }: Place): void {
  refuseWrongScope(integration, pbx !== null);
  if (pbx?.applicationsEnabled === false) throw integrationsErrors.fail('APPLICATIONS_OFF', { pbx: pbx.name });
}

/** Without a place, beside the original; a PBX brings its account. */
function placeOfCopy({ tenants }: IntegrationsContext, source: IntegrationColumns, input: InputOf<'duplicate'>) {
  const { accountId, serviceUuid } = input;
  if (accountId !== undefined) return serviceUuid === undefined ? { accountId } : { accountId, serviceUuid };
  if (serviceUuid !== undefined) return { accountId: tenants.findPlace({ serviceUuid }).account.id, serviceUuid };
  const beside = { accountId: source.account_id };
  return source.service_uuid === null ? beside : { ...beside, serviceUuid: source.service_uuid };
}

function insertIntegration(
  { database, clock }: IntegrationsContext,
  of: { id: string; integration: Integration; place: Place; hasProblem: boolean },
): void {
  database.run(
    `INSERT INTO integration (generation, account, pbx, id, body, has_problem, revision, updated_ms)
      VALUES (?, ?, ?, ?, ?, ?, 1, ?)`,
    ...[of.place.set.generation, of.place.account.row, of.place.pbx?.row ?? null, of.id],
    ...[JSON.stringify(of.integration), Number(of.hasProblem), clock.now()],
  );
}

function writeIntegration(
  { database, clock }: IntegrationsContext,
  { row }: IntegrationColumns,
  of: { integration: Integration; hasProblem: boolean },
): void {
  database.run(
    'UPDATE integration SET body = ?, has_problem = ?, revision = revision + 1, updated_ms = ? WHERE row = ?',
    ...[JSON.stringify(of.integration), Number(of.hasProblem), clock.now(), row],
  );
}

function tell(
  context: IntegrationsContext,
  act: Parameters<IntegrationsContext['onAct']>[0]['act'],
  of: IntegrationColumns,
) {
  const place = of.friendly_name === null ? of.account_name : `${of.account_name} / ${of.friendly_name}`;
  const detail = { name: readIntegration(of.body).name, place, revision: of.revision };
  context.onAct({ act, subject: of.id, detail });
}

/** Base 36. Twelve digits: a sandbox's own ids are never that long. */
function mintId(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}
