// Unlocking in place: the passphrase, or the recovery key where there is one, or the system's keychain where it holds the key.
import { Lock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { HeldKey, VaultStatus } from '../../../shared/vault/contract.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { IconTile } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { SecretsState } from './store.ts';
import { t } from './texts.ts';
import { useAct } from './use-act.ts';
import styles from './vault.module.css';

export function UnlockStrip({ status }: { readonly status: VaultStatus }) {
  const { unlockAsked, keychainAsked } = useAppState((state: FrameState & SecretsState) => state.secrets);
  const [text, setText] = useState('');
  const [isRecovery, setIsRecovery] = useState(false);
  const unlock = useAct(
    (key: HeldKey) => unlockAsked(key),
    () => setText(''),
  );
  const keychain = useAct(() => keychainAsked());
  const problem = unlock.problem ?? keychain.problem;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    unlock.run(isRecovery ? { recoveryKey: text } : { passphrase: text });
  };
  const switchKey = () => {
    setIsRecovery(!isRecovery);
    setText('');
    unlock.forget();
  };
  const hasRecovery = status.slots.some(({ kind }) => kind === 'recovery');
  const hasKeychain = status.slots.some(({ kind }) => kind === 'keychain') && status.keychain !== null;
  return (
    <form className={styles.unlock} onSubmit={submit}>
      <div className={styles.unlockHead}>
        <IconTile icon={Lock} size="small" />
        <div>
          <h2 className={styles.unlockTitle}>{t('unlock.title')}</h2>
          <p className={styles.small}>{`${t('unlock.text')} ${t('unlock.unverified')}`}</p>
        </div>
      </div>
      <div className={styles.unlockRow}>
        <Field
          label={t(isRecovery ? 'unlock.recoveryKey' : 'unlock.passphrase')}
          isLabelHidden
          className={styles.unlockField}
          {...(problem !== null && { error: problem.message })}
        >
          <TextField
            type="password"
            value={text}
            maxLength={1024}
            placeholder={t(isRecovery ? 'unlock.recoveryKey' : 'unlock.passphrase')}
            onChange={setText}
          />
        </Field>
        {hasRecovery && (
          <Button variant="quiet" onClick={switchKey}>
            {t(isRecovery ? 'unlock.usePassphrase' : 'unlock.useRecovery')}
          </Button>
        )}
        {hasKeychain && (
          <Button onClick={() => keychain.run(undefined)}>
            {t('unlock.keychain', { keychain: status.keychain ?? '' })}
          </Button>
        )}
        <Button variant="primary" type="submit">
          {t('unlock.do')}
        </Button>
      </div>
    </form>
  );
}
