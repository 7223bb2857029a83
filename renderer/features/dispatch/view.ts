// The view of the delivery log: where the reader is in it, and how the next replay is to be sent. Written only by what the user does.
import type { CreateSlice } from '../../app/feature/slice.ts';
import type { ReplayWish } from './store.ts';

export interface DispatchView {
  /** Where the active row stands, and which one it is: rows move when new ones come. -1 and null: none. */
  readonly activeIndex: number;
  readonly activeId: string | null;
  /** null: the newest one. */
  readonly chosenAttempt: number | null;
  readonly mode: ReplayWish['mode'];
  readonly target: ReplayWish['target'];
  /** The question before a replay that leaves the machine, or that is not what was sent before. */
  readonly isAskingReplay: boolean;
  /** What was put on the clipboard and not yet said. */
  readonly copied: CopiedKind | null;
  rowActivated(index: number, id: string | null): void;
  /** The address names a delivery, which may be the active row's already. */
  addressRead(id: string | null): void;
  attemptChosen(number: number): void;
  modeChosen(mode: ReplayWish['mode']): void;
  targetChosen(target: ReplayWish['target']): void;
  replayAskedFor(): void;
  replayAnswered(): void;
  copiedToClipboard(what: CopiedKind): void;
  copyNewsShown(): void;
}

export type CopiedKind = 'curl' | 'diagnostic' | 'row';

export const createDispatchView: CreateSlice<DispatchView> = ({ read, write }) => ({
  ...{ activeIndex: -1, activeId: null, chosenAttempt: null, mode: 'exact', target: 'same' },
  ...{ isAskingReplay: false, copied: null },
  rowActivated: (activeIndex, activeId) => {
    const isOther = activeId !== read().activeId;
    write({ activeIndex, activeId, ...(isOther && { chosenAttempt: null }) });
  },
  addressRead: (activeId) => {
    if (activeId !== read().activeId) write({ activeIndex: -1, activeId, chosenAttempt: null });
  },
  attemptChosen: (chosenAttempt) => write({ chosenAttempt }),
  modeChosen: (mode) => write({ mode }),
  targetChosen: (target) => write({ target }),
  replayAskedFor: () => write({ isAskingReplay: true }),
  replayAnswered: () => write({ isAskingReplay: false, chosenAttempt: null }),
  copiedToClipboard: (copied) => write({ copied }),
  copyNewsShown: () => write({ copied: null }),
});
