// The editor's head: the way back, what is edited, how its draft stands, and the acts on the whole.
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { formatTime } from '../../../app/feature/format.ts';
import { navigate, useAppLocation } from '../../../app/feature/use-app.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { AlertDialog } from '../../../ui/dialog.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { listChanges } from './changes.ts';
import styles from './editor.module.css';
import { saveAndClose } from './editor-commands.ts';
import { type EditorSession, hasChanges } from './session.ts';
import { t } from './texts.ts';
import { useEditor } from './use-editor.ts';

interface HeadProps {
  readonly session: EditorSession;
}

export function EditorHead({ session }: HeadProps) {
  const { edit } = useAppLocation();
  const { accountName, friendlyName } = session.place;
  const title = session.integration.name || t(session.id === null ? 'newTitle' : 'untitled');
  const place = friendlyName === null ? accountName : `${accountName} / ${friendlyName}`;
  const goBack = () => navigate({ edit: null, ...(edit === 'new' && { sel: null }) });
  return (
    <header className={styles.head}>
      <IconButton icon={ArrowLeft} name={t('back')} size="small" keys="Esc" onClick={goBack} />
      <h1 className={styles.title}>
        <span className={styles.place}>{`${place} / `}</span>
        {title}
      </h1>
      <DraftNote session={session} />
      <HeadActs session={session} />
    </header>
  );
}

function DraftNote({ session: { draft, place } }: HeadProps) {
  const text = () => {
    switch (draft.status) {
      case 'clean':
        return t('draft.none');
      case 'waiting':
      case 'saving':
        return t('draft.waiting');
      case 'kept':
        return t('draft.kept');
      case 'saved':
        return t('draft.saved', { time: formatTime(draft.atMs, place.timeZone) });
      case 'failed':
        return t('draft.failed');
    }
  };
  return (
    <span
      className={joinClasses(styles.draft, styles[draft.status])}
      title={'message' in draft ? draft.message : undefined}
    >
      {text()}
    </span>
  );
}

function HeadActs({ session }: HeadProps) {
  const [isAsking, setIsAsking] = useState(false);
  const isSaving = useEditor((editor) => editor.isSaving);
  const reviewToggled = useEditor((editor) => editor.reviewToggled);
  const draftDiscarded = useEditor((editor) => editor.draftDiscarded);
  const editor = useEditor((slice) => slice);
  const canDiscard = hasChanges(session);
  const count = String(listChanges(session.saved, session.integration).length);
  const discard = () => {
    setIsAsking(false);
    draftDiscarded();
  };
  return (
    <>
      <Button
        variant="quiet"
        size="small"
        onClick={() => setIsAsking(true)}
        disabledReason={canDiscard ? undefined : t('discard.none')}
      >
        {t('discard')}
      </Button>
      {session.id !== null && (
        <Button
          size="small"
          keys="Ctrl D"
          onClick={() => reviewToggled(true)}
          disabledReason={canDiscard ? undefined : t('review.none')}
        >
          {t('review')}
        </Button>
      )}
      <Button variant="primary" size="small" keys="Ctrl S" onClick={() => saveAndClose(editor, navigate)}>
        {t(isSaving ? 'saving' : 'save')}
      </Button>
      <AlertDialog
        isOpen={isAsking}
        title={t('discard.title')}
        description={session.id === null ? t('discard.new') : t('discard.text', { count })}
        confirmLabel={t('discard')}
        cancelLabel={t('discard.keep')}
        isDanger
        onConfirm={discard}
        onCancel={() => setIsAsking(false)}
      />
    </>
  );
}
