// The vault's state and its file, kept in step. It runs one act at a time and knows neither slots nor secrets' rules.
//
// States: missing (no file) → unlocked (created) ⇄ locked; unusable (damaged, or from a newer Switchhook) is left only
// when the file changes. Memory changes after the file did, so a failed write leaves both as they were.
import { promises as fs } from 'node:fs';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { vaultErrors } from '../../../shared/vault/errors.ts';
import { translateFileFailure } from '../database/file-failure.ts';
import { type VaultKeys, wipeKeys } from './sealing.ts';
import {
  buildFile,
  type OpenSecret,
  openEntries,
  parseFile,
  type VaultContents,
  type VaultFile,
} from './vault-file.ts';
import { writeWhole } from './write-whole.ts';

export interface Unlocked {
  readonly kind: 'unlocked';
  readonly file: VaultFile;
  readonly keys: VaultKeys;
  readonly secrets: ReadonlyMap<string, OpenSecret>;
}

export type VaultState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly failure: Failure }
  | { readonly kind: 'locked'; readonly file: VaultFile }
  | Unlocked;

export class VaultStore {
  readonly #path: string;
  readonly #listeners = new Set<() => void>();
  #state: VaultState = { kind: 'missing' };
  /** The file as last read or written; null when there was none. */
  #seen: Buffer | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  get state(): VaultState {
    return this.#state;
  }

  /**
   * Runs `act` after all acts before it, on what the file says now. One at a time: no change is lost, and no key is wiped
   * while an act uses it.
   */
  run<T>(act: () => T | Promise<T>): Promise<T> {
    return this.#enqueue(async () => {
      await this.#refresh();
      return act();
    });
  }

  /** Locks after all acts before it, whatever became of the file. */
  lock(): Promise<void> {
    return this.#enqueue(() => {
      if (this.#state.kind === 'unlocked') this.#become({ kind: 'locked', file: this.#state.file });
    });
  }

  /** Throws Failure: VAULT_MISSING, VAULT_LOCKED, VAULT_DAMAGED, VAULT_NEWER. */
  unlocked(): Unlocked {
    if (this.#state.kind === 'unlocked') return this.#state;
    this.file();
    throw vaultErrors.fail('VAULT_LOCKED');
  }

  /** The file, verified only if unlocked. Throws Failure: VAULT_MISSING, VAULT_DAMAGED, VAULT_NEWER. */
  file(): VaultFile {
    if (this.#state.kind === 'missing') throw vaultErrors.fail('VAULT_MISSING');
    if (this.#state.kind === 'unusable') throw this.#state.failure;
    return this.#state.file;
  }

  damaged(): Failure {
    return vaultErrors.fail('VAULT_DAMAGED', { path: this.#path });
  }

  /** Unlocks the file if all of it verifies under `keys`, which now belong to the store; else answers false. */
  open(file: VaultFile, keys: VaultKeys): boolean {
    const secrets = openEntries(file, keys);
    if (secrets === null) wipeKeys(keys);
    else this.#become({ kind: 'unlocked', file, keys, secrets });
    return secrets !== null;
  }

  /** Replaces the contents. Throws Failure: STORAGE_FULL, STORAGE_READ_ONLY and those of `unlocked`. */
  async change(contents: Partial<VaultContents>): Promise<void> {
    const { file, keys } = this.unlocked();
    await this.write({ ...file, ...contents }, keys, file.revision + 1);
  }

  /** As `change`, for a vault that is not open yet: `keys` belong to the store once this is done. */
  async write(contents: VaultContents, keys: VaultKeys, revision: number): Promise<void> {
    const { file, bytes } = buildFile(contents, keys, revision);
    // What does not open again must not replace what does.
    const secrets = openEntries(file, keys);
    if (secrets === null) throw new Error('The vault would not open what it was about to write.');
    await writeWhole(this.#path, bytes);
    this.#seen = bytes;
    this.#become({ kind: 'unlocked', file, keys, secrets });
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #enqueue<T>(act: () => T | Promise<T>): Promise<T> {
    const turn = this.#queue.then(act);
    this.#queue = turn.catch(() => {});
    return turn;
  }

  #become(next: VaultState): void {
    const before = this.#state;
    const keepsKeys = before.kind === 'unlocked' && next.kind === 'unlocked' && before.keys === next.keys;
    if (before.kind === 'unlocked' && !keepsKeys) wipeKeys(before.keys);
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  async #refresh(): Promise<void> {
    const bytes = await readIfThere(this.#path);
    if (bytes === null ? this.#seen === null : this.#seen?.equals(bytes)) return;
    this.#seen = bytes;
    this.#become(bytes === null ? { kind: 'missing' } : this.#adopt(bytes));
  }

  /** A file that another program put there: opened with the keys at hand if they fit, else locked. */
  #adopt(bytes: Buffer): VaultState {
    try {
      const file = parseFile(bytes, this.#path);
      if (this.#state.kind !== 'unlocked') return { kind: 'locked', file };
      const { keys } = this.#state;
      const secrets = openEntries(file, keys);
      return secrets === null ? { kind: 'locked', file } : { kind: 'unlocked', file, keys, secrets };
    } catch (cause) {
      if (cause instanceof Failure) return { kind: 'unusable', failure: cause };
      throw cause;
    }
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await fs.readFile(path);
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ENOENT') return null;
    throw translateFileFailure(cause, path);
  }
}
