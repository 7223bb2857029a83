// An engine of the test's own for the window: the real contract and its parsing, three hundred integrations, and a log of what is asked.

import type { Transport } from '../../../shared/contract/contract.ts';
import { type HandlersOf, serve } from '../../../shared/contract/serve.ts';
import { contracts, type EngineContracts } from '../../../shared/contracts.ts';
import { type IntegrationRecord, integrationRecordSchema } from '../../../shared/integrations/record.ts';
import { defaultSettings, type Settings } from '../../../shared/settings/settings.ts';
import { tenantSetSchema } from '../../../shared/tenants/tenant-set.ts';

const tenantSet = tenantSetSchema.parse({
  id: 'sandbox',
  name: 'Ridgeline Voice',
  connector: 'sandbox',
  live: false,
  colour: 1,
  dialect: {},
  allowTargets: [],
  counts: { accounts: 30, pbxs: 60, integrations: 300 },
});

export function makeIntegration(number: number): IntegrationRecord {
  return integrationRecordSchema.parse({
    id: `int_${number}`,
    tenantSet: tenantSet.id,
    accountId: `acc_${number % 30}`,
    accountName: number % 2 === 0 ? 'Acme Pty Ltd' : 'Barrow Dental',
    serviceUuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    serviceName: 'gen_acme',
    friendlyName: 'Head Office',
    timeZone: number === 1 ? 'Australia/Brisbane' : 'Australia/Sydney',
    applicationsEnabled: true,
    revision: 1,
    updatedAt: '2026-11-20T01:00:00.000Z',
    hasDraft: false,
    name: `Screen-pop ${number}`,
    type: 'webhook',
    scope: 'service',
    requestUrl: `https://crm.example.com/hook/${number}`,
    method: 'POST',
    format: 'JSON',
    pathArguments: '',
    triggerServiceType: 'myCloudPBX',
    triggerEvent: 'inbound-call-answered',
    enabled: number % 7 !== 0,
    silentMode: false,
    authentication: { type: 'none' },
    headers: [],
    fieldValues: [{ key: 'from', field: 'source-number' }],
  });
}

export interface FakeEngine {
  readonly transport: Transport;
  /** Queries the list was asked, the oldest first. */
  readonly asked: string[];
  /** As another window would. */
  changeSettings(patch: Partial<Settings>): void;
}

type Handlers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** `more` takes the place of the usual answers, call by call. */
export function createFakeEngine(more: Handlers = {}): FakeEngine {
  const rows = Array.from({ length: 300 }, (_, index) => makeIntegration(index + 1));
  const asked: string[] = [];
  let settings = defaultSettings;
  const watchers = new Set<() => void>();
  const changeSettings = (patch: Partial<Settings>) => {
    settings = { ...settings, ...patch };
    for (const tell of watchers) tell();
  };
  const handlers = {
    settings: {
      get: () => ({ settings, problems: [] }),
      update: (patch: Partial<Settings>) => {
        changeSettings(patch);
        return { settings, problems: [] };
      },
      watch: (_input: unknown, emit: (event: unknown) => void) => {
        let seq = 0;
        const tell = () => {
          seq += 1;
          emit({ seq, settings, problems: [] });
        };
        watchers.add(tell);
        tell();
        return () => watchers.delete(tell);
      },
    },
    vault: {
      watch: (_input: unknown, emit: (event: unknown) => void) => {
        emit({ seq: 1, status: { exists: true, unlocked: true, slots: [], keychain: null, problem: null } });
        return () => {};
      },
    },
    tenants: {
      listSets: () => [tenantSet],
      accounts: () => ({ total: 0, nextCursor: null, items: [] }),
    },
    integrations: {
      get: ({ id }: { id: string }) => rows.find((row) => row.id === id) ?? rows[0],
      list: ({ query, limit, cursor }: { query: string; limit: number; cursor?: string }) => {
        asked.push(query);
        const found = rows.filter((row) => isMatch(row, query));
        const from = Number(cursor ?? 0);
        const end = from + limit;
        return {
          total: found.length,
          nextCursor: end < found.length ? String(end) : null,
          items: found.slice(from, end),
        };
      },
    },
  };
  const slices = [...new Set([...Object.keys(handlers), ...Object.keys(more)])];
  const all = slices.map((slice) => [slice, { ...(handlers as Handlers)[slice], ...more[slice] }]);
  const transport = serve(contracts, Object.fromEntries(all) as unknown as HandlersOf<EngineContracts>, {
    onIncident: ({ channel, what, cause }) => `${channel} ${what} ${String(cause)}`,
  });
  return { transport, asked, changeSettings };
}

/** Enough of the language for these tests: words, and whether it is enabled. */
function isMatch(row: IntegrationRecord, query: string): boolean {
  return query
    .split(' ')
    .filter((word) => word !== '')
    .every((word) => {
      if (word === 'enabled:false') return !row.enabled;
      if (word.includes(':')) return false;
      return `${row.name} ${row.accountName}`.toLowerCase().includes(word.toLowerCase().replaceAll('"', ''));
    });
}
