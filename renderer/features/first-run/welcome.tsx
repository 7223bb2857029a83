// The welcome: where one is, what can be done here, and the tour. It can be left by Escape and comes back from the palette.
import { ChevronRight, Compass, Eye, ListFilter, type LucideIcon, PhoneCall } from 'lucide-react';
import { Fragment, useRef } from 'react';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { Mark } from '../../app/feature/mark.tsx';
import { useAppState } from '../../app/feature/use-app.ts';
import { useTenantSet } from '../../app/feature/use-list.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconTile } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './first-run.module.css';
import type { FirstRunState } from './store.ts';
import { t } from './texts.ts';

const steps: readonly (readonly [LucideIcon, 'step.filter' | 'step.preview' | 'step.send'])[] = [
  [ListFilter, 'step.filter'],
  [Eye, 'step.preview'],
  [PhoneCall, 'step.send'],
];

export function Welcome() {
  const { closed, tourStarted } = useAppState((state: FrameState & FirstRunState) => state.firstRun);
  const set = useTenantSet();
  const explore = useRef<HTMLButtonElement>(null);
  if (set === null) return null;
  const { accounts, pbxs, integrations } = set.counts;
  const counts = {
    accounts: formatNumber(accounts),
    pbxs: formatNumber(pbxs),
    integrations: formatNumber(integrations),
  };
  return (
    <Dialog isOpen onClose={closed} title={t('title')} isTitleHidden size="large" initialFocus={explore}>
      <div className={styles.welcome}>
        <Mark size={48} />
        <p className={styles.title} aria-hidden>
          {t('title')}
        </p>
        <p className={styles.text}>{t('text', counts)}</p>
        <div className={styles.choice}>
          <IconTile icon={Compass} isFilled />
          <div className={styles.choiceText}>
            <p className={styles.choiceTitle}>{t('explore.title')}</p>
            <p className={styles.small}>{t('explore.text')}</p>
          </div>
          <Button ref={explore} variant="primary" keys="Enter" onClick={closed}>
            {t('explore.do')}
          </Button>
        </div>
      </div>
      <div className={styles.foot}>
        <p className={styles.lead}>{t('tour.lead')}</p>
        <div className={styles.steps}>
          {steps.map(([icon, name], index) => (
            <Fragment key={name}>
              {index > 0 && <Icon icon={ChevronRight} size="sm" className={styles.arrow} />}
              <Icon icon={icon} />
              <span className={styles.step}>{t(name)}</span>
            </Fragment>
          ))}
          <span className={styles.spring} />
          <Button variant="link" onClick={() => tourStarted(set.id)}>
            {t('tour.start')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
