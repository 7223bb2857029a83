// How the connection to the engine stands, always in the top bar; and the banner that says what a lost one means.
import { CloudCheck, CloudOff, LoaderCircle, type LucideIcon } from 'lucide-react';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { Note } from '../../ui/note.tsx';
import { formatTime } from '../feature/format.ts';
import { useAppState } from '../feature/use-app.ts';
import type { ConnectionSlice } from '../slices/connection-slice.ts';
import type { AppState } from '../store.ts';
import { t } from '../texts.ts';
import styles from './top-bar.module.css';

const icons: Readonly<Record<ConnectionSlice['status'], LucideIcon>> = {
  connecting: LoaderCircle,
  open: CloudCheck,
  lost: CloudOff,
  refused: CloudOff,
};

export function ConnectionPill() {
  const status = useAppState((state: AppState) => state.connection.status);
  const isAway = status === 'lost' || status === 'refused';
  const tone = status === 'open' ? 'success' : isAway ? 'warn' : 'neutral';
  return (
    <span className={joinClasses(styles.pill, isAway && styles.away)} role="status">
      <Icon icon={icons[status]} size="sm" tone={tone} />
      {t(`connection.${status}`)}
    </span>
  );
}

export function ConnectionBanner() {
  const { status, lostAtMs, retryAsked } = useAppState((state: AppState) => state.connection);
  if (status === 'refused') {
    return (
      <Note tone="warn" icon={CloudOff} isAnnounced>
        {t('connection.refused.banner')}
      </Note>
    );
  }
  if (status !== 'lost' || lostAtMs === null) return null;
  const retry = (
    <Button size="small" variant="quiet" onClick={retryAsked}>
      {t('connection.retry')}
    </Button>
  );
  return (
    <Note tone="warn" icon={CloudOff} isAnnounced action={retry}>
      {t('connection.lost.banner', { time: formatTime(lostAtMs, defaultTimeZone) })}
    </Note>
  );
}
