// What the frame, the page and the commands read of the delivery log. Pure.
import type { Delivery, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { DeliveryTotals } from '../../../shared/dispatch/delivery-counts.ts';
import type { ReplaySelection } from '../../../shared/dispatch/replay-plan.ts';
import { writePattern } from '../../../shared/query/quote.ts';
import type { Listing } from '../../app/feature/feature.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import type { ListQuestion } from '../../app/feature/list.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import { countSelected } from '../../ui/grid/grid-selection.ts';
import type { ViewId } from './log-query.ts';
import type { ReplayWish } from './replay-wish.ts';
import type { DispatchState } from './store.ts';

export type State = FrameState & DispatchState;

export function selectListing({ dispatch, dispatchView }: State): Listing {
  const { matching, isCounted, question } = dispatch.list;
  const hasQuery = (question?.query.trim() ?? '') !== '';
  const selected = countSelected(dispatchView.selection, matching ?? 0);
  return { matching: isCounted ? matching : null, total: hasQuery ? dispatch.total : matching, selected };
}

/** null: it is not known, or not counted. */
export function selectViewCount(totals: DeliveryTotals | null, view: ViewId): number | null {
  if (totals === null) return null;
  const { delivered, waiting, ...failed } = totals.byStanding;
  switch (view) {
    case 'failed':
      return Object.values(failed).reduce((sum, count) => sum + count, 0);
    case 'dead':
      return totals.byOutcome.dead;
    case 'replays':
      return totals.replays;
    case 'all':
      return null;
  }
}

export function selectOpened({ dispatch }: State): DeliveryDetail | null {
  return dispatch.opened === null ? null : readyValue(dispatch.opened.delivery);
}

/** The replay that the foot of the detail pane describes. */
function selectWish(state: State): ReplayWish | null {
  const delivery = selectOpened(state);
  const { mode, place } = state.dispatchView;
  return delivery === null ? null : { deliveryId: delivery.id, mode, ...place };
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

/** The selected rows as the engine takes them, whether they have arrived or not; null: none is. */
export function selectChosen({ dispatch, dispatchView }: State): ReplaySelection | null {
  const { selection } = dispatchView;
  if (selection.mode === 'some') return selection.keys.size === 0 ? null : { ids: [...selection.keys] };
  const { question } = dispatch.list;
  return question === null ? null : selectMatching(question, selection.except);
}

/** What a question finds, without those taken out by hand. */
export function selectMatching(
  { tenantSet, query }: Pick<ListQuestion, 'tenantSet' | 'query'>,
  except: ReadonlySet<string>,
): ReplaySelection {
  if (except.size === 0) return { query, tenantSet };
  const without = [...except].map((id) => `-id:${writePattern([id])}`);
  return { query: [query.trim() === '' ? '' : `(${query})`, ...without].join(' ').trim(), tenantSet };
}

export function replaySelected(state: State): void {
  const chosen = selectChosen(state);
  if (chosen !== null) state.dispatchView.replayManyAskedFor(chosen);
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
