// The vault's face: opens the file of a data folder and offers what the engine and the contract may do with it.
// Values leave it as `Secret`, and only for an origin they are bound to.
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { Secret } from '../../../shared/kernel/secret.ts';
import type { VaultStatus, vaultContract } from '../../../shared/vault/contract.ts';
import { vaultErrors } from '../../../shared/vault/errors.ts';
import { normaliseOrigin } from '../../../shared/vault/secret-rules.ts';
import type { Clock, Keychain, Log, Random } from '../ports.ts';
import { IdleLock } from './idle-lock.ts';
import { productionScryptCost } from './key-slots.ts';
import { createRedactor, type KnownSecret, type Redactor } from './redactor.ts';
import { findSecret, SecretActs, type SecretImport } from './secret-acts.ts';
import { SlotActs } from './slot-acts.ts';
import type { Entry } from './vault-file.ts';
import { VaultStore } from './vault-store.ts';

export type { KnownSecret, Redactor, SecretImport };

export interface VaultOptions {
  readonly filePath: string;
  readonly clock: Clock;
  readonly random: Pick<Random, 'bytes'>;
  readonly keychain: Keychain | null;
  readonly log: Log;
  /** How many integrations name a secret; null while nobody can say. */
  readonly countUses?: ((name: string) => number) | null;
  /** scrypt's N for new passphrases, a power of two. Anything below 2^17 is for tests. */
  readonly scryptCost?: number | undefined;
}

export interface Vault {
  readonly handlers: HandlersOf<{ vault: typeof vaultContract }>['vault'];
  /** Throws Failure: VAULT_MISSING, VAULT_LOCKED, VAULT_DAMAGED, VAULT_NEWER, SECRET_UNKNOWN_NAME, SECRET_ORIGIN. Counts as use. */
  resolve(name: string, url: string): Secret;
  /** The value for a person to see, or for a receiver on this machine: an act of the host, never for another system. Counts as use. */
  reveal(name: string): Secret;
  /** None while the vault is locked. */
  knownSecrets(): readonly KnownSecret[];
  /** Knows all secrets of the vault and `extra`: values of one run, such as a basic pair `user:pass`. */
  redactor(extra?: readonly KnownSecret[]): Redactor;
  /** A new recovery key in its printed form: an act of the host, on paper or a terminal only. */
  createRecoveryKey(): Promise<string>;
  /** Stores plain secrets that came in a file, under free names, which it returns in order. All or none. */
  importSecrets(imports: readonly SecretImport[]): Promise<readonly string[]>;
  /** 0: never. */
  lockAfter(idleMs: number): void;
  /** Waits for what is under way, then locks. */
  close(): Promise<void>;
}

/** A file that cannot be used is no reason not to start: `status` says why, and every act fails with it. */
export async function openVault(options: VaultOptions): Promise<Vault> {
  const { filePath, countUses = null, scryptCost = productionScryptCost, ...ports } = options;
  const store = new VaultStore(filePath);
  const slots = new SlotActs({ ...ports, store, scryptCost });
  const secrets = new SecretActs({ ...ports, store, countUses });
  const idle = new IdleLock(ports.clock, () => void store.lock());
  await store.run(() => {});
  const backend = await slots.backend();
  const status = () => describe(store, backend);
  const take = (name: string) => {
    const secret = findSecret(store.unlocked(), name);
    idle.use();
    return secret;
  };

  return {
    handlers: buildHandlers({ store, slots, secrets, idle, status }),
    resolve: (name, url) => {
      const { entry, value } = take(name);
      refuseOrigin(entry, url);
      return value;
    },
    reveal: (name) => take(name).value,
    knownSecrets: () => knownSecrets(store),
    redactor: redactorOf(store, ports.random),
    createRecoveryKey: () => store.run(() => slots.createRecoveryKey()),
    importSecrets: (imports) => store.run(() => secrets.importAll(imports)),
    lockAfter: (idleMs) => idle.setLimit(idleMs),
    close: async () => {
      await store.lock();
      idle.stop();
    },
  };
}

interface Parts {
  readonly store: VaultStore;
  readonly slots: SlotActs;
  readonly secrets: SecretActs;
  readonly idle: IdleLock;
  status(): VaultStatus;
}

function buildHandlers({ store, slots, secrets, idle, status }: Parts): Vault['handlers'] {
  const using = <T>(act: () => T | Promise<T>): Promise<T> => {
    idle.use();
    return store.run(act);
  };
  const andStatus = (act: () => void | Promise<void>): Promise<VaultStatus> =>
    using(async () => {
      await act();
      return status();
    });
  return {
    status: () => store.run(status),
    create: ({ passphrase }) => andStatus(() => slots.create(passphrase)),
    unlock: (by) => andStatus(() => slots.unlock(by)),
    lock: async () => {
      await store.lock();
      return status();
    },
    changePassphrase: ({ current, next }) => andStatus(() => slots.changePassphrase(current, next)),
    keepInKeychain: () => andStatus(() => slots.keepInKeychain()),
    removeSlot: ({ id }) => andStatus(() => slots.removeSlot(id)),
    list: () => store.run(() => secrets.list()),
    set: (draft) => using(() => secrets.set(draft)),
    bind: ({ name, origin }) => using(() => secrets.bind(name, origin)),
    unbind: ({ name, origin }) => using(() => secrets.unbind(name, origin)),
    remove: ({ name, evenIfUsed = false }) =>
      using(async () => {
        await secrets.remove(name, evenIfUsed);
        return { name };
      }),
    watch: (_input, emit) => {
      let seq = 0;
      const send = () => emit({ seq: seq++, status: status() });
      send();
      return store.onChange(send);
    },
  };
}

function describe({ state }: VaultStore, keychain: string | null): VaultStatus {
  const file = state.kind === 'locked' || state.kind === 'unlocked' ? state.file : null;
  const slots = (file?.slots ?? []).map((slot) => ({
    id: slot.id,
    kind: slot.kind,
    createdAt: slot.createdAt,
    ...(slot.kind === 'keychain' ? { backend: slot.backend } : {}),
  }));
  return {
    exists: state.kind !== 'missing',
    unlocked: state.kind === 'unlocked',
    slots,
    keychain,
    problem: state.kind === 'unusable' ? (state.failure.error as VaultStatus['problem']) : null,
  };
}

function refuseOrigin({ name, origins }: Entry, url: string): void {
  const origin = normaliseOrigin(url);
  if (origin !== null && origins.includes(origin)) return;
  throw vaultErrors.fail('SECRET_ORIGIN', { name, origin });
}

function knownSecrets({ state }: VaultStore): KnownSecret[] {
  return state.kind === 'unlocked' ? [...state.secrets].map(([name, { value }]) => ({ name, value })) : [];
}

/** The automaton of all secrets is built once per change of the vault. */
function redactorOf(store: VaultStore, random: Pick<Random, 'bytes'>): Vault['redactor'] {
  // Without an open vault hashes are comparable within this run only: a key in the folder would let anyone test guesses.
  const runKey = random.bytes(32);
  let built: { of: unknown; redactor: Redactor } | null = null;
  return (extra = []) => {
    const { state } = store;
    if (built === null || built.of !== state) {
      const hmacKey = state.kind === 'unlocked' ? state.keys.redaction : runKey;
      built = { of: state, redactor: createRedactor(knownSecrets(store), { hmacKey }) };
    }
    return extra.length === 0 ? built.redactor : built.redactor.with(extra);
  };
}
