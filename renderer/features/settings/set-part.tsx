// What is decided for the open tenant set: whether it is LIVE, which targets the guard lets through, and its dialect.
import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { TenantSet } from '../../../shared/tenants/tenant-set.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Switch } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { TenantMark } from '../../ui/tenant-mark.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DialectPart } from './dialect-part.tsx';
import { PolicyRows } from './policy-part.tsx';
import { useSetChange } from './set-change.ts';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { t } from './texts.ts';

export function SetPart({ set }: { readonly set: TenantSet }) {
  const kind = set.live ? 'live' : 'sandbox';
  const isMarked = set.live || set.connector === 'sandbox';
  return (
    <>
      <SettingsSection
        title={set.name}
        mark={isMarked && <TenantMark kind={kind}>{set.live ? t('live') : t('sandbox')}</TenantMark>}
      >
        <Live set={set} />
      </SettingsSection>
      <TargetGuard set={set} />
      <DialectPart set={set} />
      <SettingsSection title={t('policy.title')} text={t('policy.text')}>
        <PolicyRows tenantSet={set.id} endpoint={null} />
      </SettingsSection>
    </>
  );
}

function Live({ set }: { readonly set: TenantSet }) {
  const change = useSetChange(set.id);
  const [problem, setProblem] = useState<AppError | null>(null);
  if (set.connector === 'sandbox' && !set.live) return <p className={styles.text}>{t('live.sandbox')}</p>;
  return (
    <Field label={t('live')} {...(problem === null ? { description: t('live.hint') } : { error: problem.message })}>
      <Switch isOn={set.live} onChange={(live) => void change({ live }).then(setProblem)}>
        {t('live.on')}
      </Switch>
    </Field>
  );
}

function TargetGuard({ set }: { readonly set: TenantSet }) {
  const change = useSetChange(set.id);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<AppError | null>(null);
  const rules = set.allowTargets;
  const add = (event: FormEvent) => {
    event.preventDefault();
    const rule = text.trim();
    if (rule === '') return;
    void change({ allowTargets: [...new Set([...rules, rule])] }).then((answer) => {
      setProblem(answer);
      if (answer === null) setText('');
    });
  };
  const remove = (rule: string) =>
    void change({ allowTargets: rules.filter((known) => known !== rule) }).then(setProblem);
  return (
    <SettingsSection title={t('guard.title')} text={t('guard.text')}>
      {rules.length === 0 ? <Note>{t('guard.none')}</Note> : <Rules rules={rules} onRemove={remove} />}
      <form className={styles.addRow} onSubmit={add}>
        <Field
          label={t('guard.add')}
          isLabelHidden
          className={styles.addField}
          {...(problem === null ? { description: t('guard.hint') } : { error: problem.message })}
        >
          <TextField value={text} isMono placeholder={t('guard.add')} onChange={setText} />
        </Field>
        <Button type="submit">{t('guard.addDo')}</Button>
      </form>
    </SettingsSection>
  );
}

interface RulesProps {
  readonly rules: readonly string[];
  readonly onRemove: (rule: string) => void;
}

function Rules({ rules, onRemove }: RulesProps) {
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => (
        <li key={rule} className={styles.rule}>
          <span className={styles.mono}>{rule}</span>
          {rule === 'loopback' && <span className={styles.quiet}>{t('guard.loopback')}</span>}
          {rule === 'private' && <span className={styles.quiet}>{t('guard.private')}</span>}
          <span className={styles.spring} />
          <IconButton icon={X} size="small" name={t('guard.remove', { rule })} onClick={() => onRemove(rule)} />
        </li>
      ))}
    </ul>
  );
}
