// What this is, where its data is, and what leaves the computer.
import type { ReactNode } from 'react';
import { version } from '../../app/feature/version.ts';
import { DefinitionList } from '../../ui/definition-list.tsx';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { t } from './texts.ts';

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
