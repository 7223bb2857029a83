// What can be done with the request on screen: send it to the local receiver, and copy it.
import { Radio, Terminal } from 'lucide-react';
import { navigate, screenChange } from '../../../app/feature/use-app.ts';
import { useTenantSet } from '../../../app/feature/use-list.ts';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { Note } from '../../../ui/note.tsx';
import { Spring } from '../../../ui/sheet.tsx';
import { useToasts } from '../../../ui/toast.tsx';
import styles from './preview.module.css';
import { writeCurl } from './preview-text.ts';
import { t } from './texts.ts';
import { type EditorParts, useEditor } from './use-editor.ts';

export function useCopy() {
  const toasts = useToasts();
  return (text: string) => {
    const isCopied = copyText(text);
    toasts.show(isCopied ? { text: t('copied') } : { text: t('copyFailed'), tone: 'danger' });
  };
}

export function SendNote() {
  const sending = useEditor((editor) => editor.sending);
  const sendAsked = useEditor((editor) => editor.sendAsked);
  switch (sending.status) {
    case 'idle':
      return null;
    case 'sending':
      return <Note>{t('sendLocal.sending')}</Note>;
    case 'sent': {
      const open = () => navigate({ ...screenChange('deliveries'), sel: sending.deliveryId });
      const action = (
        <Button variant="link" size="small" onClick={open}>
          {t('sendLocal.open')}
        </Button>
      );
      return (
        <Note tone="info" isAnnounced action={action}>
          {t('sendLocal.sent')}
        </Note>
      );
    }
    case 'failed': {
      const start = (
        <Button variant="link" size="small" onClick={() => sendAsked(true)}>
          {t('sendLocal.start')}
        </Button>
      );
      return (
        <Note tone="danger" isAnnounced action={sending.isReceiverOff ? start : undefined}>
          {sending.error.message}
        </Note>
      );
    }
  }
}

export function PreviewActs({ preview }: EditorParts) {
  const set = useTenantSet();
  const sendAsked = useEditor((editor) => editor.sendAsked);
  const copy = useCopy();
  const curl = writeCurl(preview);
  const cannotSend = () => {
    if (curl === null) return t('sendLocal.none');
    return preview.problems.some(({ severity }) => severity === 'error') ? t('sendLocal.errors') : undefined;
  };
  return (
    <div className={styles.line}>
      <Button
        size="small"
        icon={Radio}
        keys={['Ctrl', 'Enter']}
        onClick={() => sendAsked()}
        disabledReason={cannotSend()}
      >
        {t('sendLocal')}
      </Button>
      {set?.connector === 'sandbox' && (
        <Button variant="quiet" size="small" disabledReason={t('send.sandbox')}>
          {t('send')}
        </Button>
      )}
      <Spring />
      <Button
        variant="quiet"
        size="small"
        icon={Terminal}
        onClick={() => curl !== null && copy(curl)}
        disabledReason={curl === null ? t('copyCurl.none') : undefined}
      >
        {t('copyCurl')}
      </Button>
    </div>
  );
}
