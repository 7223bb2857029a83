// What is wrong with the query, under the bar, and the one key that mends it.
import { CircleAlert } from 'lucide-react';
import type { QueryProblem } from '../../../shared/query/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { t } from '../texts.ts';
import styles from './query-bar.module.css';

export interface QueryProblemNoteProps {
  readonly id: string;
  readonly problem: QueryProblem;
  readonly onUse: () => void;
}

export function QueryProblemNote({ id, problem, onUse }: QueryProblemNoteProps) {
  const { message, suggestion } = problem;
  return (
    <div className={styles.problem}>
      <Icon icon={CircleAlert} size="sm" tone="danger" className={styles.problemIcon} />
      <span id={id} className={styles.message}>
        {message}
      </span>
      {suggestion !== null && (
        <Button size="small" keys="Enter" tabIndex={-1} onMouseDown={(event) => event.preventDefault()} onClick={onUse}>
          {suggestion.trim() === '' ? t('query.remove') : t('query.use', { suggestion })}
        </Button>
      )}
    </div>
  );
}
