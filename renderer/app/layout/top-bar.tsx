// The top bar is the window's title bar: the tenant set, the screen, its query, the commands, how the connection stands, the vault.
import { Command as CommandIcon } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import waiting from '../../ui/waiting.module.css';
import type { Screen } from '../feature/feature.ts';
import { useAppState } from '../feature/use-app.ts';
import { QueryBar } from '../query/query-bar.tsx';
import type { AppState } from '../store.ts';
import { t } from '../texts.ts';
import { ConnectionPill } from './connection-pill.tsx';
import { TenantSwitcher } from './tenant-switcher.tsx';
import styles from './top-bar.module.css';
import { VaultLock } from './vault-lock.tsx';

export function TopBar({ screen }: { readonly screen: Screen<AppState> | undefined }) {
  const overlayOpened = useAppState((state: AppState) => state.frame.overlayOpened);
  // What stands in it moves when the tenant set's name comes, so for the moment that takes the bar waits with what it shows.
  const isWaiting = useAppState(({ tenants, connection }: AppState) => {
    return tenants.sets.status === 'loading' && (connection.status === 'connecting' || connection.status === 'open');
  });
  return (
    <header className={joinClasses(styles.top, isWaiting && waiting.waiting)} data-region="query">
      <TenantSwitcher />
      {screen === undefined ? (
        <VisuallyHidden>
          <h1>{t('app.name')}</h1>
        </VisuallyHidden>
      ) : (
        <h1 className={styles.screen}>{screen.title()}</h1>
      )}
      {screen?.subject !== undefined ? (
        <QueryBar key={screen.id} screen={screen} subject={screen.subject} />
      ) : (
        <span className={styles.space} />
      )}
      <Button
        variant="quiet"
        icon={CommandIcon}
        keys="Ctrl K"
        aria-keyshortcuts="Control+K"
        className={styles.commands}
        onClick={() => overlayOpened('palette')}
      >
        {t('commands.open')}
      </Button>
      <ConnectionPill />
      <VaultLock />
    </header>
  );
}
