// What was sent beside what would be sent now: with today's integration, and with the event as a person has changed it, if they have.
import { useEffect, useMemo } from 'react';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { type Comparison, compareWithRebuilt } from './compare-requests.ts';
import type { ReplayTarget } from './replay-wish.ts';
import type { State } from './selectors.ts';

export interface ComparisonWish {
  readonly delivery: DeliveryDetail;
  readonly isWanted: boolean;
  readonly target: ReplayTarget;
  readonly event?: PbxEvent | undefined;
}

/** null: not wanted, or today's integration is still being read. */
export function useComparison({ delivery, isWanted, target, event }: ComparisonWish): Comparison | null {
  const { today, todayAsked } = useAppState((state: State) => state.dispatch);
  const sets = useAppState((state: State) => readyValue(state.tenants.sets));
  const { integrationId, tenantSet } = delivery;
  useEffect(() => {
    if (isWanted && integrationId !== null) todayAsked(integrationId);
  }, [isWanted, integrationId, todayAsked]);
  return useMemo(() => {
    if (!isWanted) return null;
    const dialect = sets?.find(({ id }) => id === tenantSet)?.dialect ?? delivery.dialect;
    // An integration from a file is nowhere but in its snapshot.
    if (integrationId === null) {
      const { integration, dialect: itsOwn } = delivery;
      return compareWithRebuilt({ delivery, integration, dialect: itsOwn, target, event });
    }
    if (today === null || today.status === 'loading') return null;
    if (today.status === 'failed') return { isBuilt: false, problems: [toProblem(today.error)] };
    return compareWithRebuilt({ delivery, integration: today.value, dialect, target, event });
  }, [isWanted, sets, tenantSet, delivery, integrationId, today, target, event]);
}

function toProblem({ code, message }: { readonly code: string; readonly message: string }) {
  return { code, message, severity: 'error', path: '' } as const;
}
