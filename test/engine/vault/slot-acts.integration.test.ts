import { describe, expect, it } from 'vitest';
import {
  codeOf,
  crmSecret,
  failureOf,
  openFilledVault,
  openTestVault,
  passphrase,
  TestKeychain,
} from './vault-fixture.ts';

const nextPassphrase = 'another good one';

describe('changing the passphrase', () => {
  it('makes the old one useless and keeps the secrets', async () => {
    const { vault, again } = await openFilledVault();
    await vault.handlers.changePassphrase({ current: { passphrase }, next: nextPassphrase });
    const other = await again();
    expect(await codeOf(() => other.handlers.unlock({ passphrase }))).toBe('VAULT_PASSPHRASE');
    expect((await other.handlers.unlock({ passphrase: nextPassphrase })).slots).toHaveLength(1);
    expect(other.resolve('crm-acme', 'https://crm.example.com').reveal()).toBe(crmSecret.value);
  });

  it('needs the old one or a recovery key, even of an unlocked vault, and a good new one', async () => {
    const { vault, file } = await openFilledVault();
    const before = file();
    const change = (current: string, next: string) =>
      codeOf(() => vault.handlers.changePassphrase({ current: { passphrase: current }, next }));
    expect(await change('wrong wrong', nextPassphrase)).toBe('VAULT_PASSPHRASE');
    expect(await change(passphrase, 'weak')).toBe('VAULT_PASSPHRASE_WEAK');
    expect(file()).toBe(before);
  });

  it('replaces a forgotten one with the help of a recovery key', async () => {
    const { vault } = await openFilledVault();
    const recoveryKey = await vault.createRecoveryKey();
    await vault.handlers.lock({});
    const status = await vault.handlers.changePassphrase({ current: { recoveryKey }, next: nextPassphrase });
    expect(status.unlocked).toBe(true);
    await vault.handlers.lock({});
    expect((await vault.handlers.unlock({ passphrase: nextPassphrase })).unlocked).toBe(true);
  });
});

describe('a recovery key', () => {
  it('opens the vault, and is not in its file', async () => {
    const { vault, again, file } = await openFilledVault();
    const recoveryKey = await vault.createRecoveryKey();
    expect(file()).not.toContain(recoveryKey.slice(0, 9));
    const other = await again();
    expect((await other.handlers.unlock({ recoveryKey: recoveryKey.toLowerCase() })).unlocked).toBe(true);
    expect(other.resolve('crm-acme', 'https://crm.example.com').reveal()).toBe(crmSecret.value);
  });

  it('of another vault is refused, and a mistyped one is told from it', async () => {
    const { vault } = await openFilledVault();
    const foreign = await (await openFilledVault()).vault.createRecoveryKey();
    await vault.createRecoveryKey();
    await vault.handlers.lock({});
    expect(await codeOf(() => vault.handlers.unlock({ recoveryKey: foreign }))).toBe('VAULT_RECOVERY_KEY');
    const mistyped = foreign.startsWith('0') ? `1${foreign.slice(1)}` : `0${foreign.slice(1)}`;
    const failure = await failureOf(() => vault.handlers.unlock({ recoveryKey: mistyped }));
    expect(failure.error.code).toBe('VAULT_RECOVERY_MISTYPED');
    expect(failure.error.message).not.toContain(mistyped.slice(0, 9));
  });
});

describe('removing a way to unlock', () => {
  it('never removes the last passphrase or recovery key', async () => {
    const { vault } = await openFilledVault({ keychain: new TestKeychain('gnome_libsecret') });
    const { slots } = await vault.handlers.keepInKeychain({});
    const first = slots.find(({ kind }) => kind === 'passphrase')?.id ?? '';
    expect(await codeOf(() => vault.handlers.removeSlot({ id: first }))).toBe('VAULT_LAST_SLOT');
    await vault.createRecoveryKey();
    expect((await vault.handlers.removeSlot({ id: first })).slots.map(({ kind }) => kind)).toEqual([
      'keychain',
      'recovery',
    ]);
    await vault.handlers.lock({});
    expect(await codeOf(() => vault.handlers.unlock({ passphrase }))).toBe('VAULT_PASSPHRASE');
  });

  it('says when there is none like it, and how many there may be', async () => {
    const { vault } = await openFilledVault();
    expect(await codeOf(() => vault.handlers.removeSlot({ id: 'none' }))).toBe('VAULT_SLOT_UNKNOWN');
    for (let made = 1; made < 16; made += 1) await vault.createRecoveryKey();
    expect(await codeOf(() => vault.createRecoveryKey())).toBe('VAULT_SLOTS_FULL');
  });
});

describe("the system's keychain", () => {
  const keep = async () => {
    const keychain = new TestKeychain('gnome_libsecret');
    const test = await openFilledVault({ keychain });
    await test.vault.handlers.keepInKeychain({});
    return { ...test, keychain };
  };
  const wrappedIn = (file: string): string => {
    const slots: { kind: string; wrapped: string }[] = JSON.parse(file).slots;
    return slots.find(({ kind }) => kind === 'keychain')?.wrapped ?? '';
  };

  it('unlocks a vault that was put into it, and is named in the status', async () => {
    const { again } = await keep();
    const other = await again();
    expect(await other.handlers.status({})).toMatchObject({
      keychain: 'gnome_libsecret',
      slots: [{ kind: 'passphrase' }, { kind: 'keychain', backend: 'gnome_libsecret' }],
    });
    expect((await other.handlers.unlock({ keychain: true })).unlocked).toBe(true);
    expect(other.resolve('crm-acme', 'https://crm.example.com').reveal()).toBe(crmSecret.value);
  });

  it('is refused where it protects nothing', async () => {
    for (const name of ['basic_text', 'unknown']) {
      const { vault } = await openFilledVault({ keychain: new TestKeychain(name) });
      expect((await vault.handlers.status({})).keychain).toBeNull();
      expect(await codeOf(() => vault.handlers.keepInKeychain({}))).toBe('VAULT_KEYCHAIN_NONE');
    }
    const { vault } = await openFilledVault();
    expect(await codeOf(() => vault.handlers.keepInKeychain({}))).toBe('VAULT_KEYCHAIN_NONE');
    expect(await codeOf(() => vault.handlers.unlock({ keychain: true }))).toBe('VAULT_SLOT_UNKNOWN');
  });

  it('is not used when it became one that protects nothing, or is gone', async () => {
    const { keychain, again } = await keep();
    keychain.name = 'basic_text';
    expect(await codeOf(async () => (await again()).handlers.unlock({ keychain: true }))).toBe('VAULT_KEYCHAIN_NONE');
    const without = await again({ keychain: null });
    expect(await codeOf(() => without.handlers.unlock({ keychain: true }))).toBe('VAULT_KEYCHAIN_NONE');
    expect((await without.handlers.unlock({ passphrase })).unlocked).toBe(true);
  });

  it('is not trusted when it gives back another key', async () => {
    const { keychain, again, file } = await keep();
    const before = file();
    keychain.givesBackNonsense = true;
    const other = await again();
    expect(await codeOf(() => other.handlers.unlock({ keychain: true }))).toBe('VAULT_KEYCHAIN_FAILED');
    expect(await codeOf(async () => (await openFilledVault({ keychain })).vault.handlers.keepInKeychain({}))).toBe(
      'VAULT_KEYCHAIN_FAILED',
    );
    expect(file()).toBe(before);
  });

  it('that is closed leaves the vault to the passphrase', async () => {
    const { keychain, again, logged } = await keep();
    keychain.refuses = true;
    const other = await again();
    expect(await codeOf(() => other.handlers.unlock({ keychain: true }))).toBe('VAULT_KEYCHAIN_FAILED');
    expect(logged.join()).toContain('the keychain did not give the vault key');
    expect((await other.handlers.unlock({ passphrase })).unlocked).toBe(true);
  });

  it('of another kind than before asks for the passphrase once, and is then the one that is remembered', async () => {
    const { keychain, again, file } = await keep();
    const before = wrappedIn(file());
    keychain.name = 'kwallet6';
    const other = await again();
    const failure = await failureOf(() => other.handlers.unlock({ keychain: true }));
    expect(failure.error).toMatchObject({
      code: 'VAULT_KEYCHAIN_CHANGED',
      message: expect.stringContaining('gnome_libsecret'),
    });
    expect(wrappedIn(file())).toBe(before);
    await other.handlers.unlock({ passphrase });
    expect(wrappedIn(file())).not.toBe(before);
    await other.handlers.lock({});
    expect((await other.handlers.unlock({ keychain: true })).unlocked).toBe(true);
  });

  it('loses no old ciphertext while the new one does not open', async () => {
    const { keychain, again, file, logged } = await keep();
    const before = file();
    keychain.name = 'kwallet6';
    keychain.givesBackNonsense = true;
    const other = await again();
    expect((await other.handlers.unlock({ passphrase })).unlocked).toBe(true);
    expect(file()).toBe(before);
    expect(logged.join()).toContain('the old wrapping was kept');
  });

  it('gets the key again when it asks for that', async () => {
    const { keychain, again, file } = await keep();
    const before = wrappedIn(file());
    keychain.wantsWrapAgain = true;
    const other = await again();
    await other.handlers.unlock({ keychain: true });
    expect(wrappedIn(file())).not.toBe(before);
    keychain.wantsWrapAgain = false;
    await other.handlers.lock({});
    expect((await other.handlers.unlock({ keychain: true })).unlocked).toBe(true);
  });

  it('that does not answer is as none', async () => {
    const keychain = new TestKeychain('gnome_libsecret');
    keychain.backend = () => Promise.reject(new Error('no bus'));
    const { vault, logged } = await openTestVault({ keychain });
    expect((await vault.handlers.status({})).keychain).toBeNull();
    expect(logged.join()).toContain('the keychain does not answer');
  });
});
