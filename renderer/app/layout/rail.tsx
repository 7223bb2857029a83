// The rail: the screens, in the order of their keys, and Settings at the bottom.

import { Icon } from '../../ui/icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { nameKeys } from '../feature/commands.ts';
import type { Screen } from '../feature/feature.ts';
import { formatLocation } from '../feature/location.ts';
import { Mark } from '../feature/mark.tsx';
import { screenChange, useAppLocation } from '../feature/use-app.ts';
import { screens } from '../features.ts';
import { t } from '../texts.ts';
import styles from './rail.module.css';

export function Rail() {
  const top = screens.filter(({ place }) => place === 'top');
  const bottom = screens.filter(({ place }) => place === 'bottom');
  return (
    <nav className={styles.rail} aria-label={t('region.screens')} data-region="rail">
      <span className={styles.mark}>
        <Mark size={24} />
      </span>
      {top.map((screen) => (
        <RailItem key={screen.id} screen={screen} />
      ))}
      <span className={styles.space} />
      {bottom.map((screen) => (
        <RailItem key={screen.id} screen={screen} />
      ))}
    </nav>
  );
}

function RailItem({ screen }: { readonly screen: Pick<Screen, 'id' | 'title' | 'icon' | 'keys'> }) {
  const location = useAppLocation();
  const isOpen = location.screen === screen.id;
  const keys = nameKeys(screen.keys);
  return (
    <Tooltip text={screen.title()} keys={keys.join(' ')} side="right">
      <a
        className={joinClasses(styles.item, isOpen && styles.open)}
        href={formatLocation({ ...location, ...screenChange(screen.id) })}
        aria-label={screen.title()}
        aria-current={isOpen ? 'page' : undefined}
        aria-keyshortcuts={keys.join('+').replace('Ctrl', 'Control')}
      >
        <Icon icon={screen.icon} size="lg" />
      </a>
    </Tooltip>
  );
}
