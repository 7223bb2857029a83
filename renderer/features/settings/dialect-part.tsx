// The dialect of a tenant set: its profile and every key, with where the value comes from and whether anything has confirmed it.
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { profiles } from '../../../shared/catalog/profiles.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { DialectFile } from '../../../shared/request/dialect.ts';
import type { TenantSet } from '../../../shared/tenants/tenant-set.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { chooseProfile, chooseValue, clearValue, type DialectRow, listDialectRows } from './dialect-rows.ts';
import { useSetChange } from './set-change.ts';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { t } from './texts.ts';

const noProfile = 'none';
const profileOptions = [
  { value: noProfile, label: t('dialect.noProfile') },
  ...profiles.map(({ id, label }) => ({ value: id as string, label })),
];

export function DialectPart({ set }: { readonly set: TenantSet }) {
  const change = useSetChange(set.id);
  const [problem, setProblem] = useState<AppError | null>(null);
  const choose = (dialect: DialectFile) => void change({ dialect }).then(setProblem);
  return (
    <SettingsSection title={t('dialect.title')} text={t('dialect.text')}>
      {problem !== null && (
        <Note tone="danger" isAnnounced>
          {problem.message}
        </Note>
      )}
      <Field label={t('dialect.profile')}>
        <Select
          className={styles.choice}
          options={profileOptions}
          value={set.dialect.profile ?? noProfile}
          onChange={(id) => choose(chooseProfile(set.dialect, id === noProfile ? undefined : id))}
        />
      </Field>
      {listDialectRows(set.dialect).map((row) => (
        <Row
          key={row.key}
          row={row}
          onChoose={(value) => choose(chooseValue(set.dialect, row.key, value))}
          onClear={() => choose(clearValue(set.dialect, row.key))}
        />
      ))}
    </SettingsSection>
  );
}

interface RowProps {
  readonly row: DialectRow;
  readonly onChoose: (value: string) => void;
  readonly onClear: () => void;
}

function Row({ row, onChoose, onClear }: RowProps) {
  const name = t(`key.${row.key}`);
  return (
    <div className={styles.dialectRow}>
      <Field label={name}>
        {row.choices === null ? (
          <DialectText key={row.value} value={row.value} onChoose={onChoose} />
        ) : (
          <Select
            className={styles.choice}
            isMono
            options={row.choices.map((value) => ({ value, label: nameChoice(value) }))}
            value={row.value}
            onChange={onChoose}
          />
        )}
      </Field>
      <span className={styles.marks}>
        <span className={styles.source}>{t(`source.${row.source}`)}</span>
        {row.isConfirmed ? (
          <Badge tone="success">{t('dialect.confirmed')}</Badge>
        ) : (
          <Badge tone="assume" isOutlined>
            {t('dialect.assumed')}
          </Badge>
        )}
        {row.source === 'chosen' && (
          <IconButton icon={RotateCcw} size="small" name={t('dialect.default', { name })} onClick={onClear} />
        )}
      </span>
    </div>
  );
}

interface DialectTextProps {
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

function DialectText({ value, onChoose }: DialectTextProps) {
  const [typed, setTyped] = useState(value);
  const keep = () => {
    if (typed !== value) onChoose(typed);
  };
  return (
    <TextField
      className={styles.choice}
      isMono
      value={typed}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={({ key }) => key === 'Enter' && keep()}
    />
  );
}

/** A comma alone and one with a space look the same. */
function nameChoice(value: string): string {
  if (value === ',') return t('choice.comma');
  return value === ', ' ? t('choice.commaSpace') : value;
}
