import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codeOf, crmSecret, makeFolder, openFilledVault, openTestVault, passphrase } from './vault-fixture.ts';

const permissions = (path: string) => statSync(path).mode & 0o777;

/** A small file system of its own, or null where this user may not mount one. */
function mountSmall(): string | null {
  const folder = makeFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

describe('writing the vault', () => {
  it('keeps its file and its folder to one user', async () => {
    const filePath = join(makeFolder(), 'data', 'vault.json');
    await openFilledVault({ filePath });
    expect(permissions(filePath)).toBe(0o600);
    expect(permissions(join(filePath, '..'))).toBe(0o700);
    expect(readdirSync(join(filePath, '..'))).toEqual(['vault.json']);
  });

  it('is not disturbed by what a crash left behind', async () => {
    const { vault, filePath, again, folder } = await openFilledVault();
    writeFileSync(`${filePath}.tmp`, '{"format":"switchhook-va', { mode: 0o644 });
    const other = await again();
    await other.handlers.unlock({ passphrase });
    expect(other.resolve('crm-acme', 'https://crm.example.com').reveal()).toBe(crmSecret.value);
    await other.handlers.set({ ...crmSecret, name: 'after-the-crash' });
    expect(readdirSync(folder)).toEqual(['vault.json']);
    expect(permissions(filePath)).toBe(0o600);
    expect((await vault.handlers.list({})).map(({ name }) => name)).toEqual(['after-the-crash', 'crm-acme']);
  });

  it('builds on what another engine wrote meanwhile, and loses neither', async () => {
    const { vault, again } = await openFilledVault();
    const other = await again();
    await other.handlers.unlock({ passphrase });
    await other.handlers.set({ ...crmSecret, name: 'from-the-other' });
    await vault.handlers.set({ ...crmSecret, name: 'from-this-one' });
    const names = (await (await again()).handlers.list({})).map(({ name }) => name);
    expect(names).toEqual(['crm-acme', 'from-the-other', 'from-this-one']);
  });

  it('sees that the file was taken away, and makes none in its place', async () => {
    const { vault, filePath } = await openFilledVault();
    rmSync(filePath);
    expect(await codeOf(() => vault.handlers.set({ ...crmSecret, name: 'new' }))).toBe('VAULT_MISSING');
    expect(await vault.handlers.status({})).toMatchObject({ exists: false, unlocked: false });
  });

  it('to a folder that cannot be written says so, and changes neither file nor memory', async () => {
    const mounted = mountSmall();
    const folder = mounted ?? makeFolder();
    const { vault, file } = await openFilledVault({ filePath: join(folder, 'vault.json') });
    const before = file();
    if (mounted === null) chmodSync(folder, 0o500);
    else execFileSync('mount', ['-o', 'remount,ro', folder]);
    onTestFinished(() => (mounted === null ? chmodSync(folder, 0o700) : undefined));
    expect(await codeOf(() => vault.handlers.set({ ...crmSecret, name: 'new' }))).toBe('STORAGE_READ_ONLY');
    expect(await codeOf(() => vault.handlers.remove({ name: 'crm-acme' }))).toBe('STORAGE_READ_ONLY');
    expect(file()).toBe(before);
    expect((await vault.handlers.list({})).map(({ name }) => name)).toEqual(['crm-acme']);
    expect(vault.resolve('crm-acme', 'https://crm.example.com').reveal()).toBe(crmSecret.value);
  });

  it('to a full disk says so, changes neither file nor memory, and works again when there is space', async ({
    skip,
  }) => {
    const folder = mountSmall();
    if (folder === null) return skip('a full disk needs a file system of its own, and this user may not mount one');
    const { vault, file } = await openFilledVault({ filePath: join(folder, 'vault.json') });
    const before = file();
    const filler = join(folder, 'filler');
    expect(() => writeFileSync(filler, Buffer.alloc(128 * 1024))).toThrow('ENOSPC');
    const large = { ...crmSecret, name: 'large', value: 'x'.repeat(4096) };
    expect(await codeOf(() => vault.handlers.set(large))).toBe('STORAGE_FULL');
    expect(file()).toBe(before);
    expect((await vault.handlers.list({})).map(({ name }) => name)).toEqual(['crm-acme']);
    expect(readdirSync(folder).sort()).toEqual(['filler', 'vault.json']);
    rmSync(filler);
    await vault.handlers.set(large);
    expect(vault.resolve('large', crmSecret.origins[0] ?? '').reveal()).toBe(large.value);
    expect(readdirSync(folder)).toEqual(['vault.json']);
  });

  it('of a vault that could not be created leaves none', async () => {
    const folder = makeFolder();
    // A folder stands where the file should go: neither full nor read-only, so this is no declared failure.
    mkdirSync(join(folder, 'vault.json.tmp'));
    const { vault } = await openTestVault({ filePath: join(folder, 'vault.json') });
    await expect(vault.handlers.create({ passphrase })).rejects.toThrow();
    expect(await vault.handlers.status({})).toMatchObject({ exists: false, unlocked: false });
  });
});
