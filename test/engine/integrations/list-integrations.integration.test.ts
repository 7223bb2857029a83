import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageInputSchema } from '../../../shared/contract/page.ts';
import { integrationsContract } from '../../../shared/integrations/contract.ts';
import { codeOf, fileOf, type Listed, startTenants } from '../tenants/start-tenants.ts';

const page = (input: Record<string, unknown> = {}) => pageInputSchema.parse(input);
const screenPop = 'account:"Acme Dental" pbx:"Head Office" name:"CRM screen-pop"';

describe('the list of integrations', () => {
  test('answers what the contract promises, in order of account, PBX and name', async () => {
    const { list } = startTenants().integrations.handlers;
    const answer = integrationsContract.list.output.parse(await list(page()));
    expect(answer).toMatchObject({ total: 2_000, items: { length: 100 } });
    const places = answer.items.map(({ accountName, friendlyName, name }) =>
      [accountName, friendlyName ?? '', name].join('\u0000').toLowerCase(),
    );
    expect(places).toEqual(places.toSorted());
    expect(answer.items[0]).toMatchObject({ accountName: 'Acme Dental', serviceUuid: null, applicationsEnabled: null });
  });

  test('finds the one that every example speaks of', async () => {
    const { list } = startTenants().integrations.handlers;
    const { total, items } = await list(page({ query: screenPop }));
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      id: 'int_10003',
      tenantSet: 'sandbox',
      serviceName: 'gen_acme',
      triggerEvent: 'inbound-call-answered',
      enabled: true,
      applicationsEnabled: true,
      hasDraft: false,
    });
  });

  test('is asked for by anything an integration has', async () => {
    const { list } = startTenants().integrations.handlers;
    const { items } = await list(page({ limit: 500, query: 'host:crm.deskline.example.net' }));
    expect(items.length).toBeGreaterThan(0);
    const agree: [string, (record: Listed) => boolean][] = [
      ['enabled:false', ({ enabled }) => !enabled],
      ['auth:basic', ({ authentication }) => authentication.type === 'basic'],
      ['method:GET format:JSON', ({ method, format }) => method === 'GET' && format === 'JSON'],
      ['scope:account', ({ serviceUuid }) => serviceUuid === null],
      ['field:ivr-name', ({ fieldValues }) => fieldValues.some(({ field }) => field === 'ivr-name')],
      ['key:agent', ({ fieldValues }) => fieldValues.some(({ key }) => key === 'agent')],
      ['header:x-tenant', ({ headers }) => headers.some(({ name }) => name === 'X-Tenant')],
      ['apps:off', ({ applicationsEnabled }) => applicationsEnabled === false],
      ['event:create-user', ({ triggerEvent }) => triggerEvent === 'create-user'],
      ['updated:<2025-10-01', ({ updatedAt }) => updatedAt < '2025-09-30T14:00:00.000Z'],
    ];
    for (const [query, isMeant] of agree) {
      const found = await list(page({ query, limit: 500 }));
      const others = await list(page({ query: `-(${query})`, limit: 500 }));
      expect(found.items.every(isMeant), query).toBe(true);
      expect(others.items.some(isMeant), query).toBe(false);
      expect(found.total, query).toBeGreaterThan(0);
      expect(found.total + others.total, query).toBe(2_000);
    }
  });

  test('is sorted by every column, either way', async () => {
    const { list } = startTenants().integrations.handlers;
    for (const sort of ['name', 'account', 'pbx', 'event', 'method', 'format', 'url', 'auth', 'enabled', 'updated']) {
      const [first] = (await list(page({ sort, limit: 1 }))).items;
      const [last] = (await list(page({ sort: `-${sort}`, limit: 1 }))).items;
      expect(first?.id, sort).not.toBe(last?.id);
    }
    const { items } = await list(page({ sort: '-updated', limit: 50 }));
    const times = items.map(({ updatedAt }) => updatedAt);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(await codeOf(() => list(page({ sort: 'colour' })))).toBe('SORT_UNKNOWN');
    expect(await codeOf(() => list(page({ query: 'nonsense:1' })))).toBe('QUERY_INVALID');
    expect(await codeOf(() => list(page({ tenantSet: 'other' })))).toBe('TENANT_SET_UNKNOWN');
  });

  test('shows a change at once, in every order it was read in', async () => {
    const { list, save, setEnabled, duplicate, delete: remove } = startTenants().integrations.handlers;
    const total = async (query: string, sort?: string) =>
      (await list(page(sort === undefined ? { query } : { query, sort }))).total;
    const before = await list(page({ query: screenPop }));
    const record = before.items[0] as Listed;
    expect(await total('name:Renamed', 'name')).toBe(0);
    await save({ id: record.id, integration: { ...fileOf(record), name: 'Renamed' } });
    expect(await total('name:Renamed', 'name')).toBe(1);
    expect(await total(screenPop)).toBe(0);
    const copy = await duplicate({ id: record.id });
    expect(await total('"Copy of Renamed" enabled:false')).toBe(1);
    await setEnabled({ id: copy.record.id, enabled: true });
    expect(await total('"Copy of Renamed" enabled:true', 'name')).toBe(1);
    await setEnabled({ id: copy.record.id, enabled: false });
    await remove({ id: copy.record.id });
    expect(await total('"Copy of Renamed"', 'name')).toBe(0);
    expect(await total('')).toBe(2_000);
  });

  test('that is asked for while it is being read holds the changes made meanwhile', async () => {
    const { integrations } = startTenants();
    const { list, setEnabled, delete: remove } = integrations.handlers;
    const reading = list(page({ query: 'id:int_10003 enabled:true' }));
    await setEnabled({ id: 'int_10003', enabled: false });
    const last = `int_1${(1_999).toString(36).padStart(4, '0')}`;
    await setEnabled({ id: last, enabled: false });
    await remove({ id: last });
    expect((await reading).total).toBe(0);
    expect((await list(page())).total).toBe(1_999);
  });
});

test('pages of any size over 10,000 integrations answer each exactly once', async () => {
  const { tenants, integrations, database } = startTenants();
  await tenants.handlers.resetSandbox({ accounts: 1_000, seed: 12 });
  const ids = database.all<{ id: string }>('SELECT id FROM integration ORDER BY id').map(({ id }) => id);
  expect(ids).toHaveLength(10_000);
  const wish = fc.record({
    limit: fc.integer({ min: 90, max: 500 }),
    sort: fc.constantFrom(undefined, 'name', '-updated', 'enabled', '-url'),
  });
  await fc.assert(
    fc.asyncProperty(wish, async ({ limit, sort }) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const answer = await integrations.handlers.list(page({ limit, sort, cursor }));
        seen.push(...answer.items.map(({ id }) => id));
        cursor = answer.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen.toSorted()).toEqual(ids);
    }),
    { numRuns: 6 },
  );
});
