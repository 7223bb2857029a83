// Asks before Applications of a PBX are turned on or off, says what it means, and offers the way back.
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Pbx } from '../../../shared/tenants/account.ts';
import { focusRegion } from '../../app/feature/focus.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { AlertDialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { selectOpened } from './selectors.ts';
import type { AccountsState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & AccountsState;

export function ApplicationsDialog() {
  const { switching, switchLeft } = useAppState((state: State) => state.accountsView);
  const { failure, choose, forget } = useSwitch();
  // What the dialog says stays the same while it fades away.
  const last = useRef<Pbx | null>(null);
  const isDone = useFocusAfter(switching !== null);
  if (switching !== null) last.current = switching;
  const pbx = last.current;
  if (pbx === null) return null;
  const leave = () => {
    switchLeft();
    forget();
  };
  const confirm = async () => {
    if (!(await choose(pbx, !pbx.applicationsEnabled))) return;
    isDone.current = true;
    leave();
  };
  const texts = pbx.applicationsEnabled ? offTexts : onTexts;
  return (
    <AlertDialog
      isOpen={switching !== null}
      title={t(texts.title, { name: pbx.friendlyName })}
      description={t(texts.text)}
      confirmLabel={t(texts.confirm)}
      cancelLabel={t('switch.cancel')}
      onConfirm={() => void confirm()}
      onCancel={leave}
    >
      {failure !== null && (
        <Note tone="danger" isAnnounced>
          {failure.message}
        </Note>
      )}
    </AlertDialog>
  );
}

/** What opened the dialog may go with the change: an account's note does, a PBX's button stays. The list takes the focus then. */
function useFocusAfter(isOpen: boolean): RefObject<boolean> {
  const isDone = useRef(false);
  const isOpenerGone = useAppState((state: State) => selectOpened(state)?.kind === 'account');
  useEffect(() => {
    if (isOpen || !isDone.current) return;
    isDone.current = false;
    if (isOpenerGone) focusRegion('main');
  }, [isOpen, isOpenerGone]);
  return isDone;
}

const onTexts = { title: 'switch.onTitle', text: 'switch.onText', confirm: 'switch.on' } as const;
const offTexts = { title: 'switch.offTitle', text: 'switch.offText', confirm: 'switch.off' } as const;

function useSwitch() {
  const applicationsChosen = useAppState((state: State) => state.accounts.applicationsChosen);
  const toasts = useToasts();
  const [failure, setFailure] = useState<AppError | null>(null);
  const undo = async ({ serviceUuid }: Pbx, isOn: boolean) => {
    const failed = await applicationsChosen(serviceUuid, !isOn);
    if (failed !== null) toasts.show({ text: failed.message, tone: 'danger' });
  };
  /** Answers whether it was done. */
  const choose = async (pbx: Pbx, isOn: boolean): Promise<boolean> => {
    const failed = await applicationsChosen(pbx.serviceUuid, isOn);
    setFailure(failed);
    if (failed !== null) return false;
    toasts.show({
      text: t(isOn ? 'switch.isOn' : 'switch.isOff', { name: pbx.friendlyName }),
      action: { label: t('switch.undo'), onAction: () => void undo(pbx, isOn) },
    });
    return true;
  };
  return { failure, choose, forget: () => setFailure(null) };
}
