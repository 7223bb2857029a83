// The bar at the foot of the editor: what is wrong, one at a time, and the way to it.
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { Counter } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Spring } from '../../../ui/sheet.tsx';
import { rowOfPath } from './draft-rows.ts';
import styles from './editor.module.css';
import { focusPath } from './focus-path.ts';
import { orderProblems } from './session.ts';
import { t } from './texts.ts';
import { type EditorParts, useEditor } from './use-editor.ts';

export function ProblemsBar({ preview }: EditorParts) {
  const index = useEditor((editor) => editor.problemIndex);
  const isVisited = useEditor((editor) => editor.isProblemVisited);
  const problemShown = useEditor((editor) => editor.problemShown);
  const rowRemoved = useEditor((editor) => editor.rowRemoved);
  const problems = orderProblems(preview.problems);
  const at = Math.min(index, problems.length - 1);
  const problem = problems[at];
  if (problem === undefined) {
    return (
      <footer className={styles.problems}>
        <Icon icon={CircleCheck} size="sm" tone="success" />
        <span className={styles.supporting}>{t('problems.none')}</span>
      </footer>
    );
  }
  const goOn = () => {
    const next = isVisited ? (at + 1) % problems.length : at;
    problemShown(next);
    focusPath(problems[next]?.path ?? '');
  };
  const row = rowOfPath(problem.path);
  const isError = problem.severity === 'error';
  return (
    <footer className={styles.problems}>
      <span className={styles.problemsTitle}>{t('problems')}</span>
      <Counter tone={isError ? 'danger' : 'warn'}>{String(problems.length)}</Counter>
      <span className={isError ? styles.problem : styles.warning}>
        <Icon icon={isError ? CircleAlert : TriangleAlert} size="sm" tone={isError ? 'danger' : 'warn'} />
        {t(isError ? 'problems.error' : 'problems.warning')}
      </span>
      <span className={styles.problemText} title={problem.message}>
        <span className={styles.path}>{problem.path}</span>
        {problem.message}
      </span>
      <Spring />
      {row !== null && (
        <Button size="small" onClick={() => rowRemoved(row.list, row.index)}>
          {t('row.remove')}
        </Button>
      )}
      <Button variant="quiet" size="small" keys="F8" onClick={goOn}>
        {t('problems.next')}
      </Button>
    </footer>
  );
}
