// Storing, binding, listing and removing secrets. Every function here runs inside the store's queue and writes once.
import { Secret } from '../../../shared/kernel/secret.ts';
import type { SecretDraft, SecretView } from '../../../shared/vault/contract.ts';
import { vaultErrors } from '../../../shared/vault/errors.ts';
import {
  checkSecretValue,
  isSecretName,
  lastFour,
  normaliseOrigin,
  proposeSecretName,
  type SecretKind,
} from '../../../shared/vault/secret-rules.ts';
import type { Clock, Random } from '../ports.ts';
import { nonceBytes } from './sealing.ts';
import { type Entry, type OpenSecret, sealEntry } from './vault-file.ts';
import type { Unlocked, VaultStore } from './vault-store.ts';

/** A plain secret that came in a file. */
export interface SecretImport {
  /** What its name should be close to, such as the integration's name. */
  readonly base: string;
  readonly value: Secret;
  readonly kind: SecretKind;
  readonly origins: readonly string[];
}

export interface SecretSurroundings {
  readonly store: VaultStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'bytes'>;
  /** How many integrations name a secret. */
  readonly countUses: ((name: string) => number) | null;
}

type NewEntry = Pick<Entry, 'name' | 'kind' | 'origins'> & { readonly value: Secret };

export class SecretActs {
  readonly #at: SecretSurroundings;

  constructor(at: SecretSurroundings) {
    this.#at = at;
  }

  list(): SecretView[] {
    return this.#at.store.file().entries.map((entry) => this.#view(entry));
  }

  async set(draft: SecretDraft): Promise<SecretView> {
    const vault = this.#at.store.unlocked();
    const { name, kind } = draft;
    if (!isSecretName(name)) throw vaultErrors.fail('SECRET_NAME_INVALID');
    refuseBadValue(kind, draft.value);
    const held = vault.secrets.get(name)?.entry;
    if (held !== undefined && draft.replace !== true) throw vaultErrors.fail('SECRET_EXISTS', { name });
    const origins = draft.origins === undefined ? (held?.origins ?? []) : normaliseOrigins(draft.origins);
    return this.#put(vault, { name, kind, origins, value: new Secret(draft.value) });
  }

  async bind(name: string, url: string): Promise<SecretView> {
    const [origin = ''] = normaliseOrigins([url]);
    return this.#rebind(name, (origins) => normaliseOrigins([...origins, origin]));
  }

  async unbind(name: string, url: string): Promise<SecretView> {
    const [origin] = normaliseOrigins([url]);
    return this.#rebind(name, (origins) => origins.filter((bound) => bound !== origin));
  }

  async remove(name: string, evenIfUsed: boolean): Promise<void> {
    const vault = this.#at.store.unlocked();
    findSecret(vault, name);
    const usedBy = this.#at.countUses?.(name) ?? 0;
    if (usedBy > 0 && !evenIfUsed) throw vaultErrors.fail('SECRET_IN_USE', { name, usedBy });
    await this.#at.store.change({ entries: vault.file.entries.filter((entry) => entry.name !== name) });
  }

  /**
   * The names, in order. A value the vault holds already, with the same kind and no origin less, keeps its name: what was one
   * secret stays one. All are stored or none.
   */
  async importAll(imports: readonly SecretImport[]): Promise<string[]> {
    const vault = this.#at.store.unlocked();
    const drafts = new Map<string, NewEntry>(
      [...vault.secrets].map(([name, { entry, value }]) => [name, { ...entry, value }]),
    );
    const added: NewEntry[] = [];
    const byValue = Map.groupBy(drafts.values(), (held) => held.value.reveal());
    const names = imports.map(({ base, value, kind, origins: urls }) => {
      refuseBadValue(kind, value.reveal());
      const origins = normaliseOrigins(urls);
      const alike = byValue.get(value.reveal()) ?? [];
      const same = alike.find((held) => held.kind === kind && origins.every((origin) => held.origins.includes(origin)));
      if (same !== undefined) return same.name;
      const draft = { name: proposeSecretName(base, (name) => drafts.has(name)), kind, origins, value };
      drafts.set(draft.name, draft);
      byValue.set(value.reveal(), [...alike, draft]);
      added.push(draft);
      return draft.name;
    });
    const entries = added.map((draft) => this.#seal(vault, draft));
    if (entries.length > 0) await this.#at.store.change({ entries: [...vault.file.entries, ...entries] });
    return names;
  }

  async #rebind(name: string, change: (origins: readonly string[]) => string[]): Promise<SecretView> {
    const vault = this.#at.store.unlocked();
    const { entry, value } = findSecret(vault, name);
    const origins = change(entry.origins);
    if (origins.join() === entry.origins.join()) return this.#view(entry);
    return this.#put(vault, { name, kind: entry.kind, origins, value });
  }

  async #put(vault: Unlocked, draft: NewEntry): Promise<SecretView> {
    const entry = this.#seal(vault, draft);
    const others = vault.file.entries.filter(({ name }) => name !== draft.name);
    await this.#at.store.change({ entries: [...others, entry] });
    return this.#view(entry);
  }

  #seal({ file, keys, secrets }: Unlocked, { name, kind, origins, value }: NewEntry): Entry {
    const { clock, random } = this.#at;
    const version = (secrets.get(name)?.entry.version ?? 0) + 1;
    const label = { name, kind, origins, version };
    return sealEntry(file.id, { label, value, updatedAt: clock.now(), nonce: random.bytes(nonceBytes) }, keys);
  }

  #view({ name, kind, origins, updatedAt }: Entry): SecretView {
    const { store, countUses } = this.#at;
    const value = store.state.kind === 'unlocked' ? store.state.secrets.get(name)?.value : undefined;
    const last4 = value === undefined ? undefined : lastFour(value.reveal());
    return {
      name,
      kind,
      origins,
      set: true,
      updatedAt,
      ...(last4 === undefined ? {} : { last4 }),
      ...(countUses === null ? {} : { usedBy: countUses(name) }),
    };
  }
}

function refuseBadValue(kind: SecretKind, value: string): void {
  const problems = checkSecretValue(kind, value);
  if (problems.length > 0) throw vaultErrors.fail('SECRET_VALUE_INVALID', { problems });
}

/** Each once, sorted. */
function normaliseOrigins(urls: readonly string[]): string[] {
  const origins = urls.map((url) => {
    const origin = normaliseOrigin(url);
    if (origin === null) throw vaultErrors.fail('SECRET_ORIGIN_INVALID');
    return origin;
  });
  return [...new Set(origins)].sort();
}

/** Throws Failure: SECRET_UNKNOWN_NAME. */
export function findSecret(vault: Unlocked, name: string): OpenSecret {
  const secret = vault.secrets.get(name);
  if (secret === undefined) throw vaultErrors.fail('SECRET_UNKNOWN_NAME', { name });
  return secret;
}
