import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageInputSchema } from '../../../shared/contract/page.ts';
import { integrationsContract } from '../../../shared/integrations/contract.ts';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import { codeOf, failureOf, fileOf, type Started, startTenants } from '../tenants/start-tenants.ts';

const page = (input: Record<string, unknown> = {}) => pageInputSchema.parse(input);

/** The screen-pop of Acme Dental's head office. */
const popId = 'int_10003';

const example: Integration = {
  name: 'New hook',
  type: 'webhook',
  scope: 'service',
  requestUrl: 'https://crm.example.com/hook',
  method: 'POST',
  format: 'JSON',
  pathArguments: '',
  triggerServiceType: 'myCloudPBX',
  triggerEvent: 'inbound-call-answered',
  enabled: true,
  silentMode: false,
  authentication: { type: 'none' },
  headers: [],
  fieldValues: [{ key: 'from', field: 'source-number' }],
};
const ofAccount: Integration = { ...example, scope: 'account', triggerEvent: 'create-user', fieldValues: [] };

function readPop({ integrations }: Started): IntegrationRecord {
  return integrations.getIntegrationForSend(popId).record;
}

/** Acme Dental and its head office; and another account's PBX. */
async function findPlaces({ tenants }: Started) {
  const { items } = await tenants.handlers.pbxs(page({ query: 'pbx:"Head Office"', limit: 500 }));
  const own = items.find(({ accountName }) => accountName === 'Acme Dental');
  const other = items.find((pbx) => pbx.accountId !== own?.accountId && pbx.applicationsEnabled);
  if (own === undefined || other === undefined) throw new Error('the sandbox lacks its places');
  return { own: { accountId: own.accountId, serviceUuid: own.serviceUuid }, other };
}

function countIntegrations({ database }: Started) {
  return database.get<{ n: number }>('SELECT count(*) AS n FROM integration')?.n;
}

describe('creating', () => {
  test('answers the record, its warnings, and one line for the journal', async () => {
    const started = startTenants();
    const { own } = await findPlaces(started);
    const unlikely = {
      ...example,
      triggerEvent: 'inbound-call-received',
      fieldValues: [{ key: 'who', field: 'extension-number' }],
    };
    const saved = await started.integrations.handlers.create({ ...own, integration: unlikely });
    expect(integrationsContract.create.output.parse(saved)).toEqual(saved);
    expect(saved.record).toMatchObject({
      ...unlikely,
      ...own,
      revision: 1,
      accountName: 'Acme Dental',
      hasDraft: false,
    });
    expect(saved.record.id).toMatch(/^int_[0-9a-z]{12}$/);
    expect(saved.problems.map(({ code }) => code)).toEqual(['FIELD_UNLIKELY']);
    expect(started.acts).toEqual([
      {
        act: 'integration-created',
        subject: saved.record.id,
        detail: { name: 'New hook', place: 'Acme Dental / Head Office', revision: 1 },
      },
    ]);
    expect(await started.integrations.handlers.get({ id: saved.record.id })).toEqual(saved.record);
    const { items } = await started.integrations.handlers.list(page({ query: '"New hook" has:problem' }));
    expect(items).toEqual([saved.record]);
  });

  test('is refused where it does not belong, and writes nothing', async () => {
    const started = startTenants();
    const { own, other } = await findPlaces(started);
    const { create } = started.integrations.handlers;
    const before = countIntegrations(started);
    const at = (accountId: string, serviceUuid?: string, integration: Integration = example) =>
      codeOf(() => create({ accountId, integration, ...(serviceUuid !== undefined && { serviceUuid }) }));
    expect(await at(own.accountId)).toBe('SCOPE_PLACE');
    expect(await at(own.accountId, own.serviceUuid, ofAccount)).toBe('SCOPE_PLACE');
    expect(await at(own.accountId, other.serviceUuid)).toBe('PLACE_MISMATCH');
    expect(await at('acc_0', own.serviceUuid)).toBe('ACCOUNT_UNKNOWN');
    expect(await at(own.accountId, 'no-such-pbx')).toBe('PBX_UNKNOWN');
    expect(await codeOf(() => create({ ...own, tenantSet: 'other', integration: example }))).toBe('TENANT_SET_UNKNOWN');
    await started.tenants.handlers.setApplications({ serviceUuid: own.serviceUuid, enabled: false });
    expect(await at(own.accountId, own.serviceUuid)).toBe('APPLICATIONS_OFF');
    expect(countIntegrations(started)).toBe(before);
  });

  test('is refused with all problems when one is an error', async () => {
    const started = startTenants();
    const { own } = await findPlaces(started);
    const before = countIntegrations(started);
    const integration = {
      ...example,
      requestUrl: 'crm.example.com',
      fieldValues: [
        { key: 'a', field: 'option-selected' },
        { key: 'a', field: 'name' },
      ],
    };
    const failure = await failureOf(() => started.integrations.handlers.create({ ...own, integration }));
    expect(failure.code).toBe('INTEGRATION_INVALID');
    expect(failure.problems?.map(({ code }) => code)).toEqual(['URL_INVALID', 'FIELD_NEVER', 'KEY_DUPLICATE']);
    expect(countIntegrations(started)).toBe(before);
    expect(started.acts).toEqual([]);
  });

  test('leaves nothing when its line cannot be written to the journal', async () => {
    const started = startTenants({
      onAct: () => {
        throw new Error('the journal cannot be written');
      },
    });
    const { own } = await findPlaces(started);
    const before = countIntegrations(started);
    await expect(started.integrations.handlers.create({ ...own, integration: example })).rejects.toThrow('journal');
    expect(countIntegrations(started)).toBe(before);
    expect((await started.integrations.handlers.list(page({ query: '"New hook"' }))).total).toBe(0);
  });

  test('keeps any text as it is, and a query finds it', async () => {
    const started = startTenants();
    const { own } = await findPlaces(started);
    const { create, list, delete: remove } = started.integrations.handlers;
    const hostile = fc.oneof(
      fc.constantFrom(`'; DROP TABLE integration; --`, '%', '_', '100%_"x"', 'a\u0000b', '📞☎️', '\ud800', '__proto__'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
      fc.constant('n'.repeat(10_240)),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (name) => {
        const integration = { ...example, name: `<${name}>`, enabled: false };
        const { record } = await create({ ...own, integration });
        expect(fileOf(record)).toEqual(integration);
        const { items } = await list(page({ query: `id:${record.id} name~"<"` }));
        expect(items).toEqual([record]);
        await remove({ id: record.id });
      }),
      { numRuns: 40 },
    );
    expect(countIntegrations(started)).toBe(2_000);
  });
});

describe('saving', () => {
  test('replaces the whole integration, counts the revision up and keeps its place', async () => {
    const started = startTenants();
    const before = readPop(started);
    started.clock.nowMs += 5_000;
    const integration: Integration = { ...example, name: 'Replaced', method: 'GET', format: 'QUERY' };
    const saved = await started.integrations.handlers.save({ id: popId, integration });
    expect(integrationsContract.save.output.parse(saved)).toEqual(saved);
    expect(saved.record).toEqual({
      ...before,
      ...integration,
      revision: before.revision + 1,
      updatedAt: '2026-11-23T00:00:05.000Z',
    });
    expect(started.acts.map(({ act, subject }) => [act, subject])).toEqual([['integration-saved', popId]]);
  });

  test('a revision that somebody else has changed is a conflict, and overwrites nothing', async () => {
    const started = startTenants();
    const { save, get } = started.integrations.handlers;
    const { revision, ...record } = readPop(started);
    const mine = { ...fileOf({ ...record, revision }), name: 'Mine' };
    await save({ id: popId, integration: { ...mine, name: 'Theirs' }, ifRevision: revision });
    const failure = codeOf(() => save({ id: popId, integration: mine, ifRevision: revision }));
    expect(await failure).toBe('INTEGRATION_CONFLICT');
    expect(await get({ id: popId })).toMatchObject({ name: 'Theirs', revision: revision + 1 });
    await save({ id: popId, integration: mine, ifRevision: revision + 1 });
    expect(await get({ id: popId })).toMatchObject({ name: 'Mine', revision: revision + 2 });
  });

  test('is refused when the trigger no longer fits the place, or there is an error', async () => {
    const started = startTenants();
    const before = readPop(started);
    const { save } = started.integrations.handlers;
    expect(await codeOf(() => save({ id: popId, integration: ofAccount }))).toBe('SCOPE_PLACE');
    const broken = { ...example, requestUrl: '' };
    expect(await codeOf(() => save({ id: popId, integration: broken }))).toBe('INTEGRATION_INVALID');
    expect(await codeOf(() => save({ id: 'int_1000', integration: example }))).toBe('INTEGRATION_UNKNOWN');
    expect(readPop(started)).toEqual(before);
  });

  test('judges by the dialect of the tenant set', async () => {
    const started = startTenants();
    const integration: Integration = {
      ...example,
      authentication: { type: 'token', token: { secret: 'crm' } },
      headers: [{ name: 'X-Token', value: 'v' }],
    };
    const { save } = started.integrations.handlers;
    await save({ id: popId, integration });
    await started.tenants.handlers.updateSet({ tenantSet: 'sandbox', dialect: { tokenHeader: 'X-Token' } });
    expect(await codeOf(() => save({ id: popId, integration }))).toBe('INTEGRATION_INVALID');
  });
});

describe('duplicating', () => {
  test('makes a disabled copy beside the original', async () => {
    const started = startTenants();
    const original = readPop(started);
    const { record } = await started.integrations.handlers.duplicate({ id: popId });
    const { id, revision, updatedAt, ...rest } = record;
    expect(rest).toEqual({ ...rest, ...fileOf(original), name: 'Copy of CRM screen-pop', enabled: false });
    expect([id === popId, revision, record.serviceUuid]).toEqual([false, 1, original.serviceUuid]);
    expect(updatedAt).toBe('2026-11-23T00:00:00.000Z');
    expect(readPop(started)).toEqual(original);
  });

  test('goes to another PBX, which brings its account, or to another account', async () => {
    const started = startTenants();
    const { other } = await findPlaces(started);
    const { duplicate } = started.integrations.handlers;
    const copy = await duplicate({ id: popId, name: 'Same there', serviceUuid: other.serviceUuid });
    expect(copy.record).toMatchObject({ name: 'Same there', accountId: other.accountId, friendlyName: 'Head Office' });
    const provision = await duplicate({ id: 'int_10000', accountId: other.accountId });
    expect(provision.record).toMatchObject({ accountId: other.accountId, serviceUuid: null, scope: 'account' });
    const beside = await duplicate({ id: 'int_10000' });
    expect(beside.record).toMatchObject({ accountName: 'Acme Dental', serviceUuid: null });
    expect(await codeOf(() => duplicate({ id: popId, accountId: other.accountId }))).toBe('SCOPE_PLACE');
    expect(await codeOf(() => duplicate({ id: 'int_10000', serviceUuid: other.serviceUuid }))).toBe('SCOPE_PLACE');
    expect(await codeOf(() => duplicate({ id: 'int_1' }))).toBe('INTEGRATION_UNKNOWN');
  });
});

describe('switching and deleting', () => {
  test('happens once, with one line each', async () => {
    const started = startTenants();
    const { setEnabled, delete: remove, get } = started.integrations.handlers;
    const { revision } = readPop(started);
    const off = await setEnabled({ id: popId, enabled: false });
    expect(off).toMatchObject({ enabled: false, revision: revision + 1 });
    expect(await setEnabled({ id: popId, enabled: false })).toEqual(off);
    await setEnabled({ id: popId, enabled: true });
    expect(await codeOf(() => remove({ id: popId }))).toBe('INTEGRATION_ENABLED');
    await setEnabled({ id: popId, enabled: false });
    expect(await remove({ id: popId })).toEqual({ id: popId });
    expect(await codeOf(() => remove({ id: popId }))).toBe('INTEGRATION_UNKNOWN');
    expect(await codeOf(() => get({ id: popId }))).toBe('INTEGRATION_UNKNOWN');
    expect(started.acts.map(({ act }) => act)).toEqual([
      'integration-disabled',
      'integration-enabled',
      'integration-disabled',
      'integration-deleted',
    ]);
  });

  test('moves the numbers of the account and the PBX', async () => {
    const started = startTenants();
    const { own } = await findPlaces(started);
    const counts = async () => {
      const account = await started.tenants.handlers.account({ accountId: own.accountId });
      return [account.integrationCount, account.pbxs[0]?.integrationCount];
    };
    const [onAccount = 0, onPbx = 0] = await counts();
    const { record } = await started.integrations.handlers.duplicate({ id: popId });
    expect(await counts()).toEqual([onAccount + 1, onPbx + 1]);
    const [most] = (await started.tenants.handlers.accounts(page({ query: `id:${own.accountId}` }))).items;
    expect(most?.integrationCount).toBe(onAccount + 1);
    await started.integrations.handlers.delete({ id: record.id });
    expect(await counts()).toEqual([onAccount, onPbx]);
  });
});

test('a sender is told all it must know of an integration', async () => {
  const started = startTenants();
  const { own } = await findPlaces(started);
  await started.tenants.handlers.updateSet({ tenantSet: 'sandbox', allowTargets: ['loopback'] });
  await started.tenants.handlers.setApplications({ serviceUuid: own.serviceUuid, enabled: false });
  expect(started.integrations.getIntegrationForSend(popId)).toMatchObject({
    record: { id: popId, accountName: 'Acme Dental', friendlyName: 'Head Office', applicationsEnabled: false },
    tenantSet: { id: 'sandbox', connector: 'sandbox', live: false, dialect: {}, allowTargets: ['loopback'] },
  });
  expect(started.integrations.findTrigger(popId)).toBe('inbound-call-answered');
  expect(started.integrations.findTrigger('int_0')).toBeNull();
});
