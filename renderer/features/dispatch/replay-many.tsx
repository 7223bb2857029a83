// A replay of many: what exactly, where to and how fast, with what the engine says would happen. It acts on what is listed here, whatever
// comes meanwhile; once confirmed it goes on as a job in the dock.
import { useEffect, useState } from 'react';
import type { ReplayPlan, ReplaySelection } from '../../../shared/dispatch/replay-plan.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { formatNumber } from '../../app/feature/format.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { type DefinitionItem, DefinitionList } from '../../ui/definition-list.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import type { Option } from '../../ui/option.ts';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Arming, isArmed } from './arming.tsx';
import { formatCountdown, nameEndpoint } from './describe-waiting.ts';
import { readPace } from './read-pace.ts';
import styles from './replay-dialog.module.css';
import { ReplayPlaceField } from './replay-place-field.tsx';
import { isPlaceWhole, type ReplayPlace, samePlace } from './replay-wish.ts';
import type { State } from './selectors.ts';
import { t } from './texts.ts';

export function ReplayMany() {
  const selection = useAppState((state: State) => state.dispatchView.replayingMany);
  return selection === null ? null : <Asking selection={selection} />;
}

const modes: readonly Option<ReplayPlanMode>[] = [
  { value: 'exact', label: t('replay.exact') },
  { value: 'rebuilt', label: t('replay.rebuilt') },
];
type ReplayPlanMode = 'exact' | 'rebuilt';

const shownTargets = 4;

function Asking({ selection }: { readonly selection: ReplaySelection }) {
  const { replayManyEnded } = useAppState((state: State) => state.dispatchView);
  const { plan, startAsked } = useAppState((state: State) => state.replays);
  const dockTabOpened = useAppState((state: State) => state.frame.dockTabOpened);
  const [mode, setMode] = useState<ReplayPlanMode>('exact');
  const [place, setPlace] = useState<ReplayPlace>(samePlace);
  const [pace, setPace] = useState({ rate: '10', stopAfter: '5' });
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<AppError | null>(null);
  usePlan(selection, mode, place);
  const ready = plan === null ? null : readyValue(plan);
  const read = readPace(pace);
  const begin = () => {
    if (ready === null || read.value === null) return;
    const armed = ready.isLive ? { confirm: ready.count } : {};
    void startAsked({ planId: ready.planId, ...read.value, ...armed }).then((failure) => {
      setProblem(failure);
      if (failure !== null) return;
      replayManyEnded();
      dockTabOpened('jobs');
    });
  };
  const cannot = () => {
    if (!isPlaceWhole(place)) return t('replay.urlMissing');
    if (ready === null) return t('many.planning');
    if (ready.count === 0) return t('many.nothing');
    if (read.value === null) return read.rateProblem ?? read.stopProblem ?? undefined;
    return ready.isLive && !isArmed(typed, ready.count)
      ? t('arm.first', { count: formatNumber(ready.count) })
      : undefined;
  };
  const count = ready === null ? '' : formatNumber(ready.count);
  const actions = (
    <>
      <Button onClick={replayManyEnded}>{t('replay.cancel')}</Button>
      <Button variant="primary" onClick={begin} disabledReason={cannot()}>
        {ready === null ? t('replay.act') : t('many.confirm', { count })}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={replayManyEnded}
      title={ready === null ? t('many.titlePlanning') : t('many.title', { count })}
      description={t('many.text')}
      size="large"
      actions={actions}
    >
      <div className={styles.parts}>
        <Field label={t('many.bytes')}>
          <RadioGroup options={modes} value={mode} onChange={setMode} />
        </Field>
        <ReplayPlaceField place={place} onChange={setPlace} isExact={mode === 'exact'} />
        <Pace pace={pace} onChange={setPace} problems={read} />
        <Estimate rate={read.value?.ratePerSecond ?? null} />
        <Note tone="warn">{t(mode === 'exact' && place.target === 'same' ? 'many.twice' : 'many.twiceNew')}</Note>
        {ready?.isLive === true && <Arming count={ready.count} text={typed} onType={setTyped} />}
        {problem !== null && (
          <Note tone="danger" isAnnounced>
            {problem.message}
          </Note>
        )}
      </div>
    </Dialog>
  );
}

/** Planned anew with each other choice; a URL is asked about once it is whole, and not at every key. */
function usePlan(selection: ReplaySelection, mode: ReplayPlanMode, { target, url }: ReplayPlace): void {
  const { planAsked, planDropped } = useAppState((state: State) => state.replays);
  useEffect(() => {
    if (!isPlaceWhole({ target, url })) {
      planDropped();
      return;
    }
    const timer = setTimeout(() => planAsked({ selection, mode, target, url }), target === 'url' ? 300 : 0);
    return () => clearTimeout(timer);
  }, [selection, mode, target, url, planAsked, planDropped]);
  useEffect(() => planDropped, [planDropped]);
}

interface PaceProps {
  readonly pace: { readonly rate: string; readonly stopAfter: string };
  readonly problems: { readonly rateProblem: string | null; readonly stopProblem: string | null };
  readonly onChange: (pace: { rate: string; stopAfter: string }) => void;
}

function Pace({ pace, problems, onChange }: PaceProps) {
  const { rateProblem, stopProblem } = problems;
  return (
    <>
      <Field
        label={t('many.rate')}
        {...(rateProblem === null ? { description: t('many.rateHint') } : { error: rateProblem })}
      >
        <TextField
          type="number"
          className={styles.number}
          trailing={t('many.aSecond')}
          value={pace.rate}
          onChange={(rate) => onChange({ ...pace, rate })}
        />
      </Field>
      <Field
        label={t('many.stop')}
        {...(stopProblem === null ? { description: t('many.stopHint') } : { error: stopProblem })}
      >
        <TextField
          type="number"
          className={styles.number}
          trailing={t('many.failures')}
          value={pace.stopAfter}
          onChange={(stopAfter) => onChange({ ...pace, stopAfter })}
        />
      </Field>
    </>
  );
}

function Estimate({ rate }: { readonly rate: number | null }) {
  const plan = useAppState((state: State) => state.replays.plan);
  if (plan === null) return null;
  switch (plan.status) {
    case 'loading':
      return <SkeletonLines label={t('many.planning')} lines={3} />;
    case 'failed':
      return (
        <Note tone="danger" isAnnounced>
          {plan.error.message}
        </Note>
      );
    case 'ready':
      return <DefinitionList items={listEstimate(plan.value, rate)} termWidth={124} />;
  }
}

function listEstimate(plan: ReplayPlan, rate: number | null): readonly DefinitionItem[] {
  const { count, targets, leftOut, integrations, changed } = plan;
  const more = targets.length - shownTargets;
  const time = rate === null ? null : formatCountdown((count / rate) * 1_000);
  return [
    {
      term: t('many.sends'),
      value: t('many.requests', { count: formatNumber(count), integrations: formatNumber(integrations) }),
    },
    ...(count === 0
      ? []
      : [
          {
            term: t('many.goesTo'),
            value: (
              <ul className={styles.targets}>
                {targets.slice(0, shownTargets).map(({ origin, count: ofIt }) => (
                  <li key={origin}>
                    <span className={styles.mono}>{nameEndpoint(origin)}</span>
                    {targets.length > 1 && ` · ${t('many.ofTarget', { count: formatNumber(ofIt) })}`}
                  </li>
                ))}
                {more > 0 && <li>{t('many.moreTargets', { count: formatNumber(more) })}</li>}
              </ul>
            ),
          },
          ...(time === null ? [] : [{ term: t('many.takes'), value: t('many.atLeast', { time }) }]),
        ]),
    ...(changed === null
      ? []
      : [{ term: t('many.changed'), value: t('many.changedText', { count: formatNumber(changed) }) }]),
    ...leftOut.map(({ reason, count: ofIt }) => ({
      term: t('many.leftOut', { count: formatNumber(ofIt) }),
      value: reason,
    })),
  ];
}
