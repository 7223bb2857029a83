// The Settings: of the application and this window, of the open tenant set, and what this is. The address names the part.
import type { FrameState } from '../../app/feature/frame-state.ts';
import { navigate, useAppLocation, useAppState } from '../../app/feature/use-app.ts';
import { useTenantSet } from '../../app/feature/use-list.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Sheet, ViewBar, ViewButton } from '../../ui/sheet.tsx';
import { AboutPart } from './about-part.tsx';
import { EndpointsPart } from './endpoints-part.tsx';
import { GeneralPart } from './general-part.tsx';
import { SetPart } from './set-part.tsx';
import styles from './settings.module.css';
import { t } from './texts.ts';

const parts = ['general', 'set', 'endpoints', 'about'] as const;
type Part = (typeof parts)[number];

export function SettingsPage() {
  const { path } = useAppLocation();
  const part = parts.find((known) => known === path[0]) ?? 'general';
  return (
    <Sheet>
      <ViewBar label={t('parts')}>
        {parts.map((known) => (
          <ViewButton key={known} isCurrent={known === part} onClick={() => navigate({ path: [known] })}>
            {t(`part.${known}`)}
          </ViewButton>
        ))}
      </ViewBar>
      {/* The whole part scrolls, so it must be reachable by keyboard where nothing in it takes the focus. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label={t(`part.${part}`)} tabIndex={0}>
        <div className={styles.column}>
          <OpenPart key={part} part={part} />
        </div>
      </section>
    </Sheet>
  );
}

function OpenPart({ part }: { readonly part: Part }) {
  const settings = useAppState((state: FrameState) => state.settings.current);
  const set = useTenantSet();
  if (part === 'about') return <AboutPart />;
  if (part === 'endpoints') return set === null ? null : <EndpointsPart key={set.id} set={set} />;
  if (part === 'set') return set === null ? null : <SetPart key={set.id} set={set} />;
  if (settings.status === 'failed') {
    return <ErrorPanel title={t('failed.title')}>{settings.error.message}</ErrorPanel>;
  }
  return settings.status === 'ready' ? <GeneralPart settings={settings.value} /> : null;
}
