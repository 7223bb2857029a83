// What the status bar says of dispatch: whether the list follows the log, which endpoints are given a rest, and why nothing is sent at all.
import { PauseCircle, TriangleAlert } from 'lucide-react';
import { writePattern } from '../../../shared/query/quote.ts';
import { formatNumber } from '../../app/feature/format.ts';
import { StatusButton } from '../../app/feature/status-button.tsx';
import { navigate, screenChange, useAppState } from '../../app/feature/use-app.ts';
import { StateDot } from '../../ui/state-dot.tsx';
import { nameEndpoint } from './describe-waiting.ts';
import type { State } from './selectors.ts';
import { t } from './texts.ts';

export function Following() {
  // Not before the count beside it stands.
  const isFollowing = useAppState(
    ({ connection, dispatch }: State) =>
      connection.lostAtMs === null && dispatch.isFollowing && dispatch.list.matching !== null,
  );
  return isFollowing ? <StateDot isOn>{t('following')}</StateDot> : null;
}

export function DispatchStatusItem() {
  const status = useAppState((state: State) => state.dispatch.status);
  if (status === null) return null;
  const { pausedBecause, failing } = status;
  const [first] = failing;
  const show = (query: string) => navigate({ ...screenChange('deliveries'), q: query });
  return (
    <>
      {pausedBecause !== null && (
        <StatusButton icon={PauseCircle} tone="danger" title={pausedBecause} onClick={() => show('outcome:pending')}>
          {t('status.paused')}
        </StatusButton>
      )}
      {first !== undefined && (
        <StatusButton
          icon={TriangleAlert}
          tone="warn"
          onClick={() => show(`outcome:pending url:${writePattern([first.endpoint, ''])}`)}
        >
          {failing.length === 1
            ? t('status.breaker', { endpoint: nameEndpoint(first.endpoint) })
            : t('status.breakers', { count: formatNumber(failing.length) })}
        </StatusButton>
      )}
    </>
  );
}
