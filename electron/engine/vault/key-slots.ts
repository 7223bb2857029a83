// Ways to open a vault: each slot wraps the one data key. A passphrase is stretched, a recovery key has full entropy already,
// and the system's keychain only adds convenience: it never stands alone.
import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Keychain } from '../ports.ts';
import { type Context, deriveKey, keyBytes, nonceBytes, seal, unseal } from './sealing.ts';
import type { Slot, SlotOf } from './vault-file.ts';

const saltBytes = 16;
export const productionScryptCost = 2 ** 17;

export interface SlotMaking {
  readonly vaultId: string;
  readonly dataKey: Uint8Array;
  readonly createdAt: number;
  bytes(count: number): Uint8Array;
}

type Scrypt = SlotOf<'passphrase'>['scrypt'];

function stretch(passphrase: string, salt: Uint8Array, { n, r, p }: Scrypt): Promise<Buffer> {
  // scrypt needs 128·n·r bytes and a little more; Node refuses at maxmem.
  const options = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, keyBytes, options, (cause, key) =>
      cause === null ? resolve(key) : reject(cause),
    );
  });
}

type WrappingSlot = SlotOf<'passphrase'> | SlotOf<'recovery'>;

function slotContext(vaultId: string, slot: Omit<WrappingSlot, 'nonce' | 'wrapped' | 'createdAt'>): Context {
  const parameters = 'scrypt' in slot ? slot.scrypt : null;
  return ['slot', 1, vaultId, slot.id, slot.kind, parameters, slot.salt];
}

function startSlot(making: SlotMaking) {
  const id = Buffer.from(making.bytes(8)).toString('hex');
  const salt = Buffer.from(making.bytes(saltBytes));
  return { base: { id, createdAt: making.createdAt, salt: salt.toString('base64') }, salt };
}

function wrap(making: SlotMaking, key: Buffer, context: Context) {
  const nonce = making.bytes(nonceBytes);
  const wrapped = seal(making.dataKey, { key, nonce, context });
  key.fill(0);
  return { nonce: Buffer.from(nonce).toString('base64'), wrapped: wrapped.toString('base64') };
}

function unwrap(slot: WrappingSlot, key: Buffer, vaultId: string): Buffer | null {
  const nonce = Buffer.from(slot.nonce, 'base64');
  const opened = unseal(Buffer.from(slot.wrapped, 'base64'), { key, nonce, context: slotContext(vaultId, slot) });
  key.fill(0);
  return opened?.length === keyBytes ? opened : null;
}

export async function makePassphraseSlot(making: SlotMaking, passphrase: string, cost: number): Promise<Slot> {
  const { base, salt } = startSlot(making);
  const start = { ...base, kind: 'passphrase', scrypt: { n: cost, r: 8, p: 1 } } as const;
  const key = await stretch(passphrase, salt, start.scrypt);
  return { ...start, ...wrap(making, key, slotContext(making.vaultId, start)) };
}

export function makeRecoverySlot(making: SlotMaking, recoveryKey: Uint8Array): Slot {
  const { base, salt } = startSlot(making);
  const start = { ...base, kind: 'recovery' } as const;
  const key = deriveKey(recoveryKey, salt, 'recovery');
  return { ...start, ...wrap(making, key, slotContext(making.vaultId, start)) };
}

/** The data key, or null when no slot has this passphrase. */
export async function openByPassphrase(vault: SlotHolder, passphrase: string): Promise<Buffer | null> {
  for (const slot of vault.slots) {
    if (slot.kind !== 'passphrase') continue;
    const key = await stretch(passphrase, Buffer.from(slot.salt, 'base64'), slot.scrypt);
    const opened = unwrap(slot, key, vault.id);
    if (opened !== null) return opened;
  }
  return null;
}

export function openByRecoveryKey(vault: SlotHolder, recoveryKey: Uint8Array): Buffer | null {
  for (const slot of vault.slots) {
    if (slot.kind !== 'recovery') continue;
    const key = deriveKey(recoveryKey, Buffer.from(slot.salt, 'base64'), 'recovery');
    const opened = unwrap(slot, key, vault.id);
    if (opened !== null) return opened;
  }
  return null;
}

export interface SlotHolder {
  readonly id: string;
  readonly slots: readonly Slot[];
}

/** The keychain's name, or null where it protects nothing: `basic_text` is a fixed key, `unknown` is no promise at all. */
export async function findBackend(keychain: Keychain | null): Promise<string | null> {
  if (keychain === null) return null;
  const backend = await keychain.backend();
  return backend === 'basic_text' || backend === 'unknown' ? null : backend;
}

/** The slot is made only once its ciphertext was seen to open again; so it may replace an older one. Rejects when it does not. */
export async function makeKeychainSlot(making: SlotMaking, keychain: Keychain, backend: string): Promise<Slot> {
  const wrapped = await keychain.wrap(making.dataKey);
  const { plain } = await keychain.unwrap(wrapped);
  const opens = plain.length === keyBytes && timingSafeEqual(plain, making.dataKey);
  plain.fill(0);
  if (!opens) throw new Error('The keychain does not give back what it was given.');
  const id = Buffer.from(making.bytes(8)).toString('hex');
  return {
    id,
    kind: 'keychain',
    createdAt: making.createdAt,
    backend,
    wrapped: Buffer.from(wrapped).toString('base64'),
  };
}
