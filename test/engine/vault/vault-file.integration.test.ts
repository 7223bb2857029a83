import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeOf, crmSecret, openFilledVault, passphrase, type TestVault } from './vault-fixture.ts';

interface FileShape {
  version: number;
  id: string;
  revision: number;
  slots: { scrypt: { n: number; r: number }; wrapped: string; id: string; createdAt: number }[];
  entries: {
    name: string;
    kind: string;
    origins: string[];
    version: number;
    nonce: string;
    sealed: string;
    updatedAt: number;
  }[];
  seal: string;
  checksum?: string;
}

/** Edits the file as someone would who knows the format but not the key: the checksum is made right again. */
function forge(path: string, change: (file: FileShape) => void): string {
  const file = JSON.parse(readFileSync(path, 'utf8')) as FileShape;
  change(file);
  const { checksum: _, ...rest } = file;
  const checksum = createHash('sha256').update(JSON.stringify(rest)).digest('base64');
  const text = `${JSON.stringify({ ...rest, checksum }, null, 1)}\n`;
  writeFileSync(path, text);
  return text;
}

function swap([a, b]: FileShape['entries'], members: ('sealed' | 'nonce' | 'name')[]): void {
  if (a === undefined || b === undefined) throw new Error('There are not two secrets.');
  for (const member of members) {
    const kept = a[member];
    a[member] = b[member];
    b[member] = kept;
  }
}

const openAgain = async ({ again }: TestVault) => codeOf(async () => (await again()).handlers.unlock({ passphrase }));

async function openTwoSecrets(): Promise<TestVault> {
  const test = await openFilledVault();
  await test.vault.handlers.set({
    ...crmSecret,
    name: 'other',
    value: 'other-value-0123',
    origins: ['https://other.example.net'],
  });
  await test.vault.close();
  return test;
}

describe('a vault file that was changed', () => {
  it('in any byte is found to be damaged, without the passphrase, and is left as it is', async () => {
    const test = await openTwoSecrets();
    const whole = readFileSync(test.filePath);
    for (let at = 0; at < whole.length; at += 7) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(test.filePath, changed);
      const vault = await test.again();
      const { problem } = await vault.handlers.status({});
      expect(problem, `byte ${at}`).toMatchObject({ code: expect.stringMatching(/^VAULT_(DAMAGED|NEWER)$/) });
      expect(readFileSync(test.filePath).equals(changed)).toBe(true);
    }
  });

  it('by being cut anywhere is found to be damaged', async () => {
    const test = await openTwoSecrets();
    const whole = readFileSync(test.filePath);
    for (const length of [0, 1, 100, whole.length >> 1, whole.length - 1]) {
      writeFileSync(test.filePath, whole.subarray(0, length));
      const vault = await test.again();
      for (const act of [
        () => vault.handlers.unlock({ passphrase }),
        () => vault.handlers.create({ passphrase }),
        () => vault.handlers.list({}),
        () => vault.handlers.set(crmSecret),
        () => vault.resolve('crm-acme', 'https://crm.example.com'),
      ]) {
        expect(await codeOf(act)).toBe('VAULT_DAMAGED');
      }
      expect(readFileSync(test.filePath)).toHaveLength(length);
    }
  });

  it.each<[string, (file: FileShape) => void]>([
    ['swapping the values of two secrets', ({ entries }) => swap(entries, ['sealed', 'nonce'])],
    ['swapping the names of two secrets', ({ entries }) => swap(entries, ['name'])],
    ['binding a secret to another origin', ({ entries }) => entries[0]?.origins.push('https://evil.example.net')],
    ['making a secret another kind', ({ entries }) => Object.assign(entries[0] ?? {}, { kind: 'portal' })],
    ['taking a secret away', ({ entries }) => entries.pop()],
    ['giving a secret another version', ({ entries }) => Object.assign(entries[0] ?? {}, { version: 9 })],
    ['giving a secret another time', ({ entries }) => Object.assign(entries[0] ?? {}, { updatedAt: 1 })],
    ['changing the revision', (file) => Object.assign(file, { revision: 1 })],
    ['changing the seal', (file) => Object.assign(file, { seal: Buffer.alloc(32).toString('base64') })],
    ['a shorter seal', (file) => Object.assign(file, { seal: 'AAAA' })],
    ['an empty ciphertext', ({ entries }) => Object.assign(entries[0] ?? {}, { sealed: 'AAAA' })],
    ['adding a way to unlock it', ({ slots }) => slots.push({ ...(slots[0] as FileShape['slots'][0]), id: 'added' })],
    ['giving a way to unlock it another time', ({ slots }) => Object.assign(slots[0] ?? {}, { createdAt: 1 })],
  ])('by %s gives no secret, even with the passphrase', async (_, change) => {
    const test = await openTwoSecrets();
    const forged = forge(test.filePath, change);
    expect(await openAgain(test)).toBe('VAULT_DAMAGED');
    expect(test.file()).toBe(forged);
  });

  it.each<[string, (file: FileShape) => void]>([
    ['the wrapped key', ({ slots }) => Object.assign(slots[0] ?? {}, { wrapped: Buffer.alloc(48).toString('base64') })],
    ['a cheaper stretching', ({ slots }) => Object.assign(slots[0]?.scrypt ?? {}, { n: 2048 })],
    ["the vault's id", (file) => Object.assign(file, { id: 'another' })],
  ])('in %s does not open with the passphrase', async (_, change) => {
    const test = await openTwoSecrets();
    forge(test.filePath, change);
    expect(await openAgain(test)).toBe('VAULT_PASSPHRASE');
  });

  it.each([
    ['64 GiB of memory', { n: 2 ** 26 }],
    ['wide blocks', { r: 1024 }],
    ['a cost that is no power of two', { n: 2 ** 17 + 1 }],
    ['next to no work', { n: 2 }],
  ])('to ask for %s is refused before it is tried', async (_, scrypt) => {
    const test = await openTwoSecrets();
    forge(test.filePath, ({ slots }) => Object.assign(slots[0]?.scrypt ?? {}, scrypt));
    expect(await openAgain(test)).toBe('VAULT_DAMAGED');
  });

  it('while it is open is believed only if it verifies', async () => {
    const { vault, filePath } = await openFilledVault();
    forge(filePath, ({ entries }) => entries[0]?.origins.push('https://evil.example.net'));
    expect((await vault.handlers.status({})).unlocked).toBe(false);
    expect(await codeOf(() => vault.resolve('crm-acme', 'https://evil.example.net'))).toBe('VAULT_LOCKED');
    expect(await codeOf(() => vault.handlers.set({ ...crmSecret, name: 'new' }))).toBe('VAULT_LOCKED');
  });
});

describe('a vault file of a newer Switchhook', () => {
  it('is neither opened nor changed', async () => {
    const test = await openTwoSecrets();
    const newer = forge(test.filePath, (file) => Object.assign(file, { version: 2, somethingNew: true }));
    expect(await openAgain(test)).toBe('VAULT_NEWER');
    const vault = await test.again();
    expect(await vault.handlers.status({})).toMatchObject({
      exists: true,
      unlocked: false,
      problem: { code: 'VAULT_NEWER' },
    });
    expect(await codeOf(() => vault.handlers.create({ passphrase }))).toBe('VAULT_NEWER');
    expect(test.file()).toBe(newer);
  });
});

describe('what the file holds', () => {
  it('is no value and no passphrase, in no encoding', async () => {
    const { vault, file } = await openFilledVault();
    const values = ['pl/ain+"quoted"\\va lue', 'zzzz-9999-yyyy-8888'];
    for (const [index, value] of values.entries())
      await vault.handlers.set({ ...crmSecret, name: `canary-${index}`, value });
    const text = file();
    for (const value of [...values, crmSecret.value, passphrase]) {
      const bytes = Buffer.from(value);
      const json = JSON.stringify(value).slice(1, -1);
      const forms = [
        value,
        json,
        encodeURIComponent(value),
        bytes.toString('base64').slice(0, -4),
        bytes.toString('base64url').slice(0, -4),
        bytes.toString('hex'),
      ];
      for (const form of forms) expect(text).not.toContain(form);
    }
  });

  it('never repeats a nonce or a version', async () => {
    const { vault, file } = await openFilledVault();
    const nonces = new Set<string>();
    const versions: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      await vault.handlers.set({ ...crmSecret, replace: true });
      const [entry] = (JSON.parse(file()) as FileShape).entries;
      nonces.add(entry?.nonce ?? '');
      versions.push(entry?.version ?? 0);
    }
    expect(nonces.size).toBe(5);
    expect(versions).toEqual([2, 3, 4, 5, 6]);
  });
});
