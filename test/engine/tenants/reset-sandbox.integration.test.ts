import { cpSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import { pageInputSchema } from '../../../shared/contract/page.ts';
import { codeOf, fileOf, makeFolder, type Started, startTenants } from './start-tenants.ts';

const page = (input: Record<string, unknown> = {}) => pageInputSchema.parse(input);

function countRows(database: Database) {
  const count = (table: string) => database.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n;
  return ['generation', 'account', 'pbx', 'integration', 'draft'].map(count);
}

async function describeAll({ tenants, integrations }: Started) {
  // Cursors are of the rows of the moment and tell nothing about what is listed.
  const { nextCursor: _accounts, ...accounts } = await tenants.handlers.accounts(page({ limit: 500 }));
  const { nextCursor: _integrations, ...listed } = await integrations.handlers.list(page({ limit: 500 }));
  return { sets: await tenants.handlers.listSets({}), accounts, integrations: listed };
}

describe('resetting the sandbox', () => {
  test('puts other rows in the place of all of them and leaves none behind', async () => {
    const started = startTenants();
    const before = await describeAll(started);
    const set = await started.tenants.handlers.resetSandbox({ accounts: 40, seed: 9 });
    expect(set.counts).toEqual({ accounts: 40, pbxs: 100, integrations: 400 });
    expect(countRows(started.database)).toEqual([1, 40, 100, 400, 0]);
    expect(started.acts).toEqual([{ act: 'sandbox-reset', subject: 'sandbox', detail: { accounts: 40, seed: 9 } }]);
    const after = await describeAll(started);
    expect(after.accounts.total).toBe(40);
    const gone = before.integrations.items[0]?.id ?? '';
    expect(await codeOf(() => started.integrations.handlers.get({ id: gone }))).toBe('INTEGRATION_UNKNOWN');
  });

  test('with the same scale and seed gives the same again, without edits and drafts', async () => {
    const started = startTenants();
    const before = await describeAll(started);
    const [first, second] = before.integrations.items;
    await started.integrations.handlers.setEnabled({ id: first?.id ?? '', enabled: !first?.enabled });
    const integration = {
      ...fileOf(started.integrations.getIntegrationForSend(second?.id ?? '').record),
      name: 'Typed',
    };
    await started.integrations.handlers.saveDraft({ id: second?.id ?? '', integration });
    expect(await describeAll(started)).not.toEqual(before);
    await started.tenants.handlers.resetSandbox({ accounts: 200, seed: 1 });
    expect(await describeAll(started)).toEqual(before);
  });

  test('keeps what is decided for the set, even while it was going on', async () => {
    const { tenants } = startTenants();
    const reset = tenants.handlers.resetSandbox({ accounts: 60, seed: 2 });
    await breathe();
    await tenants.handlers.updateSet({ tenantSet: 'sandbox', allowTargets: ['private'] });
    expect(await reset).toMatchObject({ allowTargets: ['private'], counts: { accounts: 60 } });
  });

  test('twice at once ends as the later one, with no row of the other', async () => {
    const { tenants, database } = startTenants();
    const { resetSandbox } = tenants.handlers;
    await Promise.all([resetSandbox({ accounts: 60, seed: 2 }), resetSandbox({ accounts: 20, seed: 3 })]);
    expect(countRows(database)).toEqual([1, 20, 50, 200, 0]);
  });

  test('lets lists see the old rows until the new ones are all there', async () => {
    const started = startTenants();
    const before = await describeAll(started);
    const reset = started.tenants.handlers.resetSandbox({ accounts: 100, seed: 4 });
    await breathe();
    await breathe();
    expect(countRows(started.database)[0]).toBe(2);
    expect(await describeAll(started)).toEqual(before);
    await reset;
    expect((await describeAll(started)).accounts.total).toBe(100);
  });
});

describe('a reset that was cut off', () => {
  test('by kill -9 leaves the old rows, and the next start clears the rubbish away', async () => {
    const started = startTenants();
    const before = await describeAll(started);
    const reset = started.tenants.handlers.resetSandbox({ accounts: 200, seed: 6 });
    for (let batch = 0; batch < 5; batch += 1) await breathe();
    // What the disk holds at this moment is what a killed process leaves.
    const image = makeFolder();
    cpSync(started.folder, image, { recursive: true });
    await reset;
    const revived = startTenants({ folder: image });
    expect(countRows(revived.database)[0]).toBe(2);
    expect(await describeAll(revived)).toEqual(before);
    await revived.tenants.handlers.resetSandbox({ accounts: 1, seed: 1 });
    expect(countRows(revived.database).slice(0, 3)).toEqual([1, 1, 3]);
    expect(revived.database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  });

  test('is swept in the background without being asked', async () => {
    const started = startTenants();
    const reset = started.tenants.handlers.resetSandbox({ accounts: 200, seed: 6 });
    for (let batch = 0; batch < 3; batch += 1) await breathe();
    const closing = started.close();
    await expect(reset).rejects.toMatchObject({ error: { code: 'CONNECTION_LOST' } });
    await closing;
    const again = startTenants({ folder: started.folder });
    expect(countRows(again.database)[0]).toBe(2);
    // Ends by itself: each round is one batch of the sweep.
    while (countRows(again.database)[0] !== 1) await breathe();
    expect(countRows(again.database)).toEqual([1, 200, 500, 2_000, 0]);
  });
});
