// The question before a replay that leaves the machine or differs from what was sent: where to, what exactly, and that it may arrive twice.
import { useRef } from 'react';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { DiffView } from '../../app/feature/diff-view.tsx';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import type { Comparison } from './compare-requests.ts';
import styles from './replay-dialog.module.css';
import { ReplayPlaceField } from './replay-place-field.tsx';
import { isPlaceWhole } from './replay-wish.ts';
import { isForReceiver, type State } from './selectors.ts';
import { t } from './texts.ts';
import { useComparison } from './use-comparison.ts';

export function ReplayDialog({ delivery }: { readonly delivery: DeliveryDetail }) {
  const view = useAppState((state: State) => state.dispatchView);
  const { isAskingReplay, mode, place, replayAnswered } = view;
  const replayAsked = useAppState((state: State) => state.dispatch.replayAsked);
  const comparison = useComparison({ delivery, isWanted: isAskingReplay && mode === 'rebuilt', target: place.target });
  const confirm = useRef<HTMLButtonElement>(null);
  const send = () => {
    replayAnswered();
    replayAsked({ deliveryId: delivery.id, mode, ...place });
  };
  const cannot = () => {
    if (!isPlaceWhole(place)) return t('replay.urlMissing');
    if (mode === 'exact' || comparison?.isBuilt === true) return undefined;
    return t(comparison === null ? 'replay.building' : 'replay.cannotBuild');
  };
  const actions = (
    <>
      <Button onClick={replayAnswered}>{t('replay.cancel')}</Button>
      <Button ref={confirm} variant="primary" onClick={send} disabledReason={cannot()}>
        {t('replay.confirm')}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen={isAskingReplay}
      onClose={replayAnswered}
      title={t('replay.title')}
      description={t(mode === 'exact' ? 'replay.exactText' : 'replay.rebuiltText')}
      size={mode === 'exact' ? 'medium' : 'large'}
      actions={actions}
      initialFocus={confirm}
    >
      <div className={styles.parts}>
        <ReplayPlaceField
          place={place}
          onChange={view.placeChosen}
          isExact={mode === 'exact'}
          sameText={nameTarget(delivery, comparison)}
        />
        {mode === 'rebuilt' && <Difference comparison={comparison} />}
        <Note tone="warn">{t('replay.twice')}</Note>
      </div>
    </Dialog>
  );
}

function nameTarget(delivery: DeliveryDetail, comparison: Comparison | null): string {
  if (isForReceiver(delivery)) return t('replay.receiver');
  const isOwnUrl = delivery.originalUrl === null;
  return isOwnUrl && comparison?.isBuilt === true ? comparison.url : delivery.url;
}

export interface DifferenceProps {
  /** null: it is being built. */
  readonly comparison: Comparison | null;
  readonly isWhole?: boolean;
}

export function Difference({ comparison, isWhole = false }: DifferenceProps) {
  if (comparison === null) return <SkeletonLines label={t('replay.building')} lines={4} />;
  if (!comparison.isBuilt) {
    return (
      <Note tone="danger">
        {t('replay.cannotBuild')} {comparison.problems.map(({ message }) => message).join(' ')}
      </Note>
    );
  }
  if (comparison.isSame) return <Note>{t('replay.noDifference')}</Note>;
  return <DiffView label={t('replay.diff')} lines={comparison.lines} isWhole={isWhole} />;
}
