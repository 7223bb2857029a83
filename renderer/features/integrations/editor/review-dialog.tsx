// Review changes: each field of the draft that differs from the saved integration, before and after.

import { useRef } from 'react';
import { navigate } from '../../../app/feature/use-app.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { listChanges } from './changes.ts';
import { saveAndClose } from './editor-commands.ts';
import styles from './review.module.css';
import type { EditorSession } from './session.ts';
import { t } from './texts.ts';
import { useEditor } from './use-editor.ts';

export function ReviewDialog({ session }: { readonly session: EditorSession }) {
  const isReviewing = useEditor((editor) => editor.isReviewing);
  const reviewToggled = useEditor((editor) => editor.reviewToggled);
  const editor = useEditor((slice) => slice);
  const closeButton = useRef<HTMLButtonElement>(null);
  const close = () => reviewToggled(false);
  const save = () => {
    close();
    saveAndClose(editor, navigate);
  };
  return (
    <Dialog
      isOpen={isReviewing}
      onClose={close}
      title={t('review.title')}
      size="large"
      initialFocus={closeButton}
      actions={
        <>
          <Button ref={closeButton} onClick={close}>
            {t('review.close')}
          </Button>
          <Button variant="primary" onClick={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Changes session={session} />
    </Dialog>
  );
}

function Changes({ session }: { readonly session: EditorSession }) {
  const changes = listChanges(session.saved, session.integration);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('review.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('review.member')}</th>
            <th scope="col">{t('review.before')}</th>
            <th scope="col">{t('review.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ member, before, after }) => (
            <tr key={member}>
              <th scope="row">{t(`member.${member}`)}</th>
              <td className={styles.before}>{before === '' ? t('review.empty') : before}</td>
              <td className={styles.after}>{after === '' ? t('review.empty') : after}</td>
            </tr>
          ))}
          {session.typedSecret !== null && (
            <tr>
              <th scope="row">{t('auth.secret')}</th>
              <td className={styles.before} />
              <td className={styles.after}>{t('secret.new')}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
