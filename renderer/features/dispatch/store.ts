// The mirror of the delivery log: the list on screen, the delivery in the detail pane, the newest ones for the dock, and replays.
import type { Delivery, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import {
  actsOfList,
  createList,
  emptyList,
  type List,
  type ListActs,
  type ListQuestion,
  type ListState,
} from '../../app/feature/list.ts';
import { type Loadable, loading, toLoadable } from '../../app/feature/loadable.ts';
import type { CreateSlice, SliceTools } from '../../app/feature/slice.ts';
import { followLog } from './follow-log.ts';
import type { DispatchView } from './view.ts';

export interface OpenedDelivery {
  readonly id: string;
  readonly delivery: Loadable<DeliveryDetail>;
  /** Why it waits although it could be sent, as while the vault is locked. */
  readonly held: AppError | null;
}

export interface ReplayWish {
  readonly deliveryId: string;
  readonly mode: 'exact' | 'rebuilt';
  /** `same`: where the delivery went. */
  readonly target: 'same' | 'receiver';
}

/** Mirror. Rows live outside the store; `list.version` grows when they change. */
export interface DispatchSlice extends ListActs, Pick<List<Delivery>, 'rowAt'> {
  readonly list: ListState;
  /** Of the tenant set, whatever the query; null while it is not known. */
  readonly total: number | null;
  /** Matching deliveries that came while the reader was further down; they are listed when the list is read again. */
  readonly freshCount: number;
  /** The top of the list is in view and new deliveries appear there. */
  readonly isFollowing: boolean;
  readonly opened: OpenedDelivery | null;
  /** Newest first, of every tenant set. */
  readonly recent: readonly Delivery[];
  /** Today's integration of the opened delivery, for a rebuilt replay; null: not asked for. */
  readonly today: Loadable<IntegrationRecord> | null;
  readonly isReplaying: boolean;
  /** Why the last replay was not taken; null: it was, or none was asked for. */
  readonly replayFailure: { readonly wish: ReplayWish; readonly error: AppError } | null;
  /** The delivery that the last replay is sent as, until it is shown. */
  readonly replayedAs: string | null;
  rowsLookedAt(first: number, last: number): void;
  deliveryOpened(id: string | null): void;
  todayAsked(integrationId: string): void;
  replayAsked(wish: ReplayWish): void;
  /** Starts the receiver, then replays. */
  receiverAndReplayAsked(wish: ReplayWish): void;
  replayShown(): void;
}

export interface DispatchState {
  readonly dispatch: DispatchSlice;
  readonly dispatchView: DispatchView;
}

type Tools = SliceTools<DispatchSlice>;

export const createDispatchSlice: CreateSlice<DispatchSlice> = (tools) => {
  const { write } = tools;
  const log = keepList(tools);
  const opened = keepOpened(tools);
  tools.whileOpen(() =>
    tools.client.dispatch.watchLog({}, (event) => {
      if (event.type === 'failed' || event.delivery === null) return;
      log.changed(event.delivery);
      opened.changed(event.delivery.id);
    }),
  );
  tools.afterEachGap(() => {
    log.readAll();
    opened.openAgain();
  });
  return {
    list: emptyList,
    ...{ total: null, freshCount: 0, isFollowing: true, opened: null, recent: [], today: null },
    ...{ isReplaying: false, replayFailure: null, replayedAs: null },
    rowAt: log.rowAt,
    ...log.acts,
    rowsLookedAt: log.look,
    deliveryOpened: opened.open,
    todayAsked: (id) => {
      write({ today: loading });
      void tools.client.integrations.get({ id }).then((answer) => write({ today: toLoadable(answer) }));
    },
    ...actsOfReplay(tools),
  };
};

const recentCount = 50;

function keepList({ client, read, write, now }: Tools) {
  let asked: ListQuestion | null = null;
  const list = createList<Delivery>({
    readPage:
      ({ tenantSet, query, sort }) =>
      (limit, cursor) =>
        client.dispatch.deliveries({
          ...{ tenantSet, query, limit },
          ...(sort !== null && { sort }),
          ...(cursor !== undefined && { cursor }),
        }),
    read: () => read().list,
    write: (state) => {
      write({ list: state });
      if (state.pace !== 'slow') follower.answered();
    },
    now,
  });
  const count = async (query: string): Promise<number | null> => {
    if (asked === null) return null;
    const answer = await client.dispatch.deliveries({ tenantSet: asked.tenantSet, query, limit: 1 });
    return answer.ok ? answer.value.total : null;
  };
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
  };
  const follower = followLog({
    isKnown: (id) => list.find((row) => row.id === id) !== undefined,
    replace: (delivery) => list.replace(delivery, (row) => row.id === delivery.id),
    readAgain: () => {
      if (asked === null) return false;
      countTotal();
      if (read().isFollowing) list.refresh();
      else void countFresh();
      return true;
    },
    onTurn: (changes) => write({ recent: mergeRecent(read().recent, changes) }),
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

function keepOpened({ client, read, write }: Tools) {
  let end: (() => void) | null = null;
  let hasEnded = false;
  const watch = (id: string) => {
    end?.();
    hasEnded = false;
    end = client.dispatch.watch({ deliveryId: id }, (event) => {
      const { opened } = read();
      if (opened?.id !== id) return;
      if (event.type !== 'failed') {
        write({ opened: { id, delivery: { status: 'ready', value: event.delivery }, held: null } });
        return;
      }
      hasEnded = true;
      // What waits for an open vault is still there to be read.
      if (opened.delivery.status === 'ready') write({ opened: { ...opened, held: event.error } });
      else void readOnce(id);
    });
  };
  const readOnce = async (id: string): Promise<void> => {
    const answer = await client.dispatch.delivery({ id });
    if (read().opened?.id === id) write({ opened: { id, delivery: toLoadable(answer), held: null } });
  };
  return {
    open: (id: string | null) => {
      if (id === (read().opened?.id ?? null)) return;
      write({ opened: id === null ? null : { id, delivery: loading, held: null }, today: null, replayFailure: null });
      if (id !== null) watch(id);
      else end?.();
    },
    /** A stream that said why it cannot go on is begun again when the log says that the delivery moved on. */
    changed: (id: string) => {
      if (hasEnded && read().opened?.id === id) watch(id);
    },
    openAgain: () => {
      const id = read().opened?.id;
      if (hasEnded && id !== undefined) watch(id);
    },
  };
}

function actsOfReplay({ client, write }: Tools) {
  const replay = async (wish: ReplayWish): Promise<void> => {
    write({ isReplaying: true, replayFailure: null, replayedAs: null });
    const { deliveryId, mode, target } = wish;
    const to = target === 'receiver' ? ({ to: { receiver: true } } as const) : {};
    const answer = await client.dispatch.replay({ deliveryId, mode, ...to });
    if (answer.ok) write({ isReplaying: false, replayedAs: answer.value.deliveryId });
    else write({ isReplaying: false, replayFailure: { wish, error: answer.error } });
  };
  return {
    replayAsked: (wish: ReplayWish) => void replay(wish),
    receiverAndReplayAsked: (wish: ReplayWish) => {
      void client.bench.start({}).then((answer) => {
        if (answer.ok) void replay(wish);
        else write({ replayFailure: { wish, error: answer.error } });
      });
    },
    replayShown: () => write({ replayedAs: null }),
  };
}
