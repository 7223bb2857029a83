// One list of a screen: the question asked, the windows of its answer, and what the store may know of them.
// While a newer question is under way the rows of the last answer stay; an answer to an older question is dropped.
import type { AppError } from '../../../shared/kernel/app-error.ts';
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
  /** Why the newest question has no answer; its rows are those of the question before. */
  readonly failure: AppError | null;
  /** Grows with every change of the rows, which live outside the store. */
  readonly version: number;
}

export const emptyList: ListState = { question: null, matching: null, failure: null, version: 0 };

export interface List<Row> {
  /** Answers whether it is another question than the one before: a screen that comes back asks what it asked. */
  ask(question: ListQuestion): boolean;
  /** Asks the same question again and keeps what is on screen until the answer is there. */
  refresh(): void;
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
  read(): ListState;
  write(state: ListState): void;
};

const firstRows = 99;

export function createList<Row>(ports: ListPorts<Row>): List<Row> {
  const { read, write } = ports;
  const readWindow = (question: ListQuestion): ReadWindow<Row> =>
    'readAt' in ports ? readByOffset(ports.readAt(question)) : readByCursor(ports.readPage(question));
  let asked: ListQuestion | null = null;
  let shown: WindowCache<Row> | null = null;
  let coming: WindowCache<Row> | null = null;
  let looked = { first: 0, last: firstRows };

  const load = (question: ListQuestion, from: { first: number; last: number }) => {
    coming?.close();
    const cache: WindowCache<Row> = new WindowCache<Row>(readWindow(question), (failure) => {
      if (failure === null && cache === coming) {
        shown?.close();
        shown = cache;
        coming = null;
      }
      const { version } = read();
      if (failure !== null) write({ ...read(), failure, version: version + 1 });
      else write({ question, matching: cache.total, failure: null, version: version + 1 });
    });
    coming = cache;
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
    rowAt: (index) => shown?.rowAt(index),
    find: (isWanted) => shown?.find(isWanted),
    need: (first, last) => {
      looked = { first, last };
      shown?.need(first, last);
    },
    replace: (row, isSame) => shown?.replace(row, isSame),
  };
}

function isSameQuestion(one: ListQuestion, other: ListQuestion): boolean {
  return one.tenantSet === other.tenantSet && one.query === other.query && one.sort === other.sort;
}
