import { beforeEach, describe, expect, it } from 'vitest';
import { createList, emptyList, type ListQuestion, type ListState } from '../../../../renderer/app/feature/list.ts';
import type { AppError } from '../../../../shared/kernel/app-error.ts';
import { err, ok, type Result } from '../../../../shared/kernel/result.ts';
import { createHandClock, type HandClock } from '../../client/hand-clock.ts';

type Page = { total: number | null; nextCursor: string | null; items: number[] };
interface Asked {
  readonly query: string;
  readonly limit: number;
  readonly cursor: string | undefined;
  answer(page: Result<Page, AppError>): void;
}

const question = (query: string): ListQuestion => ({ tenantSet: 'sandbox', query, sort: null });
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('a list', () => {
  let state: ListState;
  let asked: Asked[];
  let list: ReturnType<typeof createList<number>>;
  let clock: HandClock;

  beforeEach(() => {
    state = emptyList;
    asked = [];
    clock = createHandClock();
    list = createList<number>({
      readPage:
        ({ query }) =>
        (limit, cursor) =>
          new Promise((answer) => asked.push({ query, limit, cursor, answer })),
      read: () => state,
      write: (next) => {
        state = next;
      },
      now: clock.now,
      after: clock.after,
    });
  });

  /** Answers what is asked as a list of `total` numbers would, until nothing more is asked. */
  async function answerAll(total: number) {
    for (let next = asked.shift(); next !== undefined; next = asked.shift()) {
      const from = Number(next.cursor ?? 0);
      const items = Array.from({ length: Math.min(next.limit, total - from) }, (_, index) => from + index);
      const end = from + items.length;
      next.answer(ok({ total, items, nextCursor: end < total ? String(end) : null }));
      await settle();
    }
  }

  describe('whose pages do not tell how many there are', () => {
    let counts: ((matching: number | null) => void)[];
    const rows = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

    beforeEach(() => {
      counts = [];
      list = createList<number>({
        readPage:
          ({ query }) =>
          (limit, cursor) =>
            new Promise((answer) => asked.push({ query, limit, cursor, answer })),
        count: () => new Promise((answer) => counts.push(answer)),
        read: () => state,
        write: (next) => {
          state = next;
        },
        now: clock.now,
        after: clock.after,
      });
      list.ask(question('a'));
    });

    async function answerPage(from: number, nextCursor: string | null) {
      asked.shift()?.answer(ok({ total: null, items: rows(from, 100), nextCursor }));
      await settle();
    }

    it('shows rows before they are counted, with one more to go on to', async () => {
      await answerPage(0, '100');
      expect(state).toMatchObject({ matching: 101, isCounted: false });
      expect(list.rowAt(99)).toBe(99);
      counts.shift()?.(4_000);
      await settle();
      expect(state).toMatchObject({ matching: 4_000, isCounted: true });
    });

    it('needs no count when the first page is the last one', async () => {
      await answerPage(0, null);
      expect(state).toMatchObject({ matching: 100, isCounted: true });
      expect(counts).toEqual([]);
    });

    it('keeps the count of before while the same question is read again', async () => {
      await answerPage(0, '100');
      counts.shift()?.(4_000);
      await settle();
      list.refresh();
      await answerPage(0, '100');
      expect(state).toMatchObject({ matching: 4_000, isCounted: true });
      counts.shift()?.(4_002);
      await settle();
      expect(state.matching).toBe(4_002);
    });

    it('counts one at a time, and of what was asked meanwhile the newest', async () => {
      await answerPage(0, '100');
      for (const query of ['b', 'c']) {
        list.ask(question(query));
        await answerPage(0, '100');
      }
      expect(counts).toHaveLength(1);
      counts.shift()?.(4_000);
      await settle();
      expect(state).toMatchObject({ matching: 101, isCounted: false });
      counts.shift()?.(7_000);
      await settle();
      expect(state).toMatchObject({ matching: 7_000, isCounted: true });
      expect(counts).toEqual([]);
    });
  });

  it('shows the first rows and how many there are', async () => {
    list.ask(question('a'));
    await answerAll(2_318);
    expect(state).toMatchObject({ matching: 2_318, question: question('a'), failure: null });
    expect(list.rowAt(99)).toBe(99);
    expect(list.rowAt(100)).toBeUndefined();
  });

  it('drops the answer to an older question that comes late', async () => {
    list.ask(question('a'));
    list.ask(question('ab'));
    const [older, newer] = asked;
    newer?.answer(ok({ total: 1, items: [7], nextCursor: null }));
    await settle();
    older?.answer(ok({ total: 2, items: [1, 2], nextCursor: null }));
    await settle();
    expect(state.question?.query).toBe('ab');
    expect([list.rowAt(0), list.rowAt(1)]).toEqual([7, undefined]);
  });

  it('keeps the rows of the last answer while the next one is on its way', async () => {
    list.ask(question('a'));
    await answerAll(3);
    list.ask(question('b'));
    expect([state.matching, list.rowAt(2)]).toEqual([3, 2]);
  });

  it('keeps the rows and says why when a question has no answer', async () => {
    list.ask(question('a'));
    await answerAll(3);
    list.ask(question('b'));
    asked.shift()?.answer(err({ code: 'CONNECTION_LOST', message: 'Gone.' }));
    await settle();
    expect(state).toMatchObject({ matching: 3, failure: { code: 'CONNECTION_LOST' } });
    expect(list.rowAt(0)).toBe(0);
  });

  it('reaches rows far down by walking in large steps, and knows the way next time', async () => {
    list.ask(question('a'));
    await answerAll(100_000);
    list.need(4_950, 4_999);
    const limits: number[] = [];
    while (asked.length > 0) {
      limits.push(asked[0]?.limit ?? 0);
      await answerOne();
    }
    expect(list.rowAt(4_999)).toBe(4_999);
    expect(limits.filter((limit) => limit > 100)).toHaveLength(10);
    list.need(5_000, 5_040);
    expect(asked).toHaveLength(1);
  });

  async function answerOne() {
    const next = asked.shift();
    const from = Number(next?.cursor ?? 0);
    const items = Array.from({ length: next?.limit ?? 0 }, (_, index) => from + index);
    next?.answer(ok({ total: 100_000, items, nextCursor: String(from + items.length) }));
    await settle();
  }

  it('gives up a long walk when nobody looks there any more', async () => {
    list.ask(question('a'));
    await answerAll(100_000);
    list.need(90_000, 90_040);
    await answerOne();
    list.need(100, 140);
    await answerAll(100_000);
    expect([list.rowAt(110), list.rowAt(90_000)]).toEqual([110, undefined]);
    expect(asked).toEqual([]);
  });

  it('begins its walk afresh when a cursor is no longer good', async () => {
    list.ask(question('a'));
    await answerAll(1_000);
    list.need(100, 150);
    asked.shift()?.answer(err({ code: 'CURSOR_INVALID', message: 'Old.' }));
    await settle();
    await answerAll(1_000);
    expect(list.rowAt(150)).toBe(150);
  });

  it('asks again where the reader is when something may have been missed', async () => {
    list.ask(question('a'));
    await answerAll(1_000);
    list.need(300, 340);
    await answerAll(1_000);
    list.refresh();
    expect(list.rowAt(310)).toBe(310);
    await answerAll(900);
    expect([state.matching, list.rowAt(310), list.rowAt(0)]).toEqual([900, 310, undefined]);
  });

  it('puts a newer state in the place of a row', async () => {
    list.ask(question('a'));
    await answerAll(10);
    const before = state.version;
    list.replace(-4, (known) => known === 4);
    expect([list.rowAt(4), state.version > before]).toEqual([-4, true]);
  });

  it('forgets windows far from where the reader is', async () => {
    list.ask(question('a'));
    await answerAll(100_000);
    for (let window = 1; window < 60; window += 1) {
      list.need(window * 100, window * 100 + 40);
      await answerAll(100_000);
    }
    expect([list.rowAt(0), list.rowAt(5_900)]).toEqual([undefined, 5_900]);
  });

  it('says so when reading takes long, and when it no longer does', async () => {
    list.ask(question('a'));
    clock.pass(1_999);
    expect(state.pace).toBe('usual');
    clock.pass(1);
    expect(state).toMatchObject({ pace: 'slow', matching: null });
    await answerAll(3);
    expect(state).toMatchObject({ pace: 'usual', matching: 3, readAtMs: 2_000 });
    expect(clock.delays()).toEqual([]);
  });

  it('does not wait for what a person gave up, and reads it when asked again', async () => {
    list.ask(question('a'));
    clock.pass(2_000);
    list.giveUp();
    await answerAll(3);
    expect(state).toMatchObject({ pace: 'given-up', matching: null });
    list.refresh();
    expect(state.pace).toBe('usual');
    await answerAll(3);
    expect(state).toMatchObject({ pace: 'usual', matching: 3 });
  });

  it('keeps telling that a question failed while older rows are scrolled into view', async () => {
    list.ask(question('a'));
    await answerAll(1_000);
    list.ask(question('b'));
    asked.shift()?.answer(err({ code: 'INTERNAL', message: 'Broken.' }));
    await settle();
    list.need(200, 240);
    await answerAll(1_000);
    expect(state).toMatchObject({ question: question('a'), failure: { code: 'INTERNAL' } });
  });

  it('counts what another query would find without touching the rows', async () => {
    list.ask(question('a'));
    await answerAll(3);
    const count = list.count('b');
    expect(asked[0]).toMatchObject({ query: 'b', limit: 1 });
    await answerAll(12);
    expect([await count, state.matching, list.rowAt(2)]).toEqual([12, 3, 2]);
  });
});
