// Jobs in the status bar: how many are under way and how far they are together; every quarter is said aloud.
import { LoaderCircle, PauseCircle } from 'lucide-react';
import { formatNumber } from '../../app/feature/format.ts';
import { StatusButton } from '../../app/feature/status-button.tsx';
import { useAppState, useShallowAppState } from '../../app/feature/use-app.ts';
import { LiveRegion } from '../../ui/live-region.tsx';
import { announceJob, percentOf } from './describe-job.ts';
import { type State, selectActive } from './selectors.ts';
import { t } from './texts.ts';

export const jobsTab = 'jobs';

export function JobStatus() {
  const active = useShallowAppState((state: State) => selectActive(state));
  const newest = useAppState((state: State) => state.jobs.jobs?.[0] ?? null);
  const dockTabOpened = useAppState((state: State) => state.frame.dockTabOpened);
  const count = formatNumber(active.length);
  const isPaused = active.every(({ state }) => state === 'paused');
  const sum = (part: 'finished' | 'total') => active.reduce((total, job) => total + job[part], 0);
  const percent = String(percentOf({ finished: sum('finished'), total: sum('total') }));
  return (
    <>
      {active.length > 0 && (
        <StatusButton icon={isPaused ? PauseCircle : LoaderCircle} onClick={() => dockTabOpened(jobsTab)}>
          {isPaused ? t('statusPaused', { count }) : t('status', { count, percent })}
        </StatusButton>
      )}
      <LiveRegion message={newest === null ? '' : announceJob(newest)} />
    </>
  );
}
