// What stands in the place of a list's rows: bars while it is read, why it cannot be read, or why there is nothing; and beside rows
// that are older than the question, since when. One set of states for every list screen.
import { Clock, Hourglass, LoaderCircle } from 'lucide-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { Subject } from '../../../shared/query/subjects.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { t } from '../texts.ts';
import { isFocusIn } from './focus.ts';
import { formatInstant, formatTime } from './format.ts';
import type { FrameState } from './frame-state.ts';
import type { ListActs, ListState } from './list.ts';
import styles from './list-place.module.css';
import { NoMatch } from './no-match.tsx';
import { useAppState, useQueryText } from './use-app.ts';
import { useAskedQuery } from './use-list.ts';

export interface ListPlace {
  readonly subject: Subject;
  readonly list: ListState;
  readonly acts: Omit<ListActs, 'listAsked'>;
  /** Rows without any query; null while it is not known. */
  readonly total: number | null;
  /** What to show when there are none at all, or null where that is the query's doing. */
  empty(): ReactNode;
}

/** null: the rows. */
export function useListPlace({ subject, list, acts, total, empty }: ListPlace): ReactNode {
  const text = useQueryText().trim();
  const isWrong = useIsWrong(text, subject);
  const setsFailure = useAppState(({ tenants }: FrameState) =>
    tenants.sets.status === 'failed' ? tenants.sets.error : null,
  );
  const asked = useAskedQuery(subject);
  // That there were no rows before says nothing of what is asked now.
  const hasRows = (list.matching ?? 0) > 0;
  if (!hasRows && list.question?.query !== asked) {
    const failure = list.failure ?? setsFailure;
    if (failure !== null) return <ListFailed list={list} failure={failure} onRetry={acts.listAskedAgain} />;
    return list.pace === 'given-up' ? <NotRead acts={acts} /> : <Reading list={list} acts={acts} />;
  }
  if (isWrong) return <NoMatch subject={subject} query={text} total={total} acts={acts} />;
  if (hasRows) return null;
  const shown =
    text === '' || total === 0 ? null : <NoMatch subject={subject} query={text} total={total} acts={acts} />;
  return empty() ?? shown;
}

/** Not while it is typed: a term that is half there hides no rows. */
function useIsWrong(text: string, subject: Subject): boolean {
  const isTyping = useSyncExternalStore(watchFocus, () => isFocusIn('query'));
  return !isTyping && text !== '' && !parseQuery(text, subject).ok;
}

function watchFocus(onChange: () => void): () => void {
  // Between leaving one element and entering the next nothing has the focus.
  const later = () => queueMicrotask(onChange);
  document.addEventListener('focusin', onChange);
  document.addEventListener('focusout', later);
  return () => {
    document.removeEventListener('focusin', onChange);
    document.removeEventListener('focusout', later);
  };
}

function Reading({ list, acts }: Pick<ListPlace, 'list' | 'acts'>) {
  if (list.pace !== 'slow') {
    return (
      <div role="status" aria-label={t('list.reading')} className={styles.reading}>
        <SkeletonRows />
      </div>
    );
  }
  return (
    <div role="status" className={styles.reading}>
      <p className={styles.slow}>
        <span>{t('list.slow')}</span>
        <Button size="small" onClick={acts.listGivenUp}>
          {t('list.cancel')}
        </Button>
      </p>
      <SkeletonRows />
    </div>
  );
}

function NotRead({ acts }: Pick<ListPlace, 'acts'>) {
  return (
    <EmptyState
      icon={Hourglass}
      title={t('list.givenUp.title')}
      actions={<Button onClick={acts.listAskedAgain}>{t('list.again')}</Button>}
    >
      {t('list.givenUp.text')}
    </EmptyState>
  );
}

interface ListFailedProps {
  readonly list: ListState;
  readonly failure: AppError;
  readonly onRetry: () => void;
}

function ListFailed({ list, failure, onRetry }: ListFailedProps) {
  const toasts = useToasts();
  const atMs = list.failedAtMs;
  const copy = () => {
    const at = atMs === null ? null : new Date(atMs).toISOString();
    const isCopied = copyText(JSON.stringify({ ...failure, at, place: location.hash }, null, 2));
    toasts.show(isCopied ? { text: t('list.copied') } : { text: t('list.notCopied'), tone: 'danger' });
  };
  const actions = (
    <>
      <Button onClick={onRetry}>{t('list.retry')}</Button>
      <Button variant="quiet" onClick={copy}>
        {t('list.copyDiagnostic')}
      </Button>
    </>
  );
  const facts = [
    { term: t('list.failed.code'), value: failure.code, isMono: true },
    ...(atMs === null ? [] : [{ term: t('list.failed.when'), value: formatInstant(atMs, defaultTimeZone) }]),
  ];
  return (
    <ErrorPanel title={t('list.failed.title')} facts={facts} actions={actions}>
      {failure.message}
    </ErrorPanel>
  );
}

/** In the bar over rows that are not what was asked for: since when, why, and the way to newer ones. */
export function StalePill({ subject, list, acts }: Pick<ListPlace, 'subject' | 'list' | 'acts'>) {
  const query = useAskedQuery(subject);
  if (list.readAtMs === null || (list.matching === 0 && list.question?.query !== query)) return null;
  if (list.pace === 'slow') {
    return (
      <span role="status">
        <Button size="small" icon={LoaderCircle} onClick={acts.listGivenUp}>
          {t('list.slowPill')}
        </Button>
      </span>
    );
  }
  if (list.failure === null && list.pace === 'usual') return null;
  const time = formatTime(list.readAtMs, defaultTimeZone);
  const isSame = list.question?.query === query;
  const why = list.failure?.message ?? t('list.givenUp.text');
  return (
    <span role="status">
      <Button
        size="small"
        icon={Clock}
        className={styles.stale}
        title={`${why} ${formatInstant(list.readAtMs, defaultTimeZone)}`}
        onClick={acts.listAskedAgain}
      >
        {isSame ? t('list.stale', { time }) : t('list.staleOther')}
      </Button>
    </span>
  );
}
