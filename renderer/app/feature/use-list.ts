// What every list screen asks the frame for: the query that can be run, the tenant set, the width, and the time that ages are counted to.
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Subject } from '../../../shared/query/subjects.ts';
import type { TenantSet } from '../../../shared/tenants/tenant-set.ts';
import { leaveOutProblems } from '../query/segments.ts';
import type { FrameState } from './frame-state.ts';
import { selectTenantSet } from './select-tenant-set.ts';
import { useAppLocation, useAppState, useQueryText } from './use-app.ts';

/** The query bar's text, without what in it cannot be understood: a term that is being typed hides no rows. */
export function useAskedQuery(subject: Subject): string {
  const text = useQueryText();
  return useMemo(() => leaveOutProblems(text, subject), [text, subject]);
}

export function useTenantSet(): TenantSet | null {
  const { set } = useAppLocation();
  return useAppState((state: FrameState) => selectTenantSet(state.tenants, set));
}

const wide = '(min-width: 1600px)';

/** From 1600 px on there is room for more columns. */
export function useIsWide(): boolean {
  return useSyncExternalStore(watchWidth, () => matchMedia(wide).matches);
}

function watchWidth(onChange: () => void): () => void {
  const query = matchMedia(wide);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

const minuteMs = 60_000;

/** Moves on every minute. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
