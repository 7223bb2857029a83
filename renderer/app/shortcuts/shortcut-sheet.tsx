// The shortcut sheet: the keys that hold on this screen, from the same registry that acts on them, and the switch for single letters.

import { Switch } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { commands } from '../commands.ts';
import { type Command, commandSections, nameKeys } from '../feature/commands.ts';
import { useAppLocation, useAppState } from '../feature/use-app.ts';
import type { AppState } from '../store.ts';
import { t } from '../texts.ts';
import styles from './shortcut-sheet.module.css';

export function ShortcutSheet() {
  const { overlay, overlayClosed } = useAppState((state: AppState) => state.frame);
  return (
    <Dialog isOpen={overlay === 'shortcuts'} onClose={overlayClosed} title={t('shortcuts.title')} size="large">
      <SheetBody />
    </Dialog>
  );
}

function SheetBody() {
  const { screen } = useAppLocation();
  const { hasLetterKeys, letterKeysToggled } = useAppState((state: AppState) => state.frame);
  const shown = commands.filter(
    (command) => command.keys !== undefined && [undefined, screen].includes(command.screen),
  );
  const sections = commandSections
    .map((section) => ({ section, commands: shown.filter((command) => command.section === section) }))
    .filter((group) => group.commands.length > 0);
  return (
    <div className={styles.body}>
      <div className={styles.columns}>
        {sections.map((group) => (
          <section key={group.section} className={styles.section}>
            <h3 className={styles.heading}>{t(`section.${group.section}`)}</h3>
            <dl>
              {group.commands.map((command) => (
                <Line key={command.id} command={command} />
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className={styles.foot}>
        <Switch isOn={hasLetterKeys} onChange={letterKeysToggled}>
          {t('shortcuts.letters')}
        </Switch>
        <p className={styles.hint}>{t('shortcuts.lettersHint')}</p>
      </div>
    </div>
  );
}

function Line({ command }: { readonly command: Command<AppState> }) {
  return (
    <div className={styles.line}>
      <dt>{command.title()}</dt>
      <dd className={styles.caps}>
        {(command.keys ?? []).map((keys) => (
          <span
            key={keys}
            className={styles.keys}
            role="img"
            aria-label={nameKeys(keys).join(' ').replace('Arrow', '')}
          >
            <KeyCap keys={nameKeys(keys)} />
          </span>
        ))}
      </dd>
    </div>
  );
}
