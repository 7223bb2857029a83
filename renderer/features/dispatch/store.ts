// The mirror of the delivery log: the list on screen, the delivery in the detail pane, the newest ones for the dock, and replays.
import type { Delivery, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { DeliveryTotals } from '../../../shared/dispatch/delivery-counts.ts';
import type { DispatchStatus } from '../../../shared/dispatch/dispatch-status.ts';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { emptyList, type List, type ListActs, type ListState } from '../../app/feature/list.ts';
import { type Loadable, loading, toLoadable } from '../../app/feature/loadable.ts';
import type { CreateSlice, SliceTools } from '../../app/feature/slice.ts';
import type { DispatchActs } from './acts-store.ts';
import type { Histogram } from './histogram-frame.ts';
import { keepLog } from './keep-log.ts';
import { keepOpened } from './keep-opened.ts';
import { type ReplayWish, writeTarget } from './replay-wish.ts';
import type { ReplaysSlice } from './replays-store.ts';
import type { DispatchView } from './view.ts';

export interface OpenedDelivery {
  readonly id: string;
  readonly delivery: Loadable<DeliveryDetail>;
  /** Why it waits although it could be sent, as while the vault is locked. */
  readonly held: AppError | null;
  /** Attempt → who asked for it, of replays; null while it is not known. */
  readonly replayers: ReadonlyMap<number, string> | null;
}

/** Mirror. Rows live outside the store; `list.version` grows when they change. */
export interface DispatchSlice extends ListActs, Pick<List<Delivery>, 'rowAt'> {
  readonly list: ListState;
  /** Of the tenant set, whatever the query; null while it is not known. */
  readonly total: number | null;
  /** Matching deliveries that came while the reader was further down; they are listed when the list is read again. */
  readonly freshCount: number;
  /** Of the query without its view; null while they are not known. */
  readonly totals: DeliveryTotals | null;
  /** Of the query; null while it is not known, or where there is nothing to draw. */
  readonly histogram: Histogram | null;
  /** The top of the list is in view and new deliveries appear there. */
  readonly isFollowing: boolean;
  /** Of dispatch as a whole; null while it is not known. */
  readonly status: DispatchStatus | null;
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
  readonly replays: ReplaysSlice;
  readonly dispatchActs: DispatchActs;
  readonly dispatch: DispatchSlice;
  readonly dispatchView: DispatchView;
}

type Tools = SliceTools<DispatchSlice>;

export const createDispatchSlice: CreateSlice<DispatchSlice> = (tools) => {
  const { write } = tools;
  const log = keepLog(tools);
  const opened = keepOpened(tools);
  tools.whileOpen(() =>
    tools.client.dispatch.watchLog({}, (event) => {
      if (event.type === 'failed') return;
      log.changed(event.deliveries, event.isMore);
      opened.changed(event.deliveries, event.isMore);
    }),
  );
  tools.whileOpen(() =>
    tools.client.dispatch.watchStatus({}, (event) => {
      if (event.type !== 'failed') write({ status: event.status });
    }),
  );
  tools.afterEachGap(() => {
    log.readAll();
    opened.openAgain();
  });
  return {
    list: emptyList,
    ...{
      total: null,
      totals: null,
      histogram: null,
      freshCount: 0,
      isFollowing: true,
      status: null,
      opened: null,
      recent: [],
      today: null,
    },
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

function actsOfReplay({ client, write }: Tools) {
  const replay = async (wish: ReplayWish): Promise<void> => {
    write({ isReplaying: true, replayFailure: null, replayedAs: null });
    const { deliveryId, mode, event, confirm } = wish;
    const answer = await client.dispatch.replay({
      ...{ deliveryId, mode, ...writeTarget(wish) },
      ...(event !== undefined && { edit: { event } }),
      ...(confirm !== undefined && { confirm }),
    });
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
