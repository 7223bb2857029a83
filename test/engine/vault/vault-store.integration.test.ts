import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveKeys } from '../../../electron/engine/vault/sealing.ts';
import { VaultStore } from '../../../electron/engine/vault/vault-store.ts';
import { makeFolder } from './vault-fixture.ts';

async function openStore() {
  const store = new VaultStore(join(makeFolder(), 'vault.json'));
  const keys = deriveKeys(randomBytes(32));
  await store.run(() => store.write({ id: 'a-vault', slots: [], entries: [] }, keys, 1));
  return { store, keys };
}

describe("the vault's store", () => {
  it('leaves no key in memory when it locks', async () => {
    const { store, keys } = await openStore();
    await store.lock();
    for (const key of [keys.data, keys.seal, keys.redaction]) expect(key.equals(Buffer.alloc(32))).toBe(true);
  });

  it('wipes keys that do not open the file', async () => {
    const { store } = await openStore();
    const wrong = deriveKeys(randomBytes(32));
    expect(store.open(store.file(), wrong)).toBe(false);
    expect(wrong.data.equals(Buffer.alloc(32))).toBe(true);
    expect(store.state.kind).toBe('unlocked');
  });

  it('locks only after the acts before it, so that none works with a wiped key', async () => {
    const { store } = await openStore();
    const act = store.run(async () => {
      await Promise.resolve();
      await store.change({ entries: [] });
      return store.unlocked().keys.data.equals(Buffer.alloc(32));
    });
    await store.lock();
    expect(await act).toBe(false);
    expect(store.state.kind).toBe('locked');
  });

  it('goes on after an act that failed', async () => {
    const { store } = await openStore();
    const failing = store.run(() => Promise.reject(new Error('refused')));
    await expect(failing).rejects.toThrow('refused');
    expect(await store.run(() => 'done')).toBe('done');
  });
});
