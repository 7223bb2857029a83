import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SecretStore } from '../../../electron/engine/integrations/integrations.ts';
import { pageInputSchema } from '../../../shared/contract/page.ts';
import { integrationsContract } from '../../../shared/integrations/contract.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import { vaultErrors } from '../../../shared/vault/errors.ts';
import { codeOf, fileOf, type Started, startTenants } from '../tenants/start-tenants.ts';

const page = (input: Record<string, unknown> = {}) => pageInputSchema.parse(input);
const popId = 'int_10003';
const planted = 'planted-secret-4711';

function popOf({ integrations }: Started): Integration {
  return fileOf(integrations.getIntegrationForSend(popId).record);
}

function keepingVault(): SecretStore & { values: Map<string, string> } {
  const values = new Map<string, string>();
  const moveIn: SecretStore['moveIn'] = async ({ nameBase, value }) => {
    const name = `${nameBase.toLowerCase().replaceAll(' ', '-')}-${values.size + 1}`;
    values.set(name, value);
    return name;
  };
  return { values, moveIn };
}

const lockedVault: SecretStore = { moveIn: () => Promise.reject(vaultErrors.fail('VAULT_LOCKED')) };

function holdsPlanted({ folder }: Started): boolean {
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(planted));
}

describe('a draft', () => {
  test('may be broken, survives a restart, and is found by query', async () => {
    const first = startTenants();
    const before = popOf(first);
    const integration = { ...before, name: '', requestUrl: 'crm.', fieldValues: [{ key: '', field: 'shoe-size' }] };
    first.clock.nowMs += 1_500;
    const saved = await first.integrations.handlers.saveDraft({ id: popId, integration });
    expect(integrationsContract.saveDraft.output.parse(saved)).toEqual(saved);
    expect(saved).toMatchObject({ integrationId: popId, integration, savedAt: '2026-11-23T00:00:01.500Z' });
    expect(saved.problems.map(({ code }) => code)).toEqual(['URL_INVALID', 'KEY_EMPTY', 'FIELD_UNKNOWN']);
    await first.close();

    const second = startTenants({ folder: first.folder });
    const { draft, get, list } = second.integrations.handlers;
    expect(await draft({ id: popId })).toEqual(saved);
    expect(await get({ id: popId })).toMatchObject({ ...before, hasDraft: true });
    expect((await list(page({ query: 'has:draft' }))).items.map(({ id }) => id)).toEqual([popId]);
    expect((await second.tenants.handlers.accounts(page({ query: 'has:draft' }))).total).toBe(1);
    expect((await second.tenants.handlers.pbxs(page({ query: 'has:draft' }))).total).toBe(1);
    expect([...first.acts, ...second.acts]).toEqual([]);
  });

  test('remembers the revision it was begun from, whatever is saved meanwhile', async () => {
    const started = startTenants();
    const { saveDraft, setEnabled } = started.integrations.handlers;
    const integration = popOf(started);
    const { baseRevision } = await saveDraft({ id: popId, integration });
    await setEnabled({ id: popId, enabled: false });
    const later = await saveDraft({ id: popId, integration: { ...integration, name: 'Later' } });
    expect(later).toMatchObject({ baseRevision, integration: { name: 'Later' } });
  });

  test('ends when the integration is saved, deleted, or the draft is discarded', async () => {
    const started = startTenants();
    const { save, saveDraft, draft, discardDraft, list, setEnabled } = started.integrations.handlers;
    const integration = popOf(started);
    const drafts = async () => (await list(page({ query: 'has:draft' }))).total;
    await saveDraft({ id: popId, integration });
    expect(await drafts()).toBe(1);
    expect((await save({ id: popId, integration })).record.hasDraft).toBe(false);
    expect(await draft({ id: popId })).toBeNull();
    expect(await codeOf(() => discardDraft({ id: popId }))).toBe('DRAFT_NONE');
    await saveDraft({ id: popId, integration });
    expect(await discardDraft({ id: popId })).toEqual({ id: popId });
    await saveDraft({ id: popId, integration });
    await setEnabled({ id: popId, enabled: false });
    await started.integrations.handlers.delete({ id: popId });
    expect(await drafts()).toBe(0);
    expect(started.database.get('SELECT count(*) AS n FROM draft')).toEqual({ n: 0 });
    for (const act of [() => draft({ id: popId }), () => discardDraft({ id: popId })]) {
      expect(await codeOf(act)).toBe('INTEGRATION_UNKNOWN');
    }
  });

  test('stays when a save is refused', async () => {
    const started = startTenants();
    const { save, saveDraft, draft } = started.integrations.handlers;
    const broken = { ...popOf(started), requestUrl: 'nowhere' };
    const saved = await saveDraft({ id: popId, integration: broken });
    expect(await codeOf(() => save({ id: popId, integration: broken }))).toBe('INTEGRATION_INVALID');
    expect(await draft({ id: popId })).toEqual(saved);
  });
});

describe('a plain secret', () => {
  const withToken = (integration: Integration): Integration => ({
    ...integration,
    authentication: { type: 'token', token: planted },
  });

  test('that is created, saved or drafted is in no file of the data folder and in no answer', async () => {
    const vault = keepingVault();
    const started = startTenants({ vault });
    const { saveDraft, save, create, get } = started.integrations.handlers;
    const integration = withToken(popOf(started));
    const draft = await saveDraft({ id: popId, integration });
    expect(draft.integration.authentication).toEqual({ type: 'token', token: { secret: 'crm-screen-pop-1' } });
    const saved = await save({ id: popId, integration });
    const { accountId, serviceUuid } = await get({ id: popId });
    const created = await create({ accountId, serviceUuid: serviceUuid ?? '', integration });
    expect(JSON.stringify([draft, saved, created, started.acts])).not.toContain(planted);
    expect([...vault.values.values()]).toEqual([planted, planted, planted]);
    expect(holdsPlanted(started)).toBe(false);
  });

  test('is refused as the vault refuses it, and nothing is written', async () => {
    const started = startTenants({ vault: lockedVault });
    const { saveDraft, save, create, draft, get } = started.integrations.handlers;
    const before = await get({ id: popId });
    const integration = withToken(popOf(started));
    const { accountId, serviceUuid } = before;
    for (const act of [
      () => saveDraft({ id: popId, integration }),
      () => save({ id: popId, integration }),
      () => create({ accountId, serviceUuid: serviceUuid ?? '', integration }),
    ]) {
      expect(await codeOf(act)).toBe('VAULT_LOCKED');
    }
    expect(await get({ id: popId })).toEqual(before);
    expect(await draft({ id: popId })).toBeNull();
    expect(holdsPlanted(started)).toBe(false);
  });

  test('does not reach the vault when the integration is refused', async () => {
    const vault = keepingVault();
    const started = startTenants({ vault });
    const broken = { ...withToken(popOf(started)), requestUrl: 'nowhere' };
    expect(await codeOf(() => started.integrations.handlers.save({ id: popId, integration: broken }))).toBe(
      'INTEGRATION_INVALID',
    );
    expect(vault.values.size).toBe(0);
  });

  test('that waits for the vault does not overwrite what was saved meanwhile', async () => {
    const started = startTenants({
      vault: {
        moveIn: async () => {
          await started.integrations.handlers.setEnabled({ id: popId, enabled: false });
          return 'crm';
        },
      },
    });
    const { revision } = started.integrations.getIntegrationForSend(popId).record;
    const save = () =>
      started.integrations.handlers.save({ id: popId, integration: withToken(popOf(started)), ifRevision: revision });
    expect(await codeOf(save)).toBe('INTEGRATION_CONFLICT');
    expect(popOf(started)).toMatchObject({ enabled: false, authentication: { type: 'none' } });
  });
});

test('the uses of a vault secret are counted over integrations and drafts as they stand', async () => {
  const { integrations, tenants, ...rest } = startTenants();
  const { save, saveDraft, setEnabled, delete: remove } = integrations.handlers;
  const uses = () => integrations.countSecretUses('crm-new');
  const integration: Integration = {
    ...popOf({ integrations, tenants, ...rest }),
    name: 'says "secret":"crm-new"',
    authentication: { type: 'basic', username: 'acme', password: { secret: 'crm-new' } },
    headers: [{ name: 'X-Api-Key', value: { secret: 'crm-new' } }],
  };
  expect(uses()).toBe(0);
  await saveDraft({ id: popId, integration });
  expect(uses()).toBe(1);
  await save({ id: popId, integration });
  expect(uses()).toBe(1);
  await save({ id: popId, integration: { ...integration, authentication: { type: 'none' } } });
  expect(uses()).toBe(1);
  await save({ id: popId, integration: { ...integration, authentication: { type: 'none' }, headers: [] } });
  expect(uses()).toBe(0);
  await save({ id: popId, integration });
  await setEnabled({ id: popId, enabled: false });
  await remove({ id: popId });
  expect(uses()).toBe(0);
  await save({
    id: 'int_10004',
    integration: { ...integration, triggerEvent: 'inbound-call-received', fieldValues: [] },
  });
  expect(uses()).toBe(1);
  await tenants.handlers.resetSandbox({ accounts: 1, seed: 3 });
  expect(uses()).toBe(0);
});
