// Creating, opening and re-keying the vault. Every function here runs inside the store's queue.
import { timingSafeEqual } from 'node:crypto';
import type { Failure } from '../../../shared/kernel/app-error.ts';
import type { HeldKey, UnlockKey } from '../../../shared/vault/contract.ts';
import { vaultErrors } from '../../../shared/vault/errors.ts';
import { isStrongPassphrase } from '../../../shared/vault/secret-rules.ts';
import type { Clock, Keychain, Log, Random } from '../ports.ts';
import {
  findBackend,
  makeKeychainSlot,
  makePassphraseSlot,
  makeRecoverySlot,
  openByPassphrase,
  openByRecoveryKey,
  type SlotMaking,
} from './key-slots.ts';
import { formatRecoveryKey, parseRecoveryKey } from './recovery-key.ts';
import { deriveKeys, keyBytes, wipeKeys } from './sealing.ts';
import { mostSlots, type Slot, type SlotOf, type VaultFile } from './vault-file.ts';
import type { VaultStore } from './vault-store.ts';

export interface SlotSurroundings {
  readonly store: VaultStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'bytes'>;
  readonly keychain: Keychain | null;
  readonly log: Log;
  readonly scryptCost: number;
}

export class SlotActs {
  readonly #at: SlotSurroundings;

  constructor(at: SlotSurroundings) {
    this.#at = at;
  }

  async create(passphrase: string): Promise<void> {
    const { store, random, scryptCost } = this.#at;
    if (store.state.kind === 'unusable') throw store.state.failure;
    if (store.state.kind !== 'missing') throw vaultErrors.fail('VAULT_EXISTS');
    if (!isStrongPassphrase(passphrase)) throw vaultErrors.fail('VAULT_PASSPHRASE_WEAK');
    const dataKey = random.bytes(keyBytes);
    const keys = deriveKeys(dataKey);
    dataKey.fill(0);
    const id = Buffer.from(random.bytes(16)).toString('hex');
    try {
      const slot = await makePassphraseSlot(this.#making(id, keys.data), passphrase, scryptCost);
      await store.write({ id, slots: [slot], entries: [] }, keys, 1);
    } catch (cause) {
      wipeKeys(keys);
      throw cause;
    }
  }

  async unlock(by: UnlockKey): Promise<void> {
    const { store } = this.#at;
    const file = store.file();
    if ('keychain' in by) return this.#unlockByKeychain(file);
    this.#open(file, await findDataKey(file, by), store.damaged());
    await this.#followBackend();
  }

  /** Leaves the vault unlocked: whoever may change the passphrase may open it. */
  async changePassphrase(current: HeldKey, next: string): Promise<void> {
    const { store, scryptCost } = this.#at;
    const file = store.file();
    if (!isStrongPassphrase(next)) throw vaultErrors.fail('VAULT_PASSPHRASE_WEAK');
    this.#open(file, await findDataKey(file, current), store.damaged());
    const { keys } = store.unlocked();
    const slot = await makePassphraseSlot(this.#making(file.id, keys.data), next, scryptCost);
    await store.change({ slots: [...file.slots.filter(({ kind }) => kind !== 'passphrase'), slot] });
  }

  /** The printed form. It is shown once and kept nowhere. */
  async createRecoveryKey(): Promise<string> {
    const { store, random } = this.#at;
    const { file, keys } = store.unlocked();
    if (file.slots.length >= mostSlots) throw vaultErrors.fail('VAULT_SLOTS_FULL');
    const recoveryKey = random.bytes(keyBytes);
    const slot = makeRecoverySlot(this.#making(file.id, keys.data), recoveryKey);
    await store.change({ slots: [...file.slots, slot] });
    return formatRecoveryKey(recoveryKey);
  }

  async removeSlot(id: string): Promise<void> {
    const { file } = this.#at.store.unlocked();
    const left = file.slots.filter((slot) => slot.id !== id);
    if (left.length === file.slots.length) throw vaultErrors.fail('VAULT_SLOT_UNKNOWN');
    if (left.every(({ kind }) => kind === 'keychain')) throw vaultErrors.fail('VAULT_LAST_SLOT');
    await this.#at.store.change({ slots: left });
  }

  async keepInKeychain(): Promise<void> {
    const { store, keychain } = this.#at;
    const { file } = store.unlocked();
    const backend = await this.backend();
    if (keychain === null || backend === null) throw vaultErrors.fail('VAULT_KEYCHAIN_NONE');
    if (file.slots.length >= mostSlots && keychainSlot(file) === undefined) throw vaultErrors.fail('VAULT_SLOTS_FULL');
    const slot = await this.#makeKeychainSlot(keychain, backend).catch((cause: unknown) => {
      this.#at.log('warn', 'the keychain did not take the vault key', { backend, cause: String(cause) });
      throw vaultErrors.fail('VAULT_KEYCHAIN_FAILED');
    });
    await this.#putKeychainSlot(slot);
  }

  /** The name of a keychain that may hold the vault's key, else null. */
  async backend(): Promise<string | null> {
    try {
      return await findBackend(this.#at.keychain);
    } catch (cause) {
      this.#at.log('warn', 'the keychain does not answer', { cause: String(cause) });
      return null;
    }
  }

  async #unlockByKeychain(file: VaultFile): Promise<void> {
    const { keychain, log } = this.#at;
    const slot = keychainSlot(file);
    if (slot === undefined) throw vaultErrors.fail('VAULT_SLOT_UNKNOWN');
    const backend = await this.backend();
    if (keychain === null || backend === null) throw vaultErrors.fail('VAULT_KEYCHAIN_NONE');
    if (slot.backend !== backend) {
      throw vaultErrors.fail('VAULT_KEYCHAIN_CHANGED', { stored: slot.backend, found: backend });
    }
    const given = await keychain.unwrap(Buffer.from(slot.wrapped, 'base64')).catch((cause: unknown) => {
      log('warn', 'the keychain did not give the vault key', { backend, cause: String(cause) });
      throw vaultErrors.fail('VAULT_KEYCHAIN_FAILED');
    });
    if (given.plain.length !== keyBytes) throw vaultErrors.fail('VAULT_KEYCHAIN_FAILED');
    this.#open(file, given.plain, vaultErrors.fail('VAULT_KEYCHAIN_FAILED'));
    if (given.shouldWrapAgain) await this.#wrapAgain(keychain, backend);
  }

  /** A key that comes from the keychain of another system is worth nothing: after the passphrase, remember it in this one. */
  async #followBackend(): Promise<void> {
    const { store, keychain } = this.#at;
    const slot = keychainSlot(store.file());
    if (slot === undefined || keychain === null) return;
    const backend = await this.backend();
    if (backend !== null && backend !== slot.backend) await this.#wrapAgain(keychain, backend);
  }

  /** The vault is open either way, and the old slot stays until the new one was seen to open. */
  async #wrapAgain(keychain: Keychain, backend: string): Promise<void> {
    try {
      await this.#putKeychainSlot(await this.#makeKeychainSlot(keychain, backend));
    } catch (cause) {
      this.#at.log('warn', 'the vault key was not wrapped again; the old wrapping was kept', {
        backend,
        cause: String(cause),
      });
    }
  }

  #makeKeychainSlot(keychain: Keychain, backend: string): Promise<Slot> {
    const { file, keys } = this.#at.store.unlocked();
    return makeKeychainSlot(this.#making(file.id, keys.data), keychain, backend);
  }

  #putKeychainSlot(slot: Slot): Promise<void> {
    const { store } = this.#at;
    return store.change({ slots: [...store.file().slots.filter(({ kind }) => kind !== 'keychain'), slot] });
  }

  #open(file: VaultFile, dataKey: Uint8Array, otherwise: Failure): void {
    const { store } = this.#at;
    const { state } = store;
    const isOpen = state.kind === 'unlocked' && timingSafeEqual(state.keys.data, dataKey);
    const opens = isOpen || store.open(file, deriveKeys(dataKey));
    dataKey.fill(0);
    if (!opens) throw otherwise;
  }

  #making(vaultId: string, dataKey: Uint8Array): SlotMaking {
    const { clock, random } = this.#at;
    return { vaultId, dataKey, createdAt: clock.now(), bytes: (count) => random.bytes(count) };
  }
}

const keychainSlot = (file: VaultFile): SlotOf<'keychain'> | undefined =>
  file.slots.find((slot) => slot.kind === 'keychain');

/** Throws Failure: VAULT_PASSPHRASE, VAULT_RECOVERY_MISTYPED, VAULT_RECOVERY_KEY. */
async function findDataKey(file: VaultFile, by: HeldKey): Promise<Buffer> {
  if ('passphrase' in by) {
    const dataKey = await openByPassphrase(file, by.passphrase);
    if (dataKey === null) throw vaultErrors.fail('VAULT_PASSPHRASE');
    return dataKey;
  }
  const recoveryKey = parseRecoveryKey(by.recoveryKey);
  if (recoveryKey === null) throw vaultErrors.fail('VAULT_RECOVERY_MISTYPED');
  const dataKey = openByRecoveryKey(file, recoveryKey);
  recoveryKey.fill(0);
  if (dataKey === null) throw vaultErrors.fail('VAULT_RECOVERY_KEY');
  return dataKey;
}
