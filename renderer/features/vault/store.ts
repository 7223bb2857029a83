// The vault's slices: the mirror of its list of secrets, which holds names and never values, and the acts on it. Passphrases and
// values pass through here to the engine and are kept nowhere in the page; what a failed act says stays until the next one.
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { HeldKey, SecretDraft, SecretView } from '../../../shared/vault/contract.ts';
import { type Loadable, loading, toLoadable } from '../../app/feature/loadable.ts';
import type { CreateSlice } from '../../app/feature/slice.ts';

export type ActAnswer = AppError | null;

/** Mirror. Acts answer what went wrong, or null; the form that asked shows it at its field. */
export interface SecretsSlice {
  readonly secrets: Loadable<readonly SecretView[]>;
  vaultOpened(): void;
  createAsked(passphrase: string): Promise<ActAnswer>;
  unlockAsked(key: HeldKey): Promise<ActAnswer>;
  keychainAsked(): Promise<ActAnswer>;
  passphraseChangeAsked(current: HeldKey, next: string): Promise<ActAnswer>;
  setAsked(draft: SecretDraft): Promise<ActAnswer>;
  bindAsked(name: string, origin: string): Promise<ActAnswer>;
  unbindAsked(name: string, origin: string): Promise<ActAnswer>;
  removeAsked(name: string, evenIfUsed: boolean): Promise<ActAnswer>;
}

export interface SecretsState {
  readonly secrets: SecretsSlice;
}

export const createSecretsSlice: CreateSlice<SecretsSlice> = ({ client, write, whileOpen }) => {
  let endWatch: (() => void) | null = null;
  let asked = 0;
  whileOpen(() => () => endWatch?.());
  const load = () => {
    asked += 1;
    const mine = asked;
    void client.vault.list({}).then((answer) => {
      if (mine === asked) write({ secrets: toLoadable(answer) });
    });
  };
  const { vault } = client;
  return {
    secrets: loading,
    // The vault tells every change of its secrets, whoever made it.
    vaultOpened: () => {
      endWatch ??= vault.watch({}, load);
    },
    createAsked: (passphrase) => problemOf(vault.create({ passphrase })),
    unlockAsked: (key) => problemOf(vault.unlock(key)),
    keychainAsked: () => problemOf(vault.unlock({ keychain: true })),
    passphraseChangeAsked: (current, next) => problemOf(vault.changePassphrase({ current, next })),
    setAsked: (draft) => problemOf(vault.set(draft)),
    bindAsked: (name, origin) => problemOf(vault.bind({ name, origin })),
    unbindAsked: (name, origin) => problemOf(vault.unbind({ name, origin })),
    removeAsked: (name, evenIfUsed) => problemOf(vault.remove({ name, evenIfUsed })),
  };
};

async function problemOf(answer: Promise<Result<unknown, AppError>>): Promise<ActAnswer> {
  const settled = await answer;
  return settled.ok ? null : settled.error;
}
