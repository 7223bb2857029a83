// An integration for a person, in the portal's own order. Pure. Secrets are never in what the engine answers.
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import {
  type Authentication,
  type Integration,
  integrationSchema,
  type SecretValue,
  secretMask,
} from '../../../shared/request/integration.ts';
import { type Column, layOutPairs } from './table.ts';

export const integrationColumns: readonly Column<IntegrationRecord>[] = [
  { title: 'Id', value: ({ id }) => id },
  { title: 'State', value: describeState },
  { title: 'Name', value: ({ name }) => name, shrink: 'end' },
  { title: 'Account', value: ({ accountName }) => accountName, shrink: 'end' },
  { title: 'PBX', value: ({ friendlyName }) => friendlyName ?? '–', shrink: 'end' },
  { title: 'Trigger event', value: ({ triggerEvent }) => triggerEvent },
  { title: 'Method', value: ({ method }) => method },
  { title: 'URL', value: ({ requestUrl }) => requestUrl, shrink: 'middle' },
];

/** The members people write, without where it lives. */
export function integrationOf(record: IntegrationRecord): Integration {
  return integrationSchema.strip().parse(record);
}

function describeState({ enabled, applicationsEnabled, hasDraft }: IntegrationRecord): string {
  const state = enabled ? (applicationsEnabled === false ? 'apps off' : 'on') : 'off';
  return hasDraft ? `${state}, draft` : state;
}

export function describeIntegration(record: IntegrationRecord): string[] {
  const pbx = record.friendlyName === null ? '' : ` / ${record.friendlyName} (${record.serviceUuid})`;
  return [
    ...layOutPairs([
      ['Id', record.id],
      ['State', describeState(record)],
      ['Where', `${record.accountName} (${record.accountId})${pbx}`],
      ['Tenant set', record.tenantSet],
      ['Revision', `${record.revision}, ${record.updatedAt}`],
    ]),
    '',
    ...describeSettings(record),
  ];
}

/** What the form of the portal holds. */
export function describeSettings(integration: Integration): string[] {
  const rows = (pairs: readonly (readonly [string, string])[]) => layOutPairs(pairs).map((line) => `  ${line}`);
  return [
    ...layOutPairs([
      ['Name', integration.name],
      ['Request URL', integration.requestUrl],
      ['Method', integration.method],
      ['Format', integration.format],
      ['Path arguments', integration.pathArguments || '–'],
      ['Trigger event', integration.triggerEvent],
      ['Silent mode', integration.silentMode ? 'on' : 'off'],
      ['Authentication', describeAuthentication(integration.authentication)],
    ]),
    ...(integration.headers.length === 0 ? [] : ['', 'Header values']),
    ...rows(integration.headers.map(({ name, value }) => [name, describeSecret(value)])),
    ...(integration.fieldValues.length === 0 ? [] : ['', 'Field values']),
    ...rows(integration.fieldValues.map(({ key, field }) => [key, field])),
  ];
}

function describeAuthentication(authentication: Authentication): string {
  switch (authentication.type) {
    case 'none':
      return 'none';
    case 'basic':
      return `basic, ${authentication.username}, ${describePassword(authentication.password)}`;
    case 'token':
      return `token, ${describePassword(authentication.token)}`;
  }
}

const describePassword = (value: SecretValue): string =>
  typeof value === 'string' && value !== '' ? secretMask : describeSecret(value) || 'empty';

function describeSecret(value: SecretValue): string {
  if (typeof value === 'string') return value;
  return 'secret' in value ? `secret ${value.secret}` : `${secretMask} (held by the portal)`;
}
