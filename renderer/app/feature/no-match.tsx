// What stands in the place of rows when a query selects none, or cannot be understood: the query, which part of it is to blame, what
// it was perhaps meant to be, and how many rows there would be otherwise.
import { SearchX } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { QueryProblem } from '../../../shared/query/errors.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { Subject } from '../../../shared/query/subjects.ts';
import { Button } from '../../ui/button.tsx';
import { QueryToken } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { applySuggestion, leaveOutProblems } from '../query/segments.ts';
import { t } from '../texts.ts';
import { formatNumber } from './format.ts';
import type { ListActs } from './list.ts';
import styles from './no-match.module.css';
import { leaveEachOut, listQueryParts, type QueryPart, type Suggestion, suggestWord } from './query-parts.ts';
import { navigate } from './use-app.ts';

export interface NoMatchProps {
  readonly subject: Subject;
  readonly query: string;
  /** Rows without any query; null while it is not known. */
  readonly total: number | null;
  readonly acts: Pick<ListActs, 'matchesCounted'>;
}

export function NoMatch({ subject, query, total, acts }: NoMatchProps) {
  const problem = findProblem(query, subject);
  const suggestion = problem === null ? suggestWord(query, subject) : suggestionOf(query, problem);
  const rest = useRest({ query, problem, subject, acts });
  const nearCount = useCounts(suggestion === null ? [] : [suggestion.query], acts)[0] ?? null;
  return (
    <EmptyState
      icon={SearchX}
      title={t(problem === null || problem.code === 'QUERY_VALUE' ? 'list.noMatch.title' : 'list.noMatch.wrongTitle')}
      aside={listQueryParts(query).map((part) => (
        <QueryToken key={part.from} prefix={part.prefix} state={problem && isAt(problem, part) ? 'error' : 'rest'}>
          {part.text}
        </QueryToken>
      ))}
      actions={<Acts suggestion={suggestion} rest={rest} />}
    >
      {problem !== null && <Told query={query} problem={problem} />}
      {suggestion !== null && (
        <>
          {t('list.noMatch.nearest')}
          <span className={styles.nearest}>{suggestion.text}</span>
          {nearCount === null ? '. ' : `${t('list.noMatch.rows', { count: formatNumber(nearCount) })} `}
        </>
      )}
      {rest !== null && (
        <>
          {t('list.noMatch.without')}
          {problem === null ? <Written>{rest.leftOut}</Written> : t('list.noMatch.thisPart')}
          {`${t('list.noMatch.rows', { count: formatNumber(rest.count) })} `}
        </>
      )}
      {rest === null && total !== null && (
        <>
          {t('list.noMatch.without')}
          {t('list.noMatch.query')}
          {t('list.noMatch.rows', { count: formatNumber(total) })}
        </>
      )}
    </EmptyState>
  );
}

interface ActsProps {
  readonly suggestion: Suggestion | null;
  readonly rest: Rest | null;
}

function Acts({ suggestion, rest }: ActsProps) {
  const first =
    suggestion !== null
      ? { label: t('list.noMatch.use', { text: suggestion.text }), q: suggestion.query }
      : rest !== null && { label: t('list.noMatch.leaveOut'), q: rest.query };
  return (
    <>
      {first && <Button onClick={() => navigate({ q: first.q })}>{first.label}</Button>}
      <Button variant={first ? 'quiet' : 'secondary'} onClick={() => navigate({ q: '' })}>
        {t('list.noMatch.clear')}
      </Button>
    </>
  );
}

function Told({ query, problem }: { readonly query: string; readonly problem: QueryProblem }): ReactNode {
  const { code, message, position, length, suggestion } = problem;
  const key = /([a-z-]+)[:~]$/i.exec(query.slice(0, position))?.[1];
  if (code !== 'QUERY_VALUE' || suggestion === null || key === undefined) return `${message} `;
  return (
    <>
      {t('list.noMatch.noValue', { key: key.toLowerCase() })}
      <Written>{query.slice(position, position + length)}</Written>
      {'. '}
    </>
  );
}

function Written({ children }: { readonly children: string }) {
  return <span className={styles.written}>{children}</span>;
}

function findProblem(query: string, subject: Subject): QueryProblem | null {
  const parsed = parseQuery(query, subject);
  return parsed.ok ? null : (parsed.error[0] ?? null);
}

function suggestionOf(query: string, problem: QueryProblem): Suggestion | null {
  const { suggestion } = problem;
  return suggestion === null || suggestion.trim() === ''
    ? null
    : { text: suggestion, query: applySuggestion(query, problem) };
}

function isAt({ position, length }: QueryProblem, { from, to }: QueryPart): boolean {
  return position < to && position + Math.max(1, length) > from;
}

interface Rest {
  readonly query: string;
  readonly leftOut: string;
  readonly count: number;
}

/** Parts beyond these are not tried one by one. */
const triedParts = 4;

/** What is left without the part to blame: the one with the problem, else the one that most rows come back without. */
function useRest({ query, problem, subject, acts }: Omit<NoMatchProps, 'total'> & { problem: QueryProblem | null }) {
  const parts =
    problem === null
      ? leaveEachOut(query).slice(0, triedParts)
      : [{ part: null, query: leaveOutProblems(query, subject) }].filter((rest) => rest.query !== '');
  const counts = useCounts(
    parts.map((rest) => rest.query),
    acts,
  );
  return parts.reduce<Rest | null>((best, { part, query: left }, at) => {
    const count = counts[at] ?? 0;
    if (count <= (best?.count ?? 0)) return best;
    return { query: left, count, leftOut: part === null ? '' : part.prefix + part.text };
  }, null);
}

/** Rows each query would find; null while it is not known. */
function useCounts(queries: readonly string[], { matchesCounted }: NoMatchProps['acts']): readonly (number | null)[] {
  const asked = queries.join('\n');
  const [answer, setAnswer] = useState<{ asked: string; counts: readonly (number | null)[] } | null>(null);
  useEffect(() => {
    if (asked === '') return;
    let isWanted = true;
    void Promise.all(asked.split('\n').map(matchesCounted)).then((counts) => {
      if (isWanted) setAnswer({ asked, counts });
    });
    return () => {
      isWanted = false;
    };
  }, [asked, matchesCounted]);
  return answer?.asked === asked ? answer.counts : [];
}
