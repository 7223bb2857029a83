// Copying with a word about it, whether it worked or not.
import { useCallback } from 'react';
import { copyText } from '../../ui/copy-text.ts';
import { useToasts } from '../../ui/toast.tsx';
import { t } from './texts.ts';

export function useCopy(): (text: string, done: string) => void {
  const { show } = useToasts();
  return useCallback(
    (text, done) => {
      if (copyText(text)) show({ text: done, tone: 'success' });
      else show({ text: t('capture.notCopied'), tone: 'danger' });
    },
    [show],
  );
}
