// Authentication: its type, and its secret by name. A value is never shown; one typed here goes into the vault with the save.
import { KeyRound, Landmark, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Authentication, SecretValue } from '../../../../shared/request/integration.ts';
import type { FrameState } from '../../../app/feature/frame-state.ts';
import { readyValue } from '../../../app/feature/loadable.ts';
import { useAppState } from '../../../app/feature/use-app.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Note } from '../../../ui/note.tsx';
import type { Option } from '../../../ui/option.ts';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { isChanged } from './changes.ts';
import styles from './editor.module.css';
import type { EditorSession } from './session.ts';
import { t } from './texts.ts';
import { type EditorParts, useEditor } from './use-editor.ts';

const typeOptions = [
  { value: 'none', label: t('auth.none') },
  { value: 'basic', label: t('auth.basic') },
  { value: 'token', label: t('auth.token') },
] as const;

export function AuthenticationFields({ session, preview }: EditorParts) {
  const { authentication } = session.integration;
  const edited = useEditor((editor) => editor.integrationEdited);
  const secretTyped = useEditor((editor) => editor.secretTyped);
  const problem = preview.problems.find(
    ({ severity, path }) => severity === 'error' && path.startsWith('authentication'),
  );
  const chooseType = (type: Authentication['type']) => {
    if (session.typedSecret !== null) secretTyped(null);
    edited({ authentication: emptyOf(type) });
  };
  return (
    <Field
      label={t('member.authentication')}
      error={problem?.message}
      changedText={
        session.id !== null && isChanged('authentication', session.saved, session.integration)
          ? t('changed')
          : undefined
      }
    >
      <div className={styles.controls} data-path="authentication">
        <Select className={styles.authType} options={typeOptions} value={authentication.type} onChange={chooseType} />
        {authentication.type === 'basic' && (
          <Field label={t('auth.username')} isLabelHidden className={styles.grow}>
            <TextField
              placeholder={t('auth.username')}
              value={authentication.username}
              onChange={(username) => edited({ authentication: { ...authentication, username } })}
            />
          </Field>
        )}
        {authentication.type !== 'none' && <SecretSelect session={session} authentication={authentication} />}
      </div>
      {session.typedSecret !== null && <NewSecret value={session.typedSecret} />}
    </Field>
  );
}

function emptyOf(type: Authentication['type']): Authentication {
  if (type === 'none') return { type };
  return type === 'basic' ? { type, username: '', password: '' } : { type, token: '' };
}

type WithSecret = Exclude<Authentication, { type: 'none' }>;

const namePrefix = 'name:';

interface SecretSelectProps {
  readonly session: EditorSession;
  readonly authentication: WithSecret;
}

function SecretSelect({ session, authentication }: SecretSelectProps) {
  const names = useEditor((editor) => editor.secretNames);
  const edited = useEditor((editor) => editor.integrationEdited);
  const secretTyped = useEditor((editor) => editor.secretTyped);
  const current = secretOf(authentication);
  const write = (secret: SecretValue) => {
    if (session.typedSecret !== null) secretTyped(null);
    const next =
      authentication.type === 'basic' ? { ...authentication, password: secret } : { ...authentication, token: secret };
    edited({ authentication: next });
  };
  const choose = (value: string) => {
    if (value === 'new') secretTyped('');
    else write(value === 'portal' ? { set: true } : { secret: value.slice(namePrefix.length) });
  };
  const { saved } = session;
  const savedSecret = saved.authentication.type === authentication.type ? secretOf(saved.authentication) : '';
  return (
    <Field
      label={t(authentication.type === 'basic' ? 'auth.password' : 'auth.token')}
      isLabelHidden
      className={styles.grow}
    >
      <Select
        icon={KeyRound}
        isMono
        options={secretOptions(names, [current, savedSecret])}
        value={session.typedSecret === null ? secretValueOf(current) : 'new'}
        onChange={choose}
        placeholder={t('secret.choose')}
      />
    </Field>
  );
}

function secretOf(authentication: Authentication): SecretValue {
  if (authentication.type === 'none') return '';
  return authentication.type === 'basic' ? authentication.password : authentication.token;
}

function secretValueOf(value: SecretValue): string | null {
  if (typeof value === 'string') return null;
  return 'secret' in value ? `${namePrefix}${value.secret}` : 'portal';
}

/** The names of the vault, those the integration uses although the vault has them no more, and where a secret may come from else. */
function secretOptions(names: readonly string[], used: readonly SecretValue[]): Option<string>[] {
  const named = used.flatMap((value) => (typeof value === 'object' && 'secret' in value ? [value.secret] : []));
  const all = [...new Set([...names, ...named])].toSorted();
  const isInPortal = used.some((value) => typeof value === 'object' && 'set' in value);
  return [
    ...all.map((name) => ({ value: `${namePrefix}${name}`, label: name, icon: KeyRound })),
    ...(isInPortal
      ? [{ value: 'portal', label: t('secret.portal'), detail: t('secret.portalDetail'), icon: Landmark }]
      : []),
    { value: 'new', label: t('secret.new'), detail: t('secret.newDetail'), icon: Plus },
  ];
}

function NewSecret({ value }: { readonly value: string }) {
  const secretTyped = useEditor((editor) => editor.secretTyped);
  return (
    <div className={styles.newSecret} data-path="authentication.secret">
      <Field label={t('secret.newValue')} isLabelHidden>
        <TextField
          type="password"
          placeholder={t('secret.newValue')}
          value={value}
          onChange={secretTyped}
          autoFocus
          isMono
        />
      </Field>
      <span className={styles.supportingSmall}>{t('secret.newHint')}</span>
      <VaultUnlock />
    </div>
  );
}

/** At the point of use, and only while the vault is closed. */
function VaultUnlock() {
  const vault = useAppState((state: FrameState) => readyValue(state.vault.status));
  const vaultError = useEditor((editor) => editor.vaultError);
  const vaultOpenAsked = useEditor((editor) => editor.vaultOpenAsked);
  const [passphrase, setPassphrase] = useState('');
  if (vault === null || vault.unlocked) return null;
  const open = () => {
    vaultOpenAsked(passphrase, !vault.exists);
    setPassphrase('');
  };
  return (
    <Note tone={vaultError === null ? 'warn' : 'danger'} isAnnounced={vaultError !== null}>
      <span>{vaultError ?? t(vault.exists ? 'vault.locked' : 'vault.missing')}</span>
      <span className={styles.unlock}>
        <Field label={t('vault.passphrase')} isLabelHidden className={styles.grow}>
          <TextField
            type="password"
            placeholder={t('vault.passphrase')}
            size="small"
            value={passphrase}
            onChange={setPassphrase}
            onKeyDown={(event) => event.key === 'Enter' && open()}
          />
        </Field>
        <Button size="small" onClick={open}>
          {t(vault.exists ? 'vault.unlock' : 'vault.make')}
        </Button>
      </span>
    </Note>
  );
}
