// What this is, where its data is, and what leaves the computer.
import type { ReactNode } from 'react';
import { DefinitionList } from '../../ui/definition-list.tsx';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { t } from './texts.ts';

declare const __SWITCHHOOK_VERSION__: string | undefined;

/** Bundling puts package.json's in; from the sources there is none. */
const version = typeof __SWITCHHOOK_VERSION__ === 'string' ? __SWITCHHOOK_VERSION__ : '–';

export function AboutPart() {
  const data: ReactNode = (
    <>
      {t('about.dataText')} <code className={styles.mono}>{t('about.dataCommand')}</code>
    </>
  );
  return (
    <SettingsSection title={t('about.name')}>
      <div className={styles.text}>
        <DefinitionList
          items={[
            { term: t('about.version'), value: version, isMono: true },
            { term: t('about.data'), value: data },
            { term: t('about.network'), value: `${t('about.networkText')} ${t('about.clear')}` },
          ]}
        />
      </div>
    </SettingsSection>
  );
}
