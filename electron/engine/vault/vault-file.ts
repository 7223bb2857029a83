// The vault's file: its format, and what makes a file unusable. There is one spelling of every file, so a changed byte is always found.
//
// Each entry is sealed under the data key together with its name, version, kind and origins. `seal` authenticates the whole
// file under the data key, so entries and slots cannot be removed, added or brought back from an older file. A whole older file
// cannot be told from a backup. `checksum` needs no key: it tells a damaged file from a wrong passphrase.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { Secret } from '../../../shared/kernel/secret.ts';
import { vaultErrors } from '../../../shared/vault/errors.ts';
import { secretKindSchema } from '../../../shared/vault/secret-rules.ts';
import { seal, unseal, type VaultKeys } from './sealing.ts';

const formatVersion = 1;
const base64 = z.base64().min(1);
const slotBase = { id: z.string().min(1).max(64), createdAt: z.number() };

/** Bounds keep a hostile file from asking for more than 1 GiB of memory. */
const scryptCost = z
  .int()
  .min(2 ** 10)
  .max(2 ** 20)
  .refine((n) => (n & (n - 1)) === 0);

const slotSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...slotBase,
    kind: z.literal('passphrase'),
    scrypt: z.strictObject({ n: scryptCost, r: z.literal(8), p: z.literal(1) }),
    salt: base64,
    nonce: base64,
    wrapped: base64,
  }),
  z.strictObject({ ...slotBase, kind: z.literal('recovery'), salt: base64, nonce: base64, wrapped: base64 }),
  z.strictObject({ ...slotBase, kind: z.literal('keychain'), backend: z.string(), wrapped: base64 }),
]);
export type Slot = z.infer<typeof slotSchema>;
export type SlotOf<Kind extends Slot['kind']> = Extract<Slot, { kind: Kind }>;
export const mostSlots = 16;

const entrySchema = z.strictObject({
  name: z.string(),
  kind: secretKindSchema,
  origins: z.array(z.string()),
  version: z.int().min(1),
  updatedAt: z.number(),
  nonce: base64,
  sealed: base64,
});
export type Entry = z.infer<typeof entrySchema>;
export type EntryLabel = Pick<Entry, 'name' | 'kind' | 'origins' | 'version'>;

const bodySchema = z.strictObject({
  format: z.literal('switchhook-vault'),
  version: z.literal(formatVersion),
  id: z.string().min(1).max(64),
  revision: z.int().min(1),
  slots: z.array(slotSchema).max(mostSlots),
  /** By name, each once. */
  entries: z.array(entrySchema).refine((entries) => new Set(entries.map(({ name }) => name)).size === entries.length),
});
const fileSchema = bodySchema.extend({ seal: base64, checksum: base64 });
export type VaultFile = z.infer<typeof fileSchema>;
export type VaultContents = Pick<VaultFile, 'id' | 'slots' | 'entries'>;

function sealOf(file: z.input<typeof bodySchema>, key: Uint8Array): Buffer {
  const { format, version, id, revision, slots, entries } = file;
  // The schema puts the members of every object into one order.
  const body = JSON.stringify(bodySchema.parse({ format, version, id, revision, slots, entries }));
  return createHmac('sha256', key).update(body).digest();
}

const checksumOf = (file: Omit<VaultFile, 'checksum'>): string =>
  createHash('sha256').update(JSON.stringify(file)).digest('base64');

const spell = (file: VaultFile): Buffer => Buffer.from(`${JSON.stringify(file, null, 1)}\n`);

/** The finished file and its bytes. */
export function buildFile(
  contents: VaultContents,
  keys: VaultKeys,
  revision: number,
): { file: VaultFile; bytes: Buffer } {
  const entries = contents.entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const body = bodySchema.parse({
    format: 'switchhook-vault',
    version: formatVersion,
    id: contents.id,
    revision,
    slots: contents.slots,
    entries,
  });
  const sealed = { ...body, seal: sealOf(body, keys.seal).toString('base64') };
  const file = { ...sealed, checksum: checksumOf(sealed) };
  return { file, bytes: spell(file) };
}

/** Throws Failure: VAULT_DAMAGED, VAULT_NEWER. Without a key this finds damage, not forgery: `openEntries` does. */
export function parseFile(bytes: Buffer, path: string): VaultFile {
  const damaged = () => vaultErrors.fail('VAULT_DAMAGED', { path });
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw damaged();
  }
  const newer = z.object({ format: z.literal('switchhook-vault'), version: z.int().gt(formatVersion) });
  if (newer.safeParse(content).success) throw vaultErrors.fail('VAULT_NEWER', { path });
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success || !spell(parsed.data).equals(bytes)) throw damaged();
  const { checksum, ...rest } = parsed.data;
  if (checksum !== checksumOf(rest)) throw damaged();
  return parsed.data;
}

const entryContext = (vaultId: string, label: EntryLabel) => [
  'entry',
  formatVersion,
  vaultId,
  label.name,
  label.version,
  label.kind,
  label.origins,
];

export interface EntryToSeal {
  readonly label: EntryLabel;
  readonly value: Secret;
  readonly updatedAt: number;
  /** Fresh for every entry. */
  readonly nonce: Uint8Array;
}

export function sealEntry(vaultId: string, entry: EntryToSeal, keys: VaultKeys): Entry {
  const context = entryContext(vaultId, entry.label);
  const sealed = seal(Buffer.from(entry.value.reveal()), { key: keys.data, nonce: entry.nonce, context });
  const { name, kind, origins, version } = entry.label;
  const nonce = Buffer.from(entry.nonce).toString('base64');
  return { name, kind, origins, version, updatedAt: entry.updatedAt, nonce, sealed: sealed.toString('base64') };
}

export interface OpenSecret {
  readonly entry: Entry;
  readonly value: Secret;
}

/** Verifies the whole file and opens every entry, by name; or answers null: then nothing of it is to be believed. */
export function openEntries(file: VaultFile, keys: VaultKeys): Map<string, OpenSecret> | null {
  const expected = sealOf(file, keys.seal);
  const found = Buffer.from(file.seal, 'base64');
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) return null;
  const secrets = new Map<string, OpenSecret>();
  for (const entry of file.entries) {
    const nonce = Buffer.from(entry.nonce, 'base64');
    const context = entryContext(file.id, entry);
    const plain = unseal(Buffer.from(entry.sealed, 'base64'), { key: keys.data, nonce, context });
    if (plain === null) return null;
    secrets.set(entry.name, { entry, value: new Secret(plain.toString('utf8')) });
    plain.fill(0);
  }
  return secrets;
}
