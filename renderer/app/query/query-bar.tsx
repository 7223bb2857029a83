// The query bar is the address bar of the list: it shows the query's text as it is, chips drawn behind its terms and the count inside.
// What is typed acts at once; the address follows a moment later, because a browser lets an address change only so often.
import { Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { QueryProblem } from '../../../shared/query/errors.ts';
import { maxQueryLength, parseQuery } from '../../../shared/query/parse-query.ts';
import type { Subject } from '../../../shared/query/subjects.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Listing, Screen } from '../feature/feature.ts';
import { focusRegion } from '../feature/focus.ts';
import { formatNumber } from '../feature/format.ts';
import { useAppState, useFollowingAddress, useQueryText, useShallowAppState } from '../feature/use-app.ts';
import type { AppState } from '../store.ts';
import { t } from '../texts.ts';
import styles from './query-bar.module.css';
import { QueryPaint } from './query-paint.tsx';
import { QueryProblemNote } from './query-problem-note.tsx';
import { applySuggestion } from './segments.ts';

export interface QueryBarProps {
  readonly screen: Screen<AppState>;
  readonly subject: Subject;
}

export function QueryBar({ screen, subject }: QueryBarProps) {
  const text = useQueryText();
  const input = useRef<HTMLInputElement>(null);
  const problems = useMemo(() => findProblems(text, subject), [text, subject]);
  const [problem] = problems;
  const { queryTyped } = useAppState((state: AppState) => state.frame);
  const problemId = useId();
  const mend = () => {
    if (problem !== undefined) queryTyped(applySuggestion(text, problem));
    input.current?.focus();
  };
  return (
    <search className={styles.bar}>
      <Icon icon={Search} size="sm" className={styles.icon} />
      <QueryField ref={input} screen={screen} text={text} problems={problems} problemId={problemId} />
      {screen.selectListing !== undefined && <Count select={screen.selectListing} hasProblem={problem !== undefined} />}
      {problem !== undefined && <QueryProblemNote id={problemId} problem={problem} onUse={mend} />}
    </search>
  );
}

interface QueryFieldProps {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly screen: Screen<AppState>;
  readonly text: string;
  readonly problems: readonly QueryProblem[];
  readonly problemId: string;
}

function QueryField({ ref, screen, text, problems, problemId }: QueryFieldProps) {
  const paint = useRef<HTMLDivElement>(null);
  const placeholder = useAppState((state: AppState) => screen.placeholder?.(state) ?? '');
  const queryTyped = useAppState((state: AppState) => state.frame.queryTyped);
  const acts = useQueryKeys({ text, problem: problems[0] ?? null });
  const scrollAlong = () => {
    if (paint.current !== null) paint.current.scrollLeft = ref.current?.scrollLeft ?? 0;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the paint follows the input whenever the text has changed its width
  useEffect(scrollAlong, [text]);
  return (
    <div className={styles.text}>
      <QueryPaint ref={paint} text={text} problems={problems} />
      <input
        ref={ref}
        id={queryInputId}
        className={styles.input}
        type="text"
        aria-label={t('query.name', { screen: screen.title() })}
        aria-keyshortcuts="/"
        aria-invalid={problems.length > 0}
        aria-describedby={problems.length > 0 ? problemId : undefined}
        placeholder={placeholder}
        maxLength={maxQueryLength}
        {...asTyped}
        value={text}
        onChange={(event) => queryTyped(event.target.value)}
        onKeyDown={acts.keyPressed}
        onBlur={acts.left}
        onScroll={scrollAlong}
      />
    </div>
  );
}

/** No browser mends or translates a query. */
const asTyped = {
  spellCheck: false,
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'off',
  translate: 'no',
} as const;

export const queryInputId = 'query';

function findProblems(text: string, subject: Subject): readonly QueryProblem[] {
  const parsed = parseQuery(text, subject);
  return parsed.ok ? [] : parsed.error;
}

/** Esc clears, then leaves; Enter takes a suggestion or goes to the list; Up and Down go through earlier queries. */
function useQueryKeys({ text, problem }: { text: string; problem: QueryProblem | null }) {
  const { queryTyped, queryUsed, queryHistory } = useAppState((state: AppState) => state.frame);
  const recalled = useRef(-1);
  const { endSpell } = useAddressFollowing();
  const recall = (step: 1 | -1) => {
    const index = recalled.current + step;
    if (index < -1 || index >= queryHistory.length) return;
    recalled.current = index;
    queryTyped(queryHistory[index] ?? '');
  };
  const keyPressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const act = {
      Escape: () => (text === '' ? focusRegion('main') : queryTyped('')),
      Enter: () => {
        if (problem?.suggestion != null) queryTyped(applySuggestion(text, problem));
        else focusRegion('main');
      },
      ArrowUp: () => recall(1),
      ArrowDown: () => (recalled.current < 0 ? focusRegion('main') : recall(-1)),
    }[event.key];
    if (act === undefined) {
      recalled.current = -1;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const left = () => {
    recalled.current = -1;
    endSpell();
    if (problem === null) queryUsed(text);
  };
  return { keyPressed, left };
}

/** One spell of typing is one step of the history: its first change is pushed, the others take its place. */
function useAddressFollowing(): { endSpell: () => void } {
  const typed = useAppState((state: AppState) => state.frame.typedQuery);
  const queryWritten = useAppState((state: AppState) => state.frame.queryWritten);
  const [isSpell, setSpell] = useState(false);
  const written = useCallback(() => {
    setSpell(true);
    queryWritten();
  }, [queryWritten]);
  useFollowingAddress(typed === null ? null : { q: typed, sel: null }, isSpell ? 'replace' : 'push', written);
  // Another screen's query bar begins with what the address says.
  useEffect(() => queryWritten, [queryWritten]);
  return { endSpell: () => setSpell(false) };
}

interface CountProps {
  readonly select: (state: AppState) => Listing;
  readonly hasProblem: boolean;
}

function Count({ select, hasProblem }: CountProps) {
  const { matching, total } = useShallowAppState(select);
  if (matching === null || hasProblem) return null;
  return <span className={styles.count}>{nameCount(matching, total)}</span>;
}

function nameCount(matching: number, total: number | null): string {
  if (total === null || total === matching) return formatNumber(matching);
  return t('query.count', { matching: formatNumber(matching), total: formatNumber(total) });
}
