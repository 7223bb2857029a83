import { describe, expect, test } from 'vitest';
import { pageInputSchema } from '../../../shared/contract/page.ts';
import { tenantsContract } from '../../../shared/tenants/contract.ts';
import { codeOf, startTenants } from './start-tenants.ts';

const page = (input: Record<string, unknown> = {}) => pageInputSchema.parse(input);

describe('on a new data folder', () => {
  test('there is a sandbox of 200 accounts, which a restart keeps', async () => {
    const first = startTenants();
    const sets = await first.tenants.handlers.listSets({});
    expect(tenantsContract.listSets.output.parse(sets)).toEqual([
      {
        id: 'sandbox',
        name: 'Sandbox',
        connector: 'sandbox',
        live: false,
        colour: 1,
        dialect: {},
        allowTargets: [],
        counts: { accounts: 200, pbxs: 500, integrations: 2_000 },
      },
    ]);
    const accounts = await first.tenants.handlers.accounts(page());
    await first.close();
    const second = startTenants({ folder: first.folder });
    expect(await second.tenants.handlers.listSets({})).toEqual(sets);
    expect(await second.tenants.handlers.accounts(page())).toEqual(accounts);
    expect([...first.acts, ...second.acts]).toEqual([]);
  });
});

describe('lists', () => {
  test('of accounts and PBXs answer what the contract promises, in order', async () => {
    const { tenants } = startTenants();
    const accounts = tenantsContract.accounts.output.parse(await tenants.handlers.accounts(page()));
    expect(accounts).toMatchObject({ total: 200, items: { length: 100 } });
    const names = accounts.items.map(({ name }) => name.toLowerCase());
    expect(names).toEqual(names.toSorted());
    const pbxs = tenantsContract.pbxs.output.parse(
      await tenants.handlers.pbxs(page({ query: 'account:"Acme Dental"' })),
    );
    expect(pbxs).toMatchObject({ total: 3, nextCursor: null });
    expect(pbxs.items.map(({ serviceName }) => serviceName)).toContain('gen_acme');
  });

  test('understand the query language and every column', async () => {
    const { tenants } = startTenants();
    const total = async (query: string) => (await tenants.handlers.accounts(page({ query }))).total;
    expect(await total('tag:vip')).toBeGreaterThan(0);
    expect(await total('has:problem')).toBeGreaterThan(0);
    expect(await total('apps:off')).toBeGreaterThan(0);
    expect((await total('apps:off')) + (await total('apps:on'))).toBe(200);
    expect(await total('has:draft')).toBe(0);
    for (const sort of ['name', '-pbxs', 'integrations', '-updated']) {
      expect((await tenants.handlers.accounts(page({ sort, limit: 5 }))).items).toHaveLength(5);
    }
    for (const sort of ['account', '-name', 'service', 'apps', '-integrations', 'updated']) {
      expect((await tenants.handlers.pbxs(page({ sort, limit: 5 }))).items).toHaveLength(5);
    }
    const [most] = (await tenants.handlers.accounts(page({ sort: '-integrations', limit: 1 }))).items;
    const { items } = await tenants.handlers.accounts(page({ limit: 500 }));
    expect(most?.integrationCount).toBe(Math.max(...items.map(({ integrationCount }) => integrationCount)));
  });

  test('refuse what they do not understand', async () => {
    const { accounts, pbxs } = startTenants().tenants.handlers;
    expect(await codeOf(() => accounts(page({ query: 'colour:red' })))).toBe('QUERY_INVALID');
    expect(await codeOf(() => pbxs(page({ query: '(' })))).toBe('QUERY_INVALID');
    expect(await codeOf(() => accounts(page({ sort: 'service' })))).toBe('SORT_UNKNOWN');
    expect(await codeOf(() => accounts(page({ cursor: 'x' })))).toBe('CURSOR_INVALID');
    expect(await codeOf(() => accounts(page({ tenantSet: 'production' })))).toBe('TENANT_SET_UNKNOWN');
    const { nextCursor } = await accounts(page({ limit: 3 }));
    expect(await codeOf(() => pbxs(page({ cursor: nextCursor })))).toBe('CURSOR_INVALID');
    expect(await codeOf(() => accounts(page({ cursor: nextCursor, query: 'a' })))).toBe('CURSOR_INVALID');
  });

  test('take a tenant set by id or name, ignoring case', async () => {
    const { tenants } = startTenants();
    for (const name of ['sandbox', 'SANDBOX', 'Sandbox', undefined]) {
      expect(tenants.findSet(name)).toMatchObject({ id: 'sandbox', connector: 'sandbox' });
    }
    expect(await codeOf(() => tenants.findSet(''))).toBe('TENANT_SET_UNKNOWN');
  });
});

describe('one account and one PBX', () => {
  test('are read with all that hangs on them', async () => {
    const { account, accounts, pbx } = startTenants().tenants.handlers;
    const [acme] = (await accounts(page({ query: '"Acme Dental"' }))).items;
    const whole = tenantsContract.account.output.parse(await account({ accountId: acme?.accountId ?? '' }));
    expect(whole).toMatchObject({ name: 'Acme Dental', pbxCount: 3, pbxs: { length: 3 } });
    const headOffice = whole.pbxs[0];
    const read = tenantsContract.pbx.output.parse(await pbx({ serviceUuid: headOffice?.serviceUuid ?? '' }));
    expect(read).toMatchObject({ ...headOffice, friendlyName: 'Head Office' });
    expect(read.extensions.length).toBeGreaterThan(1);
    expect(read.ivrs.length).toBeGreaterThan(0);
  });

  test('that do not exist are named in the failure', async () => {
    const { handlers, findPlace } = startTenants().tenants;
    expect(await codeOf(() => handlers.account({ accountId: "acc_' OR 1" }))).toBe('ACCOUNT_UNKNOWN');
    expect(await codeOf(() => handlers.pbx({ serviceUuid: '%' }))).toBe('PBX_UNKNOWN');
    expect(await codeOf(() => handlers.setApplications({ serviceUuid: '', enabled: true }))).toBe('PBX_UNKNOWN');
    expect(await codeOf(() => findPlace({ accountId: 'acc_0' }))).toBe('ACCOUNT_UNKNOWN');
  });
});

describe('Applications', () => {
  test('are switched once, told once, and found by the next query', async () => {
    const { tenants, integrations, acts, clock } = startTenants();
    const { handlers } = tenants;
    const { items } = await handlers.pbxs(page({ query: 'account:"Acme Dental" pbx:"Head Office"' }));
    const serviceUuid = items[0]?.serviceUuid ?? '';
    const query = `pbx:${serviceUuid} apps:off`;
    expect((await integrations.handlers.list(page({ query: 'account:"Acme Dental" apps:off' }))).total).toBe(0);
    clock.nowMs += 1_000;
    const off = await handlers.setApplications({ serviceUuid, enabled: false });
    expect(off).toMatchObject({ applicationsEnabled: false, revision: (items[0]?.revision ?? 0) + 1 });
    expect(off.updatedAt).toBe('2026-11-23T00:00:01.000Z');
    expect((await handlers.pbxs(page({ query }))).total).toBe(1);
    expect((await handlers.accounts(page({ query: '"Acme Dental" apps:off' }))).total).toBe(1);
    const hidden = await integrations.handlers.list(page({ query: 'account:"Acme Dental" apps:off' }));
    expect(hidden.total).toBe(items[0]?.integrationCount);
    expect(await handlers.setApplications({ serviceUuid, enabled: false })).toEqual(off);
    await handlers.setApplications({ serviceUuid, enabled: true });
    expect((await handlers.pbxs(page({ query }))).total).toBe(0);
    expect(acts.map(({ act, subject }) => [act, subject])).toEqual([
      ['applications-off', serviceUuid],
      ['applications-on', serviceUuid],
    ]);
  });
});

describe('a tenant set', () => {
  test('keeps what is decided for it over a restart, and leaves out what was not said', async () => {
    const first = startTenants();
    const { updateSet } = first.tenants.handlers;
    await updateSet({ tenantSet: 'SANDBOX', dialect: { boolean: 'json', confirmed: ['boolean'] } });
    const updated = await updateSet({ tenantSet: 'sandbox', live: true, allowTargets: ['loopback'] });
    expect(tenantsContract.updateSet.output.parse(updated)).toMatchObject({
      live: true,
      allowTargets: ['loopback'],
      dialect: { boolean: 'json', confirmed: ['boolean'] },
    });
    expect(first.acts.map(({ act }) => act)).toEqual(['tenant-set-updated', 'tenant-set-updated']);
    await first.close();
    const second = startTenants({ folder: first.folder });
    expect(await second.tenants.handlers.listSets({})).toEqual([updated]);
    expect(await second.tenants.handlers.updateSet({ tenantSet: 'sandbox', dialect: {} })).toMatchObject({
      dialect: {},
    });
  });

  test('is not changed by half of what was asked', async () => {
    const { tenants, acts } = startTenants();
    const { updateSet, listSets } = tenants.handlers;
    const before = await listSets({});
    const bad = [
      { live: true, allowTargets: ['loopback', 'everything'] },
      { live: true, dialect: { tokenHeader: 'Content-Type' } },
      { live: true, dialect: { profile: 'nobody' } },
    ];
    for (const change of bad) {
      expect(await codeOf(() => updateSet({ tenantSet: 'sandbox', ...change }))).toBe('TENANT_SET_INVALID');
    }
    expect(await codeOf(() => updateSet({ tenantSet: 'other', live: true }))).toBe('TENANT_SET_UNKNOWN');
    expect(await listSets({})).toEqual(before);
    expect(acts).toEqual([]);
  });

  test('is unchanged when its line cannot be written to the journal', async () => {
    const failing = () => {
      throw new Error('the journal cannot be written');
    };
    const { tenants } = startTenants({ onAct: failing });
    const before = await tenants.handlers.listSets({});
    expect(() => tenants.handlers.updateSet({ tenantSet: 'sandbox', live: true })).toThrow('journal');
    await expect(tenants.handlers.resetSandbox({ accounts: 1, seed: 5 })).rejects.toThrow('journal');
    expect(await tenants.handlers.listSets({})).toEqual(before);
  });
});
