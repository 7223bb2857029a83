// The rows of the delivery log: the list on screen, which follows the log while its top is in view, and the newest ones for the dock.
import type { Delivery } from '../../../shared/dispatch/delivery.ts';
import { actsOfList, createList, type ListQuestion } from '../../app/feature/list.ts';
import type { SliceTools } from '../../app/feature/slice.ts';
import { followLog } from './follow-log.ts';
import { keepOverview } from './keep-overview.ts';
import type { DispatchSlice } from './store.ts';

const recentCount = 50;

export function keepLog(tools: SliceTools<DispatchSlice>) {
  const { client, read, write, now } = tools;
  const overview = keepOverview(tools);
  let asked: ListQuestion | null = null;
  const countRows = async ({ tenantSet, query }: Pick<ListQuestion, 'tenantSet' | 'query'>): Promise<number | null> => {
    const answer = await client.dispatch.count({ tenantSet, query });
    return answer.ok ? answer.value.total : null;
  };
  const list = createList<Delivery>({
    readPage:
      ({ tenantSet, query, sort }) =>
      (limit, cursor) =>
        client.dispatch.deliveries({
          ...{ tenantSet, query, limit },
          ...(sort !== null && { sort }),
          ...(cursor !== undefined && { cursor }),
        }),
    count: countRows,
    read: () => read().list,
    write: (state) => {
      write({ list: state });
      if (state.pace !== 'slow') follower.answered();
    },
    now,
  });
  const count = async (query: string) => (asked === null ? null : countRows({ tenantSet: asked.tenantSet, query }));
  const countTotal = () => void count('').then((total) => total !== null && write({ total }));
  const countFresh = async (): Promise<void> => {
    const question = asked;
    const matching = await count(question?.query ?? '');
    if (question === asked && matching !== null) {
      write({ freshCount: Math.max(0, matching - (read().list.matching ?? matching)) });
    }
    follower.answered();
  };
  const refresh = () => {
    write({ freshCount: 0 });
    list.refresh();
    countTotal();
    overview.readAgain();
  };
  const follower = followLog({
    isKnown: (id) => list.find((row) => row.id === id) !== undefined,
    replace: (delivery) => list.replace(delivery, (row) => row.id === delivery.id),
    mayLeave: () => (asked?.query.trim() ?? '') !== '',
    readAgain: () => {
      if (asked === null) return false;
      countTotal();
      overview.moved();
      if (read().isFollowing) list.refresh();
      else void countFresh();
      return true;
    },
    onTurn: (changes, isMore) => {
      if (changes.length > 0) overview.moved();
      if (isMore) readRecent();
      else write({ recent: mergeRecent(read().recent, changes) });
    },
    after: (delayMs, act) => void setTimeout(act, delayMs),
  });
  const readRecent = () =>
    void client.dispatch.deliveries({ limit: recentCount }).then((answer) => {
      if (answer.ok) write({ recent: answer.value.items });
    });
  const ask = (question: ListQuestion) => {
    const isOtherSet = question.tenantSet !== asked?.tenantSet;
    asked = question;
    write({ freshCount: 0, ...(isOtherSet && { total: null }) });
    const isNewQuestion = list.ask(question);
    if (isOtherSet) countTotal();
    overview.ask(question);
    return isNewQuestion;
  };
  return {
    rowAt: list.rowAt,
    changed: follower.changed,
    readAll: () => {
      readRecent();
      if (asked !== null) refresh();
    },
    acts: { ...actsOfList(list), listAsked: ask, listAskedAgain: refresh },
    look: (first: number, last: number) => {
      list.need(first, last);
      const isFollowing = first === 0 && asked?.sort !== 'acceptedAt';
      if (isFollowing === read().isFollowing) return;
      write({ isFollowing });
      if (isFollowing && read().freshCount > 0) refresh();
    },
  };
}

/** Known ones take their newer state, new ones come on top. */
export function mergeRecent(recent: readonly Delivery[], changes: readonly Delivery[]): readonly Delivery[] {
  const changed = new Map(changes.map((delivery) => [delivery.id as string, delivery]));
  const known = new Set(recent.map(({ id }) => id));
  const kept = recent.map((delivery) => changed.get(delivery.id) ?? delivery);
  const fresh = changes.filter(({ id }) => !known.has(id));
  return [...fresh, ...kept]
    .sort((a, b) => (a.acceptedAt === b.acceptedAt ? 0 : a.acceptedAt < b.acceptedAt ? 1 : -1))
    .slice(0, recentCount);
}
