// What differs: between two attempts, or between what was sent and what today's integration would make of the same event.
import { useState } from 'react';
import type { Attempt, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { describeResult } from '../../app/feature/describe-delivery.ts';
import { DiffView } from '../../app/feature/diff-view.tsx';
import { formatClock } from '../../app/feature/format.ts';
import { Note } from '../../ui/note.tsx';
import type { Option } from '../../ui/option.ts';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { Select } from '../../ui/select.tsx';
import { PaneSection } from '../../ui/sheet.tsx';
import { compareAttempts } from './compare-attempts.ts';
import styles from './delivery-pane.module.css';
import { Difference } from './replay-dialog.tsx';
import { t } from './texts.ts';
import { useComparison } from './use-comparison.ts';

const kinds: readonly Option<'attempts' | 'rebuilt'>[] = [
  { value: 'attempts', label: t('diff.attempts') },
  { value: 'rebuilt', label: t('diff.rebuilt') },
];

export function DiffTab({ delivery }: { readonly delivery: DeliveryDetail }) {
  const canCompare = delivery.attempts.length > 1;
  const [chosen, setChosen] = useState<'attempts' | 'rebuilt'>('attempts');
  const kind = canCompare ? chosen : 'rebuilt';
  return (
    <PaneSection>
      {canCompare && (
        <div className={styles.fit}>
          <SegmentedControl label={t('diff.of')} options={kinds} value={kind} onChange={setChosen} />
        </div>
      )}
      {kind === 'attempts' ? <Attempts delivery={delivery} /> : <Rebuilt delivery={delivery} />}
    </PaneSection>
  );
}

function Rebuilt({ delivery }: { readonly delivery: DeliveryDetail }) {
  const comparison = useComparison({ delivery, isWanted: true, target: 'same' });
  return <Difference comparison={comparison} isWhole />;
}

function Attempts({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { attempts } = delivery;
  const [[first, second], setPair] = useState<readonly [number | null, number | null]>([null, null]);
  const before = attempts.find(({ number }) => number === first) ?? attempts.at(-2);
  const after = attempts.find(({ number }) => number === second) ?? attempts.at(-1);
  if (before === undefined || after === undefined) return null;
  const options = attempts.map(toOption);
  const lines = compareAttempts(delivery, before, after);
  return (
    <>
      <div className={styles.pair}>
        <Select
          label={t('diff.before')}
          size="small"
          options={options}
          value={String(before.number)}
          onChange={(number) => setPair([Number(number), second])}
        />
        <Select
          label={t('diff.after')}
          size="small"
          options={options}
          value={String(after.number)}
          onChange={(number) => setPair([first, Number(number)])}
        />
      </div>
      {lines.every(({ kind }) => kind === 'same') ? (
        <Note>{t('diff.same')}</Note>
      ) : (
        <DiffView label={t('tab.diff')} lines={lines} isWhole />
      )}
    </>
  );
}

function toOption(attempt: Attempt): Option<string> {
  const { word, detail } = describeResult(attempt);
  const time = formatClock(attempt.startedAt, defaultTimeZone);
  return {
    value: String(attempt.number),
    label: t('diff.attempt', {
      number: attempt.number,
      result: detail === undefined ? word : `${word} ${detail}`,
      time,
    }),
  };
}
