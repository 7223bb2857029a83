// Header Values: custom headers in the order they are sent.
import { KeyRound, Plus, TextCursorInput } from 'lucide-react';
import type { Integration, SecretValue } from '../../../../shared/request/integration.ts';
import { Counter } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import type { MenuItem } from '../../../ui/menu-items.tsx';
import { Select } from '../../../ui/select.tsx';
import { Spring } from '../../../ui/sheet.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { DraftRow } from './draft-row.tsx';
import styles from './editor.module.css';
import { focusLastRow } from './focus-path.ts';
import { t } from './texts.ts';
import { type EditorParts, useEditor } from './use-editor.ts';

type HeaderRow = Integration['headers'][number];

export function HeaderRows({ session, preview }: EditorParts) {
  const { headers } = session.integration;
  const rowAdded = useEditor((editor) => editor.rowAdded);
  const add = () => {
    rowAdded('headers');
    focusLastRow('headers', headers.length);
  };
  return (
    <>
      <div className={styles.listHead}>
        <h2 className={styles.listTitle}>{t('member.headers')}</h2>
        <Counter>{String(headers.length)}</Counter>
        <Spring />
        <Button variant="quiet" size="small" icon={Plus} onClick={add}>
          {t('headers.add')}
        </Button>
      </div>
      {headers.length > 0 && (
        <ul className={styles.list} aria-label={t('member.headers')}>
          {headers.map((row, index) => (
            <HeaderLine
              key={session.rowKeys.headers[index]}
              row={row}
              index={index}
              count={headers.length}
              error={preview.problems.find(({ path }) => path.startsWith(`headers.${index}.`))?.message}
            />
          ))}
        </ul>
      )}
    </>
  );
}

interface HeaderLineProps {
  readonly row: HeaderRow;
  readonly index: number;
  readonly count: number;
  readonly error: string | undefined;
}

function HeaderLine({ row, index, count, error }: HeaderLineProps) {
  const edit = useHeaderEdit(index);
  const isSecret = typeof row.value !== 'string';
  const toggle: MenuItem = {
    kind: 'action',
    id: 'secret',
    label: t(isSecret ? 'headers.text' : 'headers.secret'),
    icon: isSecret ? TextCursorInput : KeyRound,
    onSelect: () => edit({ value: isSecret ? '' : { set: true } }),
  };
  return (
    <DraftRow
      list="headers"
      index={index}
      count={count}
      name={row.name}
      isWrong={error !== undefined}
      extraItems={[toggle, { kind: 'separator', id: 'after-secret' }]}
    >
      <span data-path={`headers.${index}.name`}>
        <TextField
          className={styles.bare}
          label={t('headers.name')}
          placeholder={t('headers.name')}
          value={row.name}
          onChange={(name) => edit({ name })}
          isMono
        />
      </span>
      <span data-path={`headers.${index}.value`}>
        <HeaderValue value={row.value} onChange={(value) => edit({ value })} />
      </span>
      {error !== undefined && <span className={styles.rowError}>{error}</span>}
    </DraftRow>
  );
}

interface HeaderValueProps {
  readonly value: SecretValue;
  readonly onChange: (value: SecretValue) => void;
}

function HeaderValue({ value, onChange }: HeaderValueProps) {
  const names = useEditor((editor) => editor.secretNames);
  if (typeof value === 'string') {
    return (
      <TextField
        className={styles.bare}
        label={t('headers.value')}
        placeholder={t('headers.value')}
        value={value}
        onChange={onChange}
        isMono
      />
    );
  }
  const current = 'secret' in value ? value.secret : null;
  const known = [...new Set([...names, ...(current === null ? [] : [current])])];
  return (
    <Select
      className={styles.bare}
      label={t('headers.value')}
      icon={KeyRound}
      options={known.map((name) => ({ value: name, label: name }))}
      value={current}
      onChange={(secret) => onChange({ secret })}
      placeholder={t('secret.portal')}
      isMono
    />
  );
}

function useHeaderEdit(index: number) {
  const headers = useEditor(({ session }) => (session.status === 'ready' ? session.value.integration.headers : null));
  const edited = useEditor((editor) => editor.integrationEdited);
  return (change: Partial<HeaderRow>) => {
    if (headers === null) return;
    edited({ headers: headers.map((row, at) => (at === index ? { ...row, ...change } : row)) });
  };
}
