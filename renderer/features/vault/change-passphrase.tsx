// Changing the passphrase. Where a recovery key was printed, it may stand for a forgotten one.
import { type FormEvent, useId, useState } from 'react';
import type { HeldKey } from '../../../shared/vault/contract.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { NewPassphraseFields, useNewPassphrase } from './new-passphrase.tsx';
import type { SecretsState } from './store.ts';
import { t } from './texts.ts';
import { useAct } from './use-act.ts';
import styles from './vault.module.css';

export interface ChangePassphraseProps {
  readonly hasRecoveryKey: boolean;
  readonly onClose: () => void;
}

export function ChangePassphrase({ hasRecoveryKey, onClose }: ChangePassphraseProps) {
  const changeAsked = useAppState((state: FrameState & SecretsState) => state.secrets.passphraseChangeAsked);
  const formId = useId();
  const { show } = useToasts();
  const [current, setCurrent] = useState('');
  const [isRecovery, setIsRecovery] = useState(false);
  const next = useNewPassphrase();
  const change = useAct(
    ({ held, passphrase }: { held: HeldKey; passphrase: string }) => changeAsked(held, passphrase),
    () => {
      show({ text: t('change.done') });
      onClose();
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const passphrase = next.take();
    if (passphrase === null) return;
    change.run({ held: isRecovery ? { recoveryKey: current } : { passphrase: current }, passphrase });
  };
  const isWeak = change.problem?.code === 'VAULT_PASSPHRASE_WEAK';
  const currentProblem = isWeak ? undefined : change.problem?.message;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('change.title')}
      description={t('change.text')}
      actions={
        <>
          {hasRecoveryKey && (
            <Button variant="quiet" onClick={() => setIsRecovery(!isRecovery)}>
              {t(isRecovery ? 'unlock.usePassphrase' : 'unlock.useRecovery')}
            </Button>
          )}
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button variant="primary" type="submit" form={formId}>
            {t('change.do')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit}>
        <Field
          label={t(isRecovery ? 'change.currentKey' : 'change.current')}
          layout="stack"
          {...(currentProblem !== undefined && { error: currentProblem })}
        >
          <TextField type="password" value={current} onChange={setCurrent} maxLength={1024} />
        </Field>
        <NewPassphraseFields passphrase={next} label={t('change.next')} refused={isWeak ? change.problem : null} />
      </form>
    </Dialog>
  );
}
