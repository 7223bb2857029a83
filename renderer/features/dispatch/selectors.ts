// What the frame, the page and the commands read of the delivery log. Pure.
import type { Delivery, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { Listing } from '../../app/feature/feature.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import type { DispatchState, ReplayWish } from './store.ts';

export type State = FrameState & DispatchState;

export function selectListing({ dispatch }: State): Listing {
  const { matching, question } = dispatch.list;
  const hasQuery = (question?.query.trim() ?? '') !== '';
  return { matching, total: hasQuery ? dispatch.total : matching, selected: 0 };
}

export function selectOpened({ dispatch }: State): DeliveryDetail | null {
  return dispatch.opened === null ? null : readyValue(dispatch.opened.delivery);
}

/** The replay that the foot of the detail pane describes. */
function selectWish(state: State): ReplayWish | null {
  const delivery = selectOpened(state);
  const { mode, target } = state.dispatchView;
  return delivery === null ? null : { deliveryId: delivery.id, mode, target };
}

/** What was being sent to the app's own receiver harms nobody when it is sent there again. */
export function isForReceiver({ url, originalUrl }: Pick<Delivery, 'url' | 'originalUrl'>): boolean {
  return originalUrl !== null && /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\/in\//.test(url);
}

/** Asks first whenever a replay leaves the machine or is not what was sent before. */
export function askReplay(state: State): void {
  const delivery = selectOpened(state);
  const wish = selectWish(state);
  if (delivery === null || wish === null || delivery.outcome === 'pending' || state.dispatch.isReplaying) return;
  const staysHere = wish.target === 'receiver' || isForReceiver(delivery);
  if (wish.mode === 'exact' && staysHere) state.dispatch.replayAsked(wish);
  else state.dispatchView.replayAskedFor();
}

export interface RowSource {
  readonly matching: number | null;
  readonly activeIndex: number;
  readonly activeId: string | null;
  rowAt(index: number): Pick<Delivery, 'id'> | undefined;
}

/** Rows further down than this are found again only by moving there. */
const searchedRows = 2_400;

/** Where the active row stands now: new rows on top push it down. -1: it is not among the rows. */
export function findActiveIndex({ matching, activeIndex, activeId, rowAt }: RowSource): number {
  const count = matching ?? 0;
  if (activeIndex >= 0 && activeIndex < count) {
    const there = rowAt(activeIndex)?.id;
    if (activeId === null || there === activeId || there === undefined) return activeIndex;
  }
  if (activeId === null) return -1;
  for (let index = 0; index < Math.min(count, searchedRows); index += 1) {
    if (rowAt(index)?.id === activeId) return index;
  }
  return -1;
}

export function namePlace({ accountName, pbxName }: Delivery, texts: { file: string; account: string }): string {
  return accountName === null ? texts.file : `${accountName} / ${pbxName ?? texts.account}`;
}
