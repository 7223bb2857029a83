// The attempts of a delivery, newest first, and what came of the chosen one.
import { LoaderCircle } from 'lucide-react';
import type { Attempt, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { useIsWide } from '../../app/feature/use-list.ts';
import { Note } from '../../ui/note.tsx';
import { PaneSection } from '../../ui/sheet.tsx';
import { type TimelineItem, TimelineList } from '../../ui/timeline-list.tsx';
import { AttemptResult } from './attempt-result.tsx';
import { chooseAttempt } from './choose-attempt.ts';
import { describeResult } from './describe-outcome.ts';
import { formatClock, formatDuration } from './format-duration.ts';
import { BuiltRequestView } from './request-tab.tsx';
import type { State } from './selectors.ts';
import { t } from './texts.ts';

export interface AttemptsTabProps {
  readonly delivery: DeliveryDetail;
  readonly held: AppError | null;
}

const underWay: TimelineItem = {
  id: 'under-way',
  icon: LoaderCircle,
  tone: 'info',
  title: t('attempts.under'),
  kind: t('attempts.sending'),
};

export function AttemptsTab({ delivery, held }: AttemptsTabProps) {
  const chosenNumber = useAppState((state: State) => state.dispatchView.chosenAttempt);
  const attemptChosen = useAppState((state: State) => state.dispatchView.attemptChosen);
  const isWide = useIsWide();
  const chosen = chooseAttempt(delivery.attempts, chosenNumber);
  const done = delivery.attempts.map(toItem).reverse();
  const isUnderWay = delivery.outcome === 'pending' && held === null;
  const choose = (id: string) => {
    if (id !== underWay.id) attemptChosen(Number(id));
  };
  return (
    <>
      {held !== null && (
        <PaneSection>
          <Note tone="warn" isAnnounced>
            {held.message}
          </Note>
        </PaneSection>
      )}
      {(isUnderWay || done.length > 0) && (
        <PaneSection>
          <TimelineList
            label={t('attempts.name')}
            items={isUnderWay ? [underWay, ...done] : done}
            chosenId={chosen === undefined ? undefined : String(chosen.number)}
            onChoose={choose}
          />
        </PaneSection>
      )}
      <AttemptResult delivery={delivery} attempt={chosen} />
      {isWide && <BuiltRequestView delivery={delivery} attempt={undefined} />}
    </>
  );
}

function toItem(attempt: Attempt): TimelineItem {
  const { icon, tone, word, detail } = describeResult(attempt);
  return {
    id: String(attempt.number),
    icon,
    tone,
    title: String(attempt.number),
    kind: t(`kind.${attempt.kind}`),
    time: formatClock(attempt.startedAt, defaultTimeZone),
    result: attempt.status === null ? word : (detail ?? word),
    duration: formatDuration(attempt.durationMs),
  };
}
