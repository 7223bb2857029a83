// The dock: what goes on beside the screen, on a sheet of its own above the status bar. Ctrl+J opens and closes it.
import { ChevronDown } from 'lucide-react';
import { Counter } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Sheet, Spring, ViewBar, ViewButton } from '../../ui/sheet.tsx';
import type { DockTab } from '../feature/feature.ts';
import { formatNumber } from '../feature/format.ts';
import { useAppState } from '../feature/use-app.ts';
import { dockTabs } from '../features.ts';
import type { AppState } from '../store.ts';
import { t } from '../texts.ts';
import styles from './dock.module.css';

export function Dock() {
  const { isDockOpen, dockTab, dockTabOpened, dockToggled } = useAppState((state: AppState) => state.frame);
  const open = dockTabs.find(({ id }) => id === dockTab) ?? dockTabs[0];
  if (!isDockOpen || open === undefined) return null;
  return (
    <aside className={styles.dock} aria-label={t('region.dock')} data-region="dock">
      <Sheet>
        <ViewBar label={t('region.dock')}>
          {dockTabs.map((tab) => (
            <ViewButton key={tab.id} isCurrent={tab === open} onClick={() => dockTabOpened(tab.id)}>
              {tab.title()}
              {tab.selectCount !== undefined && <TabCount select={tab.selectCount} tone={tab.countTone} />}
            </ViewButton>
          ))}
          <Spring />
          <IconButton icon={ChevronDown} size="small" name={t('dock.close')} keys="Ctrl J" onClick={dockToggled} />
        </ViewBar>
        <div className={styles.panel}>
          <open.Panel />
        </div>
      </Sheet>
    </aside>
  );
}

interface TabCountProps {
  readonly select: NonNullable<DockTab<AppState>['selectCount']>;
  readonly tone: DockTab<AppState>['countTone'];
}

function TabCount({ select, tone = 'warn' }: TabCountProps) {
  const count = useAppState(select);
  return count === null || count === 0 ? null : <Counter tone={tone}>{formatNumber(count)}</Counter>;
}
