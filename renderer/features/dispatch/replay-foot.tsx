// How the next replay is sent: which bytes, and where to. Why the last one was not taken stands above it.
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import type { Option } from '../../ui/option.ts';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { PaneFoot, PaneSection, Spring } from '../../ui/sheet.tsx';
import type { ReplayWish } from './replay-wish.ts';
import type { State } from './selectors.ts';
import { t } from './texts.ts';

const modes: readonly Option<ReplayWish['mode']>[] = [
  { value: 'exact', label: t('replay.exact') },
  { value: 'rebuilt', label: t('replay.rebuilt') },
];

export function ReplayFoot({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { mode, modeChosen, editingBegun } = useAppState((state: State) => state.dispatchView);
  const isPending = delivery.outcome === 'pending';
  return (
    <>
      <NotReplayed delivery={delivery} />
      <PaneFoot>
        <RadioGroup label={t('replay.edit')} options={modes} value={mode} onChange={modeChosen} />
        <Spring />
        <Button size="small" onClick={editingBegun} disabledReason={isPending ? t('replay.pending') : undefined}>
          {t('edited.ask')}
        </Button>
      </PaneFoot>
    </>
  );
}

const needsReceiver = ['SANDBOX_NEEDS_RECEIVER', 'RECEIVER_NOT_RUNNING'];

function NotReplayed({ delivery }: { readonly delivery: DeliveryDetail }) {
  const failure = useAppState((state: State) => state.dispatch.replayFailure);
  const receiverAndReplayAsked = useAppState((state: State) => state.dispatch.receiverAndReplayAsked);
  if (failure === null || failure.wish.deliveryId !== delivery.id) return null;
  const canStart = needsReceiver.includes(failure.error.code);
  const start = (
    <Button size="small" onClick={() => receiverAndReplayAsked(failure.wish)}>
      {t('replay.startReceiver')}
    </Button>
  );
  return (
    <PaneSection>
      <Note tone="danger" isAnnounced>
        {canStart ? t('replay.noReceiver') : `${t('replay.failed')} ${failure.error.message}`}
      </Note>
      {canStart && <div>{start}</div>}
    </PaneSection>
  );
}
