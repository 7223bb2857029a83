// Integrations as the database keeps them, with where they live. Only rows that a tenant set stands on now are ever found.
import { integrationsErrors } from '../../../shared/integrations/errors.ts';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import type { Database } from '../database/database.ts';

export interface IntegrationColumns {
  row: number;
  id: string;
  generation: number;
  account: number;
  pbx: number | null;
  body: string;
  has_problem: number;
  revision: number;
  updated_ms: number;
  tenant_set: string;
  account_id: string;
  account_name: string;
  account_time_zone: string;
  account_tags: string;
  service_uuid: string | null;
  service_name: string | null;
  friendly_name: string | null;
  pbx_time_zone: string | null;
  applications_enabled: number | null;
  has_draft: number;
}

/** Add `WHERE`; `i` is the integration. */
export const integrationSql = `
  SELECT i.row, i.id, i.generation, i.account, i.pbx, i.body, i.has_problem, i.revision, i.updated_ms, t.id AS tenant_set,
    a.id AS account_id, a.name AS account_name, a.time_zone AS account_time_zone, a.tags AS account_tags,
    p.id AS service_uuid, p.service_name, p.friendly_name, p.time_zone AS pbx_time_zone, p.applications_enabled,
    d.integration IS NOT NULL AS has_draft
  FROM integration i
    JOIN tenant_set t ON t.generation = i.generation
    JOIN account a ON a.row = i.account
    LEFT JOIN pbx p ON p.row = i.pbx
    LEFT JOIN draft d ON d.integration = i.row`;

/** Throws Failure: INTEGRATION_UNKNOWN. */
export function needIntegration(database: Database, id: string): IntegrationColumns {
  const columns = database.get<IntegrationColumns>(`${integrationSql} WHERE i.id = ?`, id);
  if (columns === undefined) throw integrationsErrors.fail('INTEGRATION_UNKNOWN', { id });
  return columns;
}

export function readIntegration(body: string): Integration {
  return JSON.parse(body) as Integration;
}

export function recordOf(columns: IntegrationColumns): IntegrationRecord {
  return {
    ...readIntegration(columns.body),
    id: columns.id as IntegrationRecord['id'],
    tenantSet: columns.tenant_set as IntegrationRecord['tenantSet'],
    accountId: columns.account_id as IntegrationRecord['accountId'],
    accountName: columns.account_name,
    serviceUuid: columns.service_uuid as IntegrationRecord['serviceUuid'],
    serviceName: columns.service_name,
    friendlyName: columns.friendly_name,
    timeZone: columns.pbx_time_zone ?? columns.account_time_zone,
    applicationsEnabled: columns.applications_enabled === null ? null : columns.applications_enabled === 1,
    revision: columns.revision,
    updatedAt: new Date(columns.updated_ms).toISOString(),
    hasDraft: columns.has_draft === 1,
  };
}

/** The trigger event of an integration; null when there is no such integration. */
export function findTrigger(database: Database, id: string): string | null {
  const columns = database.get<IntegrationColumns>(`${integrationSql} WHERE i.id = ?`, id);
  return columns === undefined ? null : readIntegration(columns.body).triggerEvent;
}
