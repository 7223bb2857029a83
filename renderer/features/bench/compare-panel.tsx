// What Switchhook built for a delivery beside what came: equal byte for byte, or every part that differs with both sides.
import { CircleCheck } from 'lucide-react';
import type { Capture } from '../../../shared/bench/capture.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Badge } from '../../ui/badge.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { Note } from '../../ui/note.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { StatusText } from '../../ui/state-dot.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './bench.module.css';
import { type ComparedPart, type Comparison, compareCapture } from './compare-capture.ts';
import type { BenchState } from './store.ts';
import { t } from './texts.ts';

const partNames: Readonly<Record<ComparedPart, Parameters<typeof t>[0] & `part.${ComparedPart}`>> = {
  method: 'part.method',
  target: 'part.target',
  headers: 'part.headers',
  body: 'part.body',
};

export function ComparePanel({ capture }: { readonly capture: Capture }) {
  const sent = useAppState((state: FrameState & BenchState) => state.bench.sent);
  if (sent === null) {
    return (
      <div className={styles.body}>
        <Note>{t('compare.foreign')}</Note>
      </div>
    );
  }
  switch (sent.status) {
    case 'loading':
      return <SkeletonLines label={t('compare.loading')} lines={5} />;
    case 'failed':
      return <ErrorPanel title={t('compare.failed')}>{sent.error.message}</ErrorPanel>;
    case 'ready':
      return <Compared parts={compareCapture(sent.value.request, capture)} />;
  }
}

function Compared({ parts }: { readonly parts: readonly Comparison[] }) {
  const different = parts.filter(({ isEqual }) => !isEqual).map(({ part }) => t(partNames[part]));
  return (
    <div className={styles.body}>
      {different.length === 0 ? (
        <>
          <StatusText icon={CircleCheck} tone="success">
            {t('compare.equal')}
          </StatusText>
          <p className={styles.quiet}>{t('compare.equalText')}</p>
        </>
      ) : (
        <Note tone="danger">{t('compare.different', { parts: different.join(', ') })}</Note>
      )}
      {parts.map((part) => (
        <Part key={part.part} comparison={part} />
      ))}
    </div>
  );
}

function Part({ comparison }: { readonly comparison: Comparison }) {
  const { part, isEqual, built, received } = comparison;
  return (
    <section className={styles.part} aria-label={t(partNames[part])}>
      <div className={styles.partHead}>
        <h3>{t(partNames[part])}</h3>
        <Badge tone={isEqual ? 'success' : 'danger'}>{t(isEqual ? 'part.equal' : 'part.differs')}</Badge>
      </div>
      <div className={styles.lines}>
        {isEqual ? (
          <Lines sign="" lines={received} />
        ) : (
          <>
            <Lines sign="−" name={t('compare.built')} lines={built} className={styles.removed} />
            <Lines sign="+" name={t('compare.received')} lines={received} className={styles.added} />
          </>
        )}
      </div>
    </section>
  );
}

interface LinesProps {
  readonly sign: string;
  readonly name?: string;
  readonly lines: readonly string[];
  readonly className?: string | undefined;
}

function Lines({ sign, name, lines, className }: LinesProps) {
  const shown = lines.length === 0 ? [t('compare.nothing')] : lines;
  return (
    <>
      {name !== undefined && <VisuallyHidden>{name}</VisuallyHidden>}
      {shown.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are known by their place
        <div key={index} className={joinClasses(styles.line, className)}>
          <span className={styles.sign} aria-hidden>
            {sign}
          </span>
          <span>{line}</span>
        </div>
      ))}
    </>
  );
}
