// A new passphrase, typed twice, with its rule. What is wrong stands at its field.
import { useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { checkNewPassphrase, type NewPassphraseProblem } from './read-origins.ts';
import type { ActAnswer } from './store.ts';
import { t } from './texts.ts';

export interface NewPassphrase {
  readonly value: string;
  readonly repeated: string;
  readonly problem: NewPassphraseProblem | null;
  typed(value: string): void;
  typedAgain(value: string): void;
  /** The passphrase when it can be used; otherwise the field says why not. */
  take(): string | null;
}

export function useNewPassphrase(): NewPassphrase {
  const [value, setValue] = useState('');
  const [repeated, setRepeated] = useState('');
  const [problem, setProblem] = useState<NewPassphraseProblem | null>(null);
  const change = (set: (value: string) => void) => (text: string) => {
    set(text);
    setProblem(null);
  };
  const take = () => {
    const found = checkNewPassphrase(value, repeated);
    setProblem(found);
    return found === null ? value : null;
  };
  return { value, repeated, problem, typed: change(setValue), typedAgain: change(setRepeated), take };
}

export interface NewPassphraseFieldsProps {
  readonly passphrase: NewPassphrase;
  readonly label: string;
  /** What the engine said. */
  readonly refused: ActAnswer;
}

export function NewPassphraseFields({ passphrase, label, refused }: NewPassphraseFieldsProps) {
  const error = passphrase.problem === 'weak' ? t('create.rule') : refused?.message;
  return (
    <>
      <Field label={label} layout="stack" {...(error === undefined ? { description: t('create.rule') } : { error })}>
        <TextField type="password" value={passphrase.value} onChange={passphrase.typed} maxLength={1024} />
      </Field>
      <Field
        label={t('create.repeat')}
        layout="stack"
        {...(passphrase.problem === 'different' && { error: t('create.different') })}
      >
        <TextField type="password" value={passphrase.repeated} onChange={passphrase.typedAgain} maxLength={1024} />
      </Field>
    </>
  );
}
