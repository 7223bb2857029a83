// Settings of the application and of this window. A choice takes effect at once; a number when the field is left or Enter is pressed.
import { useState } from 'react';
import type { Settings } from '../../../shared/settings/settings.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Switch } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { readWholeNumber } from './read-number.ts';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import type { ChoicesState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & ChoicesState;

export function GeneralPart({ settings }: { readonly settings: Settings }) {
  return (
    <>
      <Appearance settings={settings} />
      <SettingsSection title={t('keyboard.title')}>
        <LetterKeys />
      </SettingsSection>
      <SettingsSection title={t('sending.title')}>
        <NumberSetting
          name="attemptDeadlineMs"
          settings={settings}
          label={t('deadline')}
          hint={t('deadline.hint')}
          unit={t('deadline.unit')}
        />
      </SettingsSection>
      <SettingsSection title={t('bench.title')}>
        <NumberSetting
          name="receiverPort"
          settings={settings}
          label={t('port')}
          hint={t('port.hint')}
          zero={t('port.any')}
        />
      </SettingsSection>
      <SettingsSection title={t('vault.title')}>
        <NumberSetting
          name="vaultIdleLockMinutes"
          settings={settings}
          label={t('idle')}
          hint={t('idle.hint')}
          unit={t('idle.unit')}
        />
      </SettingsSection>
    </>
  );
}

const themes = [
  { value: 'system', label: t('theme.system') },
  { value: 'light', label: t('theme.light') },
  { value: 'dark', label: t('theme.dark') },
] as const;
const densities = [
  { value: 'compact', label: t('density.compact') },
  { value: 'default', label: t('density.default') },
  { value: 'roomy', label: t('density.roomy') },
] as const;

function Appearance({ settings }: { readonly settings: Settings }) {
  const settingsChosen = useAppState((state: State) => state.settings.settingsChosen);
  return (
    <SettingsSection title={t('appearance.title')}>
      <Field label={t('theme')}>
        <div className={styles.fit}>
          <SegmentedControl
            label={t('theme')}
            options={themes}
            value={settings.theme}
            onChange={(theme) => settingsChosen({ theme })}
          />
        </div>
      </Field>
      <Field label={t('density')}>
        <div className={styles.fit}>
          <SegmentedControl
            label={t('density')}
            options={densities}
            value={settings.density}
            onChange={(density) => settingsChosen({ density })}
          />
        </div>
      </Field>
    </SettingsSection>
  );
}

function LetterKeys() {
  const { hasLetterKeys, letterKeysToggled } = useAppState((state: State) => state.frame);
  return (
    <Field label={t('letters')} description={t('letters.hint')}>
      <Switch isOn={hasLetterKeys} onChange={letterKeysToggled}>
        {t('letters.on')}
      </Switch>
    </Field>
  );
}

interface NumberSettingProps {
  readonly name: 'attemptDeadlineMs' | 'receiverPort' | 'vaultIdleLockMinutes';
  readonly settings: Settings;
  readonly label: string;
  readonly hint: string;
  readonly unit?: string;
  /** Shown in place of 0, and an empty field is 0 then. */
  readonly zero?: string;
}

function NumberSetting({ name, settings, label, hint, unit, zero }: NumberSettingProps) {
  const settingTyped = useAppState((state: State) => state.choices.settingTyped);
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const value = settings[name];
  const text = typed ?? (value === 0 && zero !== undefined ? '' : String(value));
  const keep = () => {
    if (typed === null) return;
    const number = readWholeNumber(typed, zero === undefined ? null : 0);
    if (number === null) {
      setError(t('notNumber'));
      return;
    }
    void settingTyped({ [name]: number }).then((problem) => {
      // The engine's reason begins with the name that files and the command line use.
      setError(problem?.problems?.[0]?.message ?? problem?.message ?? null);
      if (problem === null) setTyped(null);
    });
  };
  return (
    <Field label={label} {...(error === null ? { description: hint } : { error })}>
      <TextField
        type="number"
        className={styles.number}
        value={text}
        onChange={setTyped}
        onBlur={keep}
        onKeyDown={({ key }) => key === 'Enter' && keep()}
        {...(unit !== undefined && { trailing: unit })}
        {...(zero !== undefined && { placeholder: zero })}
      />
    </Field>
  );
}
