// Adding a secret, and replacing the value of one. The value goes to the engine and is shown nowhere.
import { type FormEvent, useId, useState } from 'react';
import type { SecretDraft, SecretView } from '../../../shared/vault/contract.ts';
import {
  checkSecretValue,
  isSecretName,
  type SecretKind,
  secretKindSchema,
} from '../../../shared/vault/secret-rules.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { kindNames } from './columns.tsx';
import { readOrigins } from './read-origins.ts';
import type { SecretsState } from './store.ts';
import { t } from './texts.ts';
import { useAct } from './use-act.ts';
import styles from './vault.module.css';

export interface SecretFormProps {
  /** The secret whose value is replaced; null: a new one. */
  readonly replaced: SecretView | null;
  readonly taken: readonly SecretView[];
  readonly onClose: () => void;
}

type Problems = Partial<Record<'name' | 'value' | 'origins', string>>;

const kindOptions = secretKindSchema.options.map((kind) => ({
  value: kind,
  label: t(kindNames[kind]),
  detail: t(
    ({ endpoint: 'kind.endpointDetail', portal: 'kind.portalDetail', signing: 'kind.signingDetail' } as const)[kind],
  ),
}));

export function SecretForm({ replaced, taken, onClose }: SecretFormProps) {
  const setAsked = useAppState((state: FrameState & SecretsState) => state.secrets.setAsked);
  const formId = useId();
  const { show } = useToasts();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<SecretKind>(replaced?.kind ?? 'endpoint');
  const [value, setValue] = useState('');
  const [origins, setOrigins] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const set = useAct(
    (draft: SecretDraft) => setAsked(draft),
    () => {
      const done = replaced === null ? t('done.added', { name }) : t('done.replaced', { name: replaced.name });
      show({ text: done });
      onClose();
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readOrigins(origins);
    const found = findProblems({ name, kind, value, origins, isNew: replaced === null, taken });
    setProblems(found);
    if (Object.keys(found).length > 0 || 'refused' in read) return;
    if (replaced === null) set.run({ name, kind, value, origins: read.origins });
    else set.run({ name: replaced.name, kind, value, replace: true });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={replaced === null ? t('form.addTitle') : t('form.replaceTitle', { name: replaced.name })}
      {...(replaced !== null && { description: t('form.replaceText') })}
      actions={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button variant="primary" type="submit" form={formId}>
            {t(replaced === null ? 'form.add' : 'form.replace')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit}>
        {replaced === null && (
          <>
            <Field label={t('form.name')} layout="stack" {...saying(problems.name, t('form.nameHint'))}>
              <TextField value={name} onChange={setName} isMono maxLength={64} />
            </Field>
            <Field label={t('form.kind')} layout="stack">
              <Select options={kindOptions} value={kind} onChange={setKind} />
            </Field>
          </>
        )}
        <Field label={t('form.value')} layout="stack" {...saying(problems.value, t('form.valueHint'))}>
          <TextField type="password" value={value} onChange={setValue} />
        </Field>
        {replaced === null && (
          <Field label={t('form.origins')} layout="stack" {...saying(problems.origins, t('form.originsHint'))}>
            <TextArea value={origins} onChange={setOrigins} isMono rows={2} />
          </Field>
        )}
        {set.problem !== null && (
          <Note tone="danger" isAnnounced>
            {set.problem.message}
          </Note>
        )}
      </form>
    </Dialog>
  );
}

function saying(error: string | undefined, description: string) {
  return error === undefined ? { description } : { error };
}

interface Typed {
  readonly name: string;
  readonly kind: SecretKind;
  readonly value: string;
  readonly origins: string;
  readonly isNew: boolean;
  readonly taken: readonly SecretView[];
}

function findProblems({ name, kind, value, origins, isNew, taken }: Typed): Problems {
  const [valueProblem] = checkSecretValue(kind, value);
  const read = readOrigins(origins);
  return {
    ...(isNew && !isSecretName(name) && { name: t('form.nameInvalid') }),
    ...(isNew && taken.some((secret) => secret.name === name) && { name: t('form.nameTaken', { name }) }),
    ...(valueProblem !== undefined && { value: valueProblem.message }),
    ...('refused' in read && { origins: t('origin.invalid', { text: read.refused }) }),
  };
}
