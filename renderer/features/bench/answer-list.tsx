// The answers the receiver gives, one row each. A row that cannot be read keeps the receiver as it was and says so.
import { Plus, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Answer } from '../../../shared/bench/capture.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './bench.module.css';
import { type AnswerField, readAnswer, type TypedAnswer, typeAnswer } from './read-fields.ts';
import type { BenchState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & BenchState;

const newAnswer: TypedAnswer = { status: '200', times: '', delayMs: '0', kept: { headers: [], body: '' } };
const problemTexts = {
  status: 'answers.statusInvalid',
  times: 'answers.timesInvalid',
  delayMs: 'answers.delayInvalid',
} as const;

export function AnswerList({ answers }: { readonly answers: readonly Answer[] }) {
  const answersChosen = useAppState((state: State) => state.bench.answersChosen);
  // What is typed stands for what the engine has until the engine has it: an unreadable row is kept here and nowhere else.
  const [draft, setDraft] = useState<readonly TypedAnswer[] | null>(null);
  const rows = draft ?? answers.map(typeAnswer);
  const problem = rows.map(readAnswer).find((answer) => typeof answer === 'string');
  const isTaken = draft !== null && JSON.stringify(draft.map(readAnswer)) === JSON.stringify(answers);
  useEffect(() => {
    if (isTaken) setDraft(null);
  }, [isTaken]);
  const change = (next: readonly TypedAnswer[]) => {
    const read = next.map(readAnswer);
    setDraft(next);
    if (read.every((answer): answer is Answer => typeof answer !== 'string')) answersChosen(read);
  };
  const add = (
    <Button size="small" variant="quiet" icon={Plus} onClick={() => change([...rows, newAnswer])}>
      {t('answers.add')}
    </Button>
  );
  return (
    <div className={styles.answers}>
      <div className={styles.answersHead}>
        <h2>{t('answers.title')}</h2>
        <p className={styles.answersText}>{t(rows.length === 0 ? 'answers.none' : 'answers.some')}</p>
        {add}
      </div>
      {rows.length > 0 && <AnswerRows rows={rows} onChange={change} />}
      {problem !== undefined && (
        <Note tone="danger" isAnnounced>{`${t(problemTexts[problem])} ${t('answers.notKept')}`}</Note>
      )}
    </div>
  );
}

interface AnswerRowsProps {
  readonly rows: readonly TypedAnswer[];
  readonly onChange: (rows: readonly TypedAnswer[]) => void;
}

function AnswerRows({ rows, onChange }: AnswerRowsProps) {
  return (
    <div className={styles.answerRows}>
      <div className={styles.answerHead} aria-hidden>
        <span>{t('answers.status')}</span>
        <span>{t('answers.times')}</span>
        <span>{t('answers.delay')}</span>
      </div>
      {rows.map((row, index) => (
        <AnswerRow
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer is known by its place in the order
          key={index}
          row={row}
          number={String(index + 1)}
          onChange={(next) => onChange(rows.with(index, next))}
          onRemove={() => onChange(rows.toSpliced(index, 1))}
        />
      ))}
    </div>
  );
}

interface AnswerRowProps {
  readonly row: TypedAnswer;
  readonly number: string;
  readonly onChange: (row: TypedAnswer) => void;
  readonly onRemove: () => void;
}

function AnswerRow({ row, number, onChange, onRemove }: AnswerRowProps) {
  const field = (name: AnswerField, label: string, placeholder?: string) => (
    <TextField
      type="number"
      value={row[name]}
      label={label}
      placeholder={placeholder}
      onChange={(text) => onChange({ ...row, [name]: text })}
    />
  );
  return (
    <div className={styles.answerRow}>
      {field('status', t('answers.statusOf', { number }))}
      {field('times', t('answers.timesOf', { number }), t('answers.timesEver'))}
      {field('delayMs', t('answers.delayOf', { number }))}
      <IconButton icon={X} size="small" name={t('answers.remove', { number })} onClick={onRemove} />
    </div>
  );
}
