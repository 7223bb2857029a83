// The status bar: what is shown at the left; at the right what waits for a person, and the zone of the times on screen.
import { PencilLine, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import type { Screen } from '../feature/feature.ts';
import { formatNumber, formatZone } from '../feature/format.ts';
import { StatusButton } from '../feature/status-button.tsx';
import { navigate, screenChange, useAppLocation, useAppState, useShallowAppState } from '../feature/use-app.ts';
import { statusItems } from '../features.ts';
import type { AppState } from '../store.ts';
import { t } from '../texts.ts';
import styles from './status-bar.module.css';

export function StatusBar({ screen }: { readonly screen: Screen<AppState> | undefined }) {
  return (
    <footer className={styles.status} data-region="status">
      {screen?.selectListing !== undefined && <Shown select={screen.selectListing} />}
      {screen?.Status !== undefined && <screen.Status />}
      <span className={styles.space} />
      {statusItems.map(({ id, Item }) => (
        <Item key={id} />
      ))}
      <Waiting />
      <Zone screen={screen} />
    </footer>
  );
}

function Shown({ select }: { readonly select: NonNullable<Screen<AppState>['selectListing']> }) {
  const { matching, total, selected } = useShallowAppState(select);
  return (
    <>
      {selected > 0 && <span>{t('status.selected', { count: formatNumber(selected) })}</span>}
      {matching !== null && <span>{nameRows(matching, total)}</span>}
    </>
  );
}

function nameRows(matching: number, total: number | null): string {
  if (total === null || total === matching) return t('status.allRows', { total: formatNumber(matching) });
  return t('status.rows', { matching: formatNumber(matching), total: formatNumber(total) });
}

function Waiting() {
  const drafts = useAppState((state: AppState) => state.work.drafts);
  const problems = useAppState((state: AppState) => state.work.problems);
  const dockTabOpened = useAppState((state: AppState) => state.frame.dockTabOpened);
  const showDrafts = () => navigate({ ...screenChange('integrations'), q: 'has:draft' });
  return (
    <>
      {drafts !== null && drafts > 0 && (
        <StatusButton icon={PencilLine} onClick={showDrafts}>
          {t('status.drafts', { count: formatNumber(drafts) })}
        </StatusButton>
      )}
      {problems !== null && problems > 0 && (
        <StatusButton icon={TriangleAlert} tone="warn" onClick={() => dockTabOpened('problems')}>
          {t('status.problems', { count: formatNumber(problems) })}
        </StatusButton>
      )}
    </>
  );
}

const minuteMs = 60_000;

/** Summer time may begin or end while the window is open. */
function Zone({ screen }: { readonly screen: Screen<AppState> | undefined }) {
  const location = useAppLocation();
  const zone = useAppState((state: AppState) => screen?.selectTimeZone?.(state, location) ?? defaultTimeZone);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return <span title={t('status.zone', { zone })}>{formatZone(nowMs, zone)}</span>;
}
