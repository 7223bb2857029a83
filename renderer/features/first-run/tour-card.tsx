// One step of the tour, on a card over the window: what it is about, the act itself, and the way past it. The window stays usable.
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { navigate, screenChange, useAppState } from '../../app/feature/use-app.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import styles from './first-run.module.css';
import { type FirstRunState, type TourStep, tourQuery } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & FirstRunState;

const orders: Readonly<Record<TourStep, string | null>> = { filter: '1', preview: '2', send: '3', done: null };
const titles = { filter: 'step.filter', preview: 'step.preview', send: 'step.send', done: 'done.title' } as const;

export function TourCard({ step }: { readonly step: TourStep }) {
  const { closed, stepTaken, problem, example } = useAppState((state: State) => state.firstRun);
  const act = useStepAct(step);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const next = { filter: 'preview', preview: 'send', send: null, done: null } as const;
  const skip = () => (next[step] === null ? closed() : stepTaken(next[step]));
  const order = orders[step];
  const needsExample = (step === 'preview' || step === 'send') && example === null;
  return (
    <section className={styles.card} aria-label={t('tour.name')} data-region="tour">
      <div className={styles.cardHead}>
        <h2 className={styles.cardTitle}>{t(titles[step])}</h2>
        {order !== null && <span className={styles.lead}>{t('tour.count', { step: order })}</span>}
        <span className={styles.spring} />
        <IconButton icon={X} size="small" name={t('tour.close')} onClick={closed} />
      </div>
      <p className={styles.text} aria-live="polite">
        {t(`${step}.text`)}
      </p>
      {problem !== null && (
        <Note tone="danger" isAnnounced>
          {problem.message}
        </Note>
      )}
      <div className={styles.cardActions}>
        {step !== 'done' && (
          <Button variant="quiet" onClick={skip}>
            {t('tour.skip')}
          </Button>
        )}
        <Button
          ref={button}
          variant="primary"
          onClick={act}
          {...(needsExample && { disabledReason: t('preview.none') })}
        >
          {t(`${step}.do`)}
        </Button>
      </div>
    </section>
  );
}

/** What the step does, and where the window is then. */
function useStepAct(step: TourStep): () => void {
  const { closed, stepTaken, callAsked, example } = useAppState((state: State) => state.firstRun);
  const integrations = { ...screenChange('integrations'), q: tourQuery };
  switch (step) {
    case 'filter':
      return () => {
        navigate(integrations);
        stepTaken('preview');
      };
    case 'preview':
      return () => {
        navigate({ ...integrations, sel: example?.id ?? null, tab: 'preview' });
        stepTaken('send');
      };
    case 'send':
      return () => {
        navigate(screenChange('bench'));
        callAsked();
      };
    case 'done':
      return closed;
  }
}
