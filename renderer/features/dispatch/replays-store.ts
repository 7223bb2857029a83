// A replay of many on its way to be a job: what the engine froze and estimated, and the question to begin it.
import type { ReplayPlan, ReplaySelection } from '../../../shared/dispatch/replay-plan.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { type Loadable, loading, toLoadable } from '../../app/feature/loadable.ts';
import type { CreateSlice } from '../../app/feature/slice.ts';
import { type ReplayPlace, writeTarget } from './replay-wish.ts';

export interface PlanWish extends ReplayPlace {
  readonly selection: ReplaySelection;
  readonly mode: 'exact' | 'rebuilt';
}

export interface StartWish {
  readonly planId: string;
  readonly ratePerSecond: number;
  /** 0: never. */
  readonly stopAfter: number;
  readonly confirm?: number;
}

export interface ReplaysSlice {
  /** null: none is asked for. */
  readonly plan: Loadable<ReplayPlan> | null;
  /** Freezes what is selected now; an earlier plan is let go. */
  planAsked(wish: PlanWish): void;
  planDropped(): void;
  /** Answers why it was not begun. */
  startAsked(wish: StartWish): Promise<AppError | null>;
}

export const createReplaysSlice: CreateSlice<ReplaysSlice> = ({ client, write }) => {
  let asked = 0;
  return {
    plan: null,
    planAsked: ({ selection, mode, ...place }) => {
      asked += 1;
      const mine = asked;
      write({ plan: loading });
      void client.dispatch.planReplay({ selection, mode, ...writeTarget(place) }).then((answer) => {
        if (mine === asked) write({ plan: toLoadable(answer) });
      });
    },
    planDropped: () => {
      asked += 1;
      write({ plan: null });
    },
    startAsked: async (wish) => {
      const answer = await client.dispatch.startReplay(wish);
      return answer.ok ? null : answer.error;
    },
  };
};
