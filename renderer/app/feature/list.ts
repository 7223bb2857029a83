// One list of a screen: the question asked, the windows of its answer, and what the store may know of them.
// While a newer question is under way the rows of the last answer stay; an answer to an older question is dropped.
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { type CountRows, countApart } from './count-apart.ts';
import { type ReadPage, readByCursor } from './read-by-cursor.ts';
import { type ReadAt, readByOffset } from './read-by-offset.ts';
import { type ReadWindow, WindowCache } from './window-cache.ts';

export interface ListQuestion {
  readonly tenantSet: string;
  readonly query: string;
  readonly sort: string | null;
}

export interface ListState {
  /** What the rows on screen answer; null before the first answer. */
  readonly question: ListQuestion | null;
  /** How many rows answer it; null before the first answer. */
  readonly matching: number | null;
  /** False: there are at least so many, and they are being counted. */
  readonly isCounted: boolean;
  /** Why the newest question has no answer; its rows are those of the question before. */
  readonly failure: AppError | null;
  /** How reading goes: `slow` once it took longer than a person waits without a word, `given-up` when that person said so. */
  readonly pace: 'usual' | 'slow' | 'given-up';
  /** When the rows on screen were read; null before the first answer. */
  readonly readAtMs: number | null;
  /** When the failure came. */
  readonly failedAtMs: number | null;
  /** Grows with every change of the rows, which live outside the store. */
  readonly version: number;
}

export const emptyList: ListState = {
  ...{ question: null, matching: null, isCounted: true, failure: null },
  ...{ pace: 'usual', readAtMs: null, failedAtMs: null, version: 0 },
};

export interface List<Row> {
  /** Answers whether it is another question than the one before: a screen that comes back asks what it asked. */
  ask(question: ListQuestion): boolean;
  /** Asks the same question again and keeps what is on screen until the answer is there. */
  refresh(): void;
  /** What is being read is not waited for any more; `refresh` asks for it again. */
  giveUp(): void;
  /** How many rows another query would find beside the question asked last; null: nobody can say. */
  count(query: string): Promise<number | null>;
  rowAt(index: number): Row | undefined;
  /** Among the rows that are here. */
  find(isWanted: (row: Row) => boolean): Row | undefined;
  /** Tells which rows are looked at, both included. */
  need(first: number, last: number): void;
  replace(row: Row, isSame: (known: Row) => boolean): void;
}

/** A list that stands still between changes is read at any place; one that grows at its head, from page to page. */
export type ListReader<Row> =
  | { readAt(question: ListQuestion): ReadAt<Row> }
  | { readPage(question: ListQuestion): ReadPage<Row> };

export type ListPorts<Row> = ListReader<Row> & {
  /** For lists whose pages do not always tell how many there are. null: it cannot be said. */
  readonly count?: CountRows;
  read(): ListState;
  write(state: ListState): void;
  now(): number;
  /** Milliseconds; answers the act of calling it off. */
  after?(delayMs: number, act: () => void): () => void;
};

/** What a screen may do with its list, under the names of the store. */
export interface ListActs {
  /** Answers whether it is another question than the one before. */
  listAsked(question: ListQuestion): boolean;
  listAskedAgain(): void;
  listGivenUp(): void;
  matchesCounted(query: string): Promise<number | null>;
}

export function actsOfList({ ask, refresh, giveUp, count }: Omit<List<unknown>, 'replace'>): ListActs {
  return { listAsked: ask, listAskedAgain: refresh, listGivenUp: giveUp, matchesCounted: count };
}

const firstRows = 99;
const slowMs = 2_000;

export function createList<Row>(ports: ListPorts<Row>): List<Row> {
  const { read, write, now } = ports;
  const readWindow = (question: ListQuestion): ReadWindow<Row> =>
    'readAt' in ports ? readByOffset(ports.readAt(question)) : readByCursor(ports.readPage(question));
  let asked: ListQuestion | null = null;
  let shown: WindowCache<Row> | null = null;
  let coming: WindowCache<Row> | null = null;
  let looked = { first: 0, last: firstRows };
  const watch = watchPace(ports);
  const counting = countApart(ports.count, (question, matching) => {
    const state = read();
    if (state.question === null || !isSameQuestion(state.question, question)) return;
    shown?.settleTotal(matching);
    write({ ...state, matching: shown?.total ?? matching, isCounted: true, version: state.version + 1 });
  });

  const load = (question: ListQuestion, from: { first: number; last: number }) => {
    coming?.close();
    const cache: WindowCache<Row> = new WindowCache<Row>(readWindow(question), (failure) => {
      const isNewest = cache === coming;
      const version = read().version + 1;
      if (isNewest) watch.end();
      if (failure !== null) {
        write({ ...read(), failure, failedAtMs: now(), version, ...(isNewest && { pace: 'usual' }) });
      } else if (isNewest) {
        shown?.close();
        shown = cache;
        coming = null;
        const before = read();
        const isSame = before.question !== null && isSameQuestion(before.question, question);
        // The count of before stands until there is a newer one: rows must not run away under the reader.
        const { matching, isCounted } = isSame && !cache.isCounted ? mostOf(before, cache) : countOf(cache);
        write({ ...emptyList, question, matching, isCounted, readAtMs: now(), version });
        if (!cache.isCounted) counting.ask(question);
      } else {
        const count = cache.isCounted || !read().isCounted ? countOf(cache) : {};
        write({ ...read(), ...count, version, ...(coming === null && { failure: null }) });
      }
    });
    coming = cache;
    watch.begin();
    cache.need(from.first, from.last);
  };

  return {
    ask: (question) => {
      if (asked !== null && isSameQuestion(asked, question)) return false;
      asked = question;
      looked = { first: 0, last: firstRows };
      load(question, looked);
      return true;
    },
    refresh: () => {
      if (asked !== null) load(asked, looked);
    },
    giveUp: () => {
      if (coming === null) return;
      coming.close();
      coming = null;
      watch.end();
      write({ ...read(), pace: 'given-up' });
    },
    count: async (query) => {
      if (asked === null) return null;
      if (ports.count !== undefined) return ports.count({ ...asked, query });
      const answer = await readWindow({ ...asked, query })({ offset: 0, limit: 1, isWanted: () => true });
      return answer?.ok === true ? answer.value.total : null;
    },
    rowAt: (index) => shown?.rowAt(index),
    find: (isWanted) => shown?.find(isWanted),
    need: (first, last) => {
      looked = { first, last };
      shown?.need(first, last);
    },
    replace: (row, isSame) => shown?.replace(row, isSame),
  };
}

function countOf({ total, isCounted }: WindowCache<unknown>) {
  return { matching: total, isCounted };
}

function mostOf(before: ListState, { total }: WindowCache<unknown>) {
  return { matching: Math.max(before.matching ?? 0, total ?? 0), isCounted: before.isCounted };
}

/** Says so when reading takes long. A newer question begins the wait anew, but what was slow stays slow until it is answered. */
function watchPace({ read, write, after = afterTimeout }: Pick<ListPorts<never>, 'read' | 'write' | 'after'>) {
  let callOff: (() => void) | null = null;
  const end = () => {
    callOff?.();
    callOff = null;
  };
  return {
    begin: () => {
      end();
      if (read().pace === 'given-up') write({ ...read(), pace: 'usual' });
      callOff = after(slowMs, () => write({ ...read(), pace: 'slow' }));
    },
    end,
  };
}

function afterTimeout(delayMs: number, act: () => void): () => void {
  const timer = setTimeout(act, delayMs);
  return () => clearTimeout(timer);
}

function isSameQuestion(one: ListQuestion, other: ListQuestion): boolean {
  return one.tenantSet === other.tenantSet && one.query === other.query && one.sort === other.sort;
}
