// The view of the delivery log: where the reader is in it, and how the next replay is to be sent. Written only by what the user does.
import type { ReplaySelection } from '../../../shared/dispatch/replay-plan.ts';
import type { CreateSlice } from '../../app/feature/slice.ts';
import { type GridSelection, nothingSelected } from '../../ui/grid/grid-selection.ts';
import { type ReplayPlace, type ReplayWish, samePlace } from './replay-wish.ts';

export interface DispatchView {
  /** Where the active row stands, and which one it is: rows move when new ones come. -1 and null: none. */
  readonly activeIndex: number;
  readonly activeId: string | null;
  readonly selection: GridSelection;
  /** null: the newest one. */
  readonly chosenAttempt: number | null;
  readonly mode: ReplayWish['mode'];
  /** Where the next replay of one goes. */
  readonly place: ReplayPlace;
  readonly isEditingReplay: boolean;
  /** What a replay of many is asked about; null: nothing. */
  readonly replayingMany: ReplaySelection | null;
  /** The question before a replay that leaves the machine, or that is not what was sent before. */
  readonly isAskingReplay: boolean;
  /** What was put on the clipboard and not yet said. */
  readonly copied: CopiedKind | null;
  selectionChanged(selection: GridSelection): void;
  rowActivated(index: number, id: string | null): void;
  /** The address names a delivery, which may be the active row's already. */
  addressRead(id: string | null): void;
  attemptChosen(number: number): void;
  modeChosen(mode: ReplayWish['mode']): void;
  placeChosen(place: ReplayPlace): void;
  editingBegun(): void;
  editingEnded(): void;
  replayManyAskedFor(selection: ReplaySelection): void;
  replayManyEnded(): void;
  replayAskedFor(): void;
  replayAnswered(): void;
  copiedToClipboard(what: CopiedKind): void;
  copyNewsShown(): void;
}

export type CopiedKind = 'curl' | 'har' | 'diagnostic' | 'row';

export const createDispatchView: CreateSlice<DispatchView> = ({ read, write }) => ({
  ...{ activeIndex: -1, activeId: null, chosenAttempt: null, mode: 'exact', place: samePlace },
  ...{ isEditingReplay: false, replayingMany: null },
  ...{ selection: nothingSelected, isAskingReplay: false, copied: null },
  selectionChanged: (selection) => write({ selection }),
  rowActivated: (activeIndex, activeId) => {
    const isOther = activeId !== read().activeId;
    write({ activeIndex, activeId, ...(isOther && { chosenAttempt: null }) });
  },
  addressRead: (activeId) => {
    if (activeId !== read().activeId) write({ activeIndex: -1, activeId, chosenAttempt: null });
  },
  attemptChosen: (chosenAttempt) => write({ chosenAttempt }),
  modeChosen: (mode) => write({ mode }),
  placeChosen: (place) => write({ place }),
  editingBegun: () => write({ isEditingReplay: true }),
  editingEnded: () => write({ isEditingReplay: false, chosenAttempt: null }),
  replayManyAskedFor: (replayingMany) => write({ replayingMany }),
  replayManyEnded: () => write({ replayingMany: null }),
  replayAskedFor: () => write({ isAskingReplay: true }),
  replayAnswered: () => write({ isAskingReplay: false, chosenAttempt: null, place: samePlace }),
  copiedToClipboard: (copied) => write({ copied }),
  copyNewsShown: () => write({ copied: null }),
});
