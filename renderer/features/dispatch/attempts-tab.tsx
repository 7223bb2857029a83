// The attempts of a delivery, newest first, and what came of the chosen one.
import { Clock, Hourglass, LoaderCircle } from 'lucide-react';
import type { Attempt, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { describeResult } from '../../app/feature/describe-delivery.ts';
import { formatClock, formatDuration, formatSeconds } from '../../app/feature/format.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { useIsWide } from '../../app/feature/use-list.ts';
import { Note } from '../../ui/note.tsx';
import { PaneSection } from '../../ui/sheet.tsx';
import { type TimelineItem, TimelineList } from '../../ui/timeline-list.tsx';
import { AttemptResult } from './attempt-result.tsx';
import { chooseAttempt } from './choose-attempt.ts';
import { Countdown } from './countdown.tsx';
import { BuiltRequestView } from './request-tab.tsx';
import type { State } from './selectors.ts';
import { t } from './texts.ts';
import { WaitingNotes } from './waiting-notes.tsx';

export interface AttemptsTabProps {
  readonly delivery: DeliveryDetail;
  readonly held: AppError | null;
}

const noReplayers: ReadonlyMap<number, string> = new Map();
const nextId = 'next';

/** What comes after the attempts that were made; null: nothing does. */
function describeNext({ outcome, nextAttemptAt, waitsFor }: DeliveryDetail): TimelineItem | null {
  if (outcome !== 'pending') return null;
  if (waitsFor !== null) {
    const waits = { title: t('attempts.next'), kind: t(`waits.${waitsFor}Short`) };
    return { id: nextId, icon: Hourglass, tone: 'warn', ...waits };
  }
  if (nextAttemptAt === null) {
    return { id: nextId, icon: LoaderCircle, tone: 'info', title: t('attempts.under'), kind: t('attempts.sending') };
  }
  return {
    ...{ id: nextId, icon: Clock, tone: 'info', title: t('attempts.next'), kind: t('kind.retry') },
    time: formatSeconds(nextAttemptAt, defaultTimeZone),
    result: <Countdown until={nextAttemptAt} />,
  };
}

export function AttemptsTab({ delivery, held }: AttemptsTabProps) {
  const chosenNumber = useAppState((state: State) => state.dispatchView.chosenAttempt);
  const attemptChosen = useAppState((state: State) => state.dispatchView.attemptChosen);
  const isWide = useIsWide();
  const chosen = chooseAttempt(delivery.attempts, chosenNumber);
  const replayers = useAppState((state: State) => state.dispatch.opened?.replayers ?? noReplayers);
  const done = delivery.attempts.map((attempt) => toItem(attempt, replayers)).reverse();
  const next = held === null ? describeNext(delivery) : null;
  const choose = (id: string) => {
    if (id !== nextId) attemptChosen(Number(id));
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
      {(next !== null || done.length > 0) && (
        <PaneSection>
          <TimelineList
            label={t('attempts.name')}
            items={next === null ? done : [next, ...done]}
            chosenId={chosen === undefined ? undefined : String(chosen.number)}
            onChoose={choose}
          />
        </PaneSection>
      )}
      <AttemptResult delivery={delivery} attempt={chosen} />
      <WaitingNotes delivery={delivery} />
      {isWide && <BuiltRequestView delivery={delivery} attempt={undefined} />}
    </>
  );
}

function toItem(attempt: Attempt, replayers: ReadonlyMap<number, string>): TimelineItem {
  const actor = replayers.get(attempt.number);
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
    note: actor === undefined ? undefined : t('attempts.askedBy', { actor }),
  };
}
