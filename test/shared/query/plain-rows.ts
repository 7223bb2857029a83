// Rows as people think of them, in plain text, and how they become the folded rows that the language reads.
import { foldText } from '../../../shared/query/fold.ts';
import {
  type AccountRow,
  type DeliveryRow,
  type IntegrationRow,
  type PbxRow,
  searchTextOf,
} from '../../../shared/query/rows.ts';

export const integration = {
  id: 'int_1',
  name: 'CRM screen-pop',
  accountId: 'acc_1',
  accountName: 'Acme Pty Ltd',
  serviceUuid: '6f1a' as string | null,
  pbxName: 'Head Office' as string | null,
  scope: 'service',
  event: 'inbound-call-answered',
  method: 'POST',
  format: 'JSON',
  url: 'https://crm.example.com/v1/answered',
  host: 'crm.example.com',
  enabled: true,
  auth: 'basic',
  keys: ['from', 'To'] as string[],
  fields: ['source-number', 'destination-number'] as string[],
  headers: ['X-Tenant'] as string[],
  tags: ['vip'] as string[],
  hasProblem: false,
  hasDraft: false,
  appsOff: false,
  updatedAtMs: Date.UTC(2026, 10, 20),
};
export type PlainIntegration = typeof integration;

export function toIntegrationRow(plain: PlainIntegration): IntegrationRow {
  return {
    ...plain,
    searchText: searchTextOf([plain.name, plain.accountName, plain.pbxName, plain.url]),
    id: foldText(plain.id),
    name: foldText(plain.name),
    accountId: foldText(plain.accountId),
    accountName: foldText(plain.accountName),
    serviceUuid: plain.serviceUuid === null ? null : foldText(plain.serviceUuid),
    pbxName: plain.pbxName === null ? null : foldText(plain.pbxName),
    url: foldText(plain.url),
    host: foldText(plain.host),
    keys: plain.keys.map(foldText),
    headers: plain.headers.map(foldText),
    tags: plain.tags.map(foldText),
  };
}

export const delivery = {
  id: 'dlv_1',
  name: 'CRM screen-pop',
  integrationId: 'int_1' as string | null,
  accountId: 'acc_1' as string | null,
  accountName: 'Acme Pty Ltd' as string | null,
  serviceUuid: '6f1a' as string | null,
  pbxName: 'Head Office' as string | null,
  scope: 'service',
  event: 'inbound-call-answered',
  method: 'POST',
  format: 'JSON',
  url: 'https://crm.example.com/v1/answered',
  host: 'crm.example.com',
  tags: ['vip'] as string[],
  outcome: 'delivered',
  result: 'delivered' as string | null,
  status: 200 as number | null,
  code: null as string | null,
  attemptCount: 1,
  replays: [] as string[],
  atMs: Date.UTC(2026, 10, 23, 1, 30),
};
export type PlainDelivery = typeof delivery;

export function toDeliveryRow(plain: PlainDelivery): DeliveryRow {
  const foldOrNull = (text: string | null) => (text === null ? null : foldText(text));
  return {
    ...plain,
    searchText: searchTextOf([plain.name, plain.accountName, plain.pbxName, plain.url]),
    id: foldText(plain.id),
    name: foldText(plain.name),
    integrationId: foldOrNull(plain.integrationId),
    accountId: foldOrNull(plain.accountId),
    accountName: foldOrNull(plain.accountName),
    serviceUuid: foldOrNull(plain.serviceUuid),
    pbxName: foldOrNull(plain.pbxName),
    url: foldText(plain.url),
    host: foldText(plain.host),
    tags: plain.tags.map(foldText),
    code: foldOrNull(plain.code),
    replays: plain.replays.map(foldText),
  };
}

export const account: AccountRow = {
  searchText: searchTextOf(['Barrow Dental', 'Main', 'Annexe']),
  id: foldText('acc_2'),
  name: foldText('Barrow Dental'),
  pbxNames: [foldText('Main'), foldText('Annexe')],
  tags: [foldText('Health')],
  hasIntegration: true,
  hasProblem: false,
  hasDraft: true,
  appsOff: true,
  updatedAtMs: Date.UTC(2026, 10, 20),
};

export const pbx: PbxRow = {
  searchText: searchTextOf(['Warehouse', 'gen_acme2', 'Acme Pty Ltd']),
  id: foldText('7b2c'),
  name: foldText('Warehouse'),
  serviceName: foldText('gen_acme2'),
  accountId: foldText('acc_1'),
  accountName: foldText('Acme Pty Ltd'),
  tags: [],
  hasIntegration: false,
  hasProblem: false,
  hasDraft: false,
  appsOff: true,
  updatedAtMs: Date.UTC(2026, 10, 20),
};
