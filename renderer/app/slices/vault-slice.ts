// Mirror of the vault's state: whether it exists and is unlocked. No secret comes here.
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { VaultStatus } from '../../../shared/vault/contract.ts';
import { type Loadable, loading } from '../feature/loadable.ts';
import type { CreateSlice } from '../feature/slice.ts';

export interface VaultSlice {
  readonly status: Loadable<VaultStatus>;
  vaultLockAsked(): void;
  /** Answers why it was not unlocked. */
  vaultUnlockAsked(passphrase: string): Promise<AppError | null>;
}

export const createVaultSlice: CreateSlice<VaultSlice> = ({ client, write, whileOpen }) => {
  whileOpen(() =>
    client.vault.watch({}, (event) => {
      if ('type' in event) write({ status: { status: 'failed', error: event.error } });
      else write({ status: { status: 'ready', value: event.status } });
    }),
  );
  return {
    status: loading,
    // The new status comes as an event.
    vaultLockAsked: () => void client.vault.lock({}),
    vaultUnlockAsked: async (passphrase) => {
      const answer = await client.vault.unlock({ passphrase });
      return answer.ok ? null : answer.error;
    },
  };
};
