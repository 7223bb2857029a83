// Turns Applications of a PBX on from where their absence shows, after asking, with the way back.
import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Pbx } from '../../../shared/tenants/account.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { AlertDialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { useToasts } from '../../ui/toast.tsx';
import type { IntegrationsState } from './store.ts';
import { t } from './texts.ts';

export function TurnOnApplications({ pbx: { serviceUuid, friendlyName: name } }: { readonly pbx: Pbx }) {
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const choose = useAppState((state: FrameState & IntegrationsState) => state.integrations.applicationsChosen);
  const toasts = useToasts();
  const undo = async () => {
    const failed = await choose(serviceUuid, false);
    if (failed !== null) toasts.show({ text: failed.message, tone: 'danger' });
  };
  const turnOn = async () => {
    const failed = await choose(serviceUuid, true);
    setFailure(failed);
    if (failed !== null) return;
    setIsAsking(false);
    toasts.show({
      text: t('apps.isOn', { name }),
      action: { label: t('act.undo'), onAction: () => void undo() },
    });
  };
  return (
    <>
      <Button variant="primary" onClick={() => setIsAsking(true)}>
        {t('apps.turnOn')}
      </Button>
      <AlertDialog
        isOpen={isAsking}
        title={t('apps.title', { name })}
        description={t('apps.text')}
        confirmLabel={t('apps.confirm')}
        cancelLabel={t('apps.cancel')}
        onConfirm={() => void turnOn()}
        onCancel={() => setIsAsking(false)}
      >
        {failure !== null && (
          <Note tone="danger" isAnnounced>
            {failure.message}
          </Note>
        )}
      </AlertDialog>
    </>
  );
}
