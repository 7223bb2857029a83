// Changing what is decided for a tenant set.
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import type { ChoicesState, SetChange } from './store.ts';

type State = FrameState & ChoicesState;

/** Answers what went wrong, or null. The list of sets is read again when it went well. */
export function useSetChange(tenantSet: string): (change: SetChange) => Promise<AppError | null> {
  const setChanged = useAppState((state: State) => state.choices.setChanged);
  const tenantSetsChanged = useAppState((state: State) => state.tenants.tenantSetsChanged);
  return async (change) => {
    const problem = await setChanged(tenantSet, change);
    if (problem === null) tenantSetsChanged();
    return problem;
  };
}
