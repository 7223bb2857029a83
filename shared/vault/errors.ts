// What can go wrong with the vault. No text ever repeats a passphrase, a recovery key or a value.
import { defineErrors } from '../kernel/app-error.ts';
import type { Problem } from '../kernel/problem.ts';

type Named = { readonly name: string };

export const vaultErrors = defineErrors({
  VAULT_MISSING: () => 'There is no vault yet, so no secret was read or stored. Create one with a passphrase first.',
  VAULT_EXISTS: () =>
    'This data folder has a vault already. It was not touched. Unlock it, or move its file away first.',
  VAULT_LOCKED: () => 'The vault is locked, so no secret was read or changed. Unlock it and do it again.',
  VAULT_PASSPHRASE: () =>
    'The passphrase does not open the vault. Nothing was changed. Try again, or use the recovery key.',
  VAULT_PASSPHRASE_WEAK: () =>
    'The passphrase is too easy to guess, so nothing was changed. Choose at least 8 characters, 4 of them different; several words are best.',
  VAULT_RECOVERY_KEY: () =>
    'This recovery key does not open this vault. Nothing was changed. Use the key printed for this data folder, or the passphrase.',
  VAULT_RECOVERY_MISTYPED: () =>
    'The recovery key has a typing mistake, so it was not tried. Compare it with the printed one: 14 groups of 4 characters.',
  VAULT_KEYCHAIN_NONE: () =>
    'This system has no keychain that protects secrets, so nothing was stored in it or read from it. Use the passphrase.',
  VAULT_KEYCHAIN_CHANGED: (detail: { stored: string; found: string }) =>
    `The vault was remembered in the keychain ${detail.stored}, but this system now uses ${detail.found}. The vault stays locked. Unlock it with the passphrase once; it is then remembered again.`,
  VAULT_KEYCHAIN_FAILED: () =>
    'The system keychain did not give the key of this vault. The vault stays as it was. Unlock it with the passphrase.',
  VAULT_DAMAGED: (detail: { path: string }) =>
    `The vault file is damaged or was edited: ${detail.path}. It was left as it is and no secret was read. Restore a backup, or move the file away and enter the secrets again.`,
  VAULT_NEWER: (detail: { path: string }) =>
    `The vault file was written by a newer Switchhook: ${detail.path}. It was not opened and not changed. Install the newer Switchhook.`,
  VAULT_SLOT_UNKNOWN: () => 'The vault has no such way to be unlocked. Nothing was changed. Look at its status again.',
  VAULT_LAST_SLOT: () =>
    'This is the last passphrase or recovery key: without it nobody could open the vault. It was not removed. Make another one first.',
  VAULT_SLOTS_FULL: () =>
    'The vault has 16 ways to unlock it already. No other was added. Remove one that is not needed.',
  SECRET_UNKNOWN_NAME: (detail: Named) =>
    `The vault holds no secret called ${detail.name}. Nothing was done. Store it with "vault set", or correct the name.`,
  SECRET_EXISTS: (detail: Named) =>
    `The vault holds a secret called ${detail.name} already. It was not changed. Replace it on purpose, or choose another name.`,
  SECRET_NAME_INVALID: () =>
    'The name of a secret is 1 to 64 lower-case letters, digits, dots, dashes and underscores, and begins with a letter or digit. Nothing was stored.',
  SECRET_VALUE_INVALID: (detail: { problems: readonly Problem[] }) =>
    `The secret was not stored. ${detail.problems[0]?.message ?? ''} Enter it again.`,
  SECRET_ORIGIN_INVALID: () =>
    'A secret is bound to http and https addresses only. Nothing was changed. Write them as https://crm.example.com.',
  SECRET_ORIGIN: (detail: Named & { origin: string | null }) =>
    detail.origin === null
      ? `The secret ${detail.name} is sent to http and https addresses only, and this is none, so it was not sent. Correct the URL.`
      : `The secret ${detail.name} may not be sent to ${detail.origin}, so it was not. If that address is right, allow it with "vault set ${detail.name} --for-origin ${detail.origin}".`,
  SECRET_IN_USE: (detail: Named & { usedBy: number }) =>
    `The secret ${detail.name} is still named by ${detail.usedBy} integrations, which could not send without it. It was not removed. Change them first, or remove it although it is used.`,
});
