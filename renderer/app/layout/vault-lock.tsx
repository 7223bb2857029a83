// The vault's lock in the top bar: locks at once, and leads to the vault to unlock or make it. Passphrases are typed there, not here.
import { Lock, LockOpen } from 'lucide-react';
import { IconButton } from '../../ui/button.tsx';
import { readyValue } from '../feature/loadable.ts';
import { navigate, screenChange, useAppState } from '../feature/use-app.ts';
import { screens } from '../features.ts';
import type { AppState } from '../store.ts';
import { t } from '../texts.ts';

const vaultScreen = 'vault';

export function VaultLock() {
  const { status, vaultLockAsked } = useAppState((state: AppState) => state.vault);
  const vault = readyValue(status);
  if (vault?.unlocked) return <IconButton icon={LockOpen} name={t('vault.lock')} onClick={vaultLockAsked} />;
  // Where the screen is not there is nothing to lead to.
  if (!screens.some(({ id }) => id === vaultScreen)) return null;
  const name = vault?.exists === false ? t('vault.none') : t('vault.open');
  return <IconButton icon={Lock} name={name} onClick={() => navigate(screenChange(vaultScreen))} />;
}
