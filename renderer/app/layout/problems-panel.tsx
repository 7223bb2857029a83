// The dock's Problems: integrations of the open tenant set that have one, and the way to each.
import { TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { formatNumber } from '../feature/format.ts';
import { navigate, screenChange, useAppState } from '../feature/use-app.ts';
import type { AppState } from '../store.ts';
import { t } from '../texts.ts';
import styles from './dock.module.css';

const query = 'has:problem';

export function ProblemsPanel() {
  const { problems, withProblem, problemsLookedAt } = useAppState((state: AppState) => state.work);
  useEffect(problemsLookedAt, [problemsLookedAt]);
  if (problems === 0) return <p className={styles.none}>{t('dock.problems.none')}</p>;
  if (withProblem === null) return null;
  const open = (sel: string | null) => navigate({ ...screenChange('integrations'), q: query, sel });
  const hasMore = problems !== null && problems > withProblem.length;
  return (
    <>
      <ul className={styles.problems}>
        {withProblem.map(({ id, name, accountName, friendlyName }) => (
          <li key={id}>
            <button type="button" className={styles.problem} onClick={() => open(id)}>
              <Icon icon={TriangleAlert} size="sm" tone="warn" />
              <span className={styles.name}>{name}</span>
              <span className={styles.place}>
                {friendlyName === null ? accountName : `${accountName} / ${friendlyName}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {hasMore && (
        <div className={styles.more}>
          <Button variant="link" size="small" onClick={() => open(null)}>
            {t('dock.problems.more', { count: formatNumber(problems) })}
          </Button>
        </div>
      )}
    </>
  );
}
