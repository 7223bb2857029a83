import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKeys } from '../../../electron/engine/vault/sealing.ts';
import { buildFile, type Entry, openEntries, parseFile, sealEntry } from '../../../electron/engine/vault/vault-file.ts';
import { Secret } from '../../../shared/kernel/secret.ts';

const keys = deriveKeys(randomBytes(32));
const id = 'a-vault';

function sealOne(name: string, value: string): Entry {
  const label = { name, kind: 'endpoint', origins: ['https://crm.example.com'], version: 1 } as const;
  return sealEntry(
    id,
    {
      label: { ...label, origins: [...label.origins] },
      value: new Secret(value),
      updatedAt: 1,
      nonce: randomBytes(12),
    },
    keys,
  );
}

const build = (entries: Entry[], vaultId = id) => buildFile({ id: vaultId, slots: [], entries }, keys, 1);

describe('a vault file', () => {
  it('reads back as it was built', () => {
    const { file, bytes } = build([sealOne('b', 'second value'), sealOne('a', 'first value')]);
    expect(parseFile(bytes, 'vault.json')).toEqual(file);
    expect([...(openEntries(file, keys) ?? [])].map(([name, { value }]) => [name, value.reveal()])).toEqual([
      ['a', 'first value'],
      ['b', 'second value'],
    ]);
  });

  it('opens under no other key', () => {
    expect(openEntries(build([sealOne('a', 'first value')]).file, deriveKeys(randomBytes(32)))).toBeNull();
  });

  // The seal over the whole file would find these too; here it is valid, as if the seal's key alone had leaked.
  it.each<[string, (a: Entry, b: Entry) => Entry[]]>([
    ['name', (a) => [{ ...a, name: 'c' }]],
    ['version', (a) => [{ ...a, version: 2 }]],
    ['kind', (a) => [{ ...a, kind: 'portal' }]],
    ['origins', (a) => [{ ...a, origins: ['https://evil.example.net'] }]],
    ['value', (a, b) => [{ ...a, sealed: b.sealed, nonce: b.nonce }]],
  ])('holds entries that open with no other %s', (_, change) => {
    const entries = change(sealOne('a', 'first value'), sealOne('b', 'second value'));
    expect(openEntries(build(entries).file, keys)).toBeNull();
  });

  it('holds entries that open in no other vault', () => {
    expect(openEntries(build([sealOne('a', 'first value')], 'another-vault').file, keys)).toBeNull();
  });
});
