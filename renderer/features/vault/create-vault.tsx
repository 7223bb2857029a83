// Making the vault: a passphrase, twice, and what to know about recovery. A recovery key is printed by the command line only: what is
// shown on a screen would not be printed and kept apart.
import { KeyRound } from 'lucide-react';
import type { FormEvent } from 'react';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { IconTile } from '../../ui/empty-state.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { Note } from '../../ui/note.tsx';
import { NewPassphraseFields, useNewPassphrase } from './new-passphrase.tsx';
import type { SecretsState } from './store.ts';
import { t } from './texts.ts';
import { useAct } from './use-act.ts';
import styles from './vault.module.css';

export function CreateVault() {
  const createAsked = useAppState((state: FrameState & SecretsState) => state.secrets.createAsked);
  const passphrase = useNewPassphrase();
  const create = useAct((value: string) => createAsked(value));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = passphrase.take();
    if (value !== null) create.run(value);
  };
  return (
    <div className={styles.center}>
      <form className={joinClasses(styles.form, styles.create)} onSubmit={submit}>
        <IconTile icon={KeyRound} />
        <h2 className={styles.createTitle}>{t('create.title')}</h2>
        <p className={styles.text}>{t('create.text')}</p>
        <NewPassphraseFields passphrase={passphrase} label={t('create.passphrase')} refused={create.problem} />
        <Note>
          {t('create.recovery')}
          <code className={styles.command}>{t('create.recoveryCommand')}</code>
        </Note>
        <div className={styles.formActions}>
          <Button variant="primary" type="submit">
            {t('create.do')}
          </Button>
        </div>
      </form>
    </div>
  );
}
