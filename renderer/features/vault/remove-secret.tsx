// The question before a secret is removed. It names how many integrations could not send without it.
import type { SecretView } from '../../../shared/vault/contract.ts';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { AlertDialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { useToasts } from '../../ui/toast.tsx';
import type { SecretsState } from './store.ts';
import { t } from './texts.ts';
import { useAct } from './use-act.ts';

export interface RemoveSecretProps {
  readonly secret: SecretView;
  readonly onClose: () => void;
}

export function RemoveSecret({ secret, onClose }: RemoveSecretProps) {
  const { name, usedBy = 0 } = secret;
  const removeAsked = useAppState((state: FrameState & SecretsState) => state.secrets.removeAsked);
  const { show } = useToasts();
  const remove = useAct(
    () => removeAsked(name, usedBy > 0),
    () => {
      show({ text: t('done.removed', { name }) });
      onClose();
    },
  );
  return (
    <AlertDialog
      isOpen
      isDanger
      title={t('remove.title', { name })}
      description={usedBy > 0 ? t('remove.used', { count: formatNumber(usedBy) }) : t('remove.text')}
      confirmLabel={t(usedBy > 0 ? 'remove.doUsed' : 'remove.do')}
      cancelLabel={t('act.cancel')}
      onConfirm={() => remove.run(undefined)}
      onCancel={onClose}
    >
      {remove.problem !== null && (
        <Note tone="danger" isAnnounced>
          {remove.problem.message}
        </Note>
      )}
    </AlertDialog>
  );
}
