// The detail pane of one secret: that it is set, where it may be sent, and who uses it. Replace and remove stand at its foot.
import { KeyRound, Trash2, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import type { SecretView } from '../../../shared/vault/contract.ts';
import { formatInstant, formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { MiddleTruncated } from '../../ui/middle-truncated.tsx';
import { Note } from '../../ui/note.tsx';
import { PaneFoot, PaneHead, PaneSection, Spring } from '../../ui/sheet.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { kindNames } from './columns.tsx';
import { readOrigins } from './read-origins.ts';
import { RemoveSecret } from './remove-secret.tsx';
import type { SecretsState } from './store.ts';
import { t } from './texts.ts';
import { useAct } from './use-act.ts';
import styles from './vault.module.css';

export interface SecretPaneProps {
  readonly secret: SecretView | null;
  readonly isUnlocked: boolean;
  readonly onReplace: (secret: SecretView) => void;
}

export function SecretPane({ secret, isUnlocked, onReplace }: SecretPaneProps) {
  const [isRemoving, setIsRemoving] = useState(false);
  if (secret === null) {
    return (
      <EmptyState icon={KeyRound} title={t('secret.none')}>
        {t('secret.noneText')}
      </EmptyState>
    );
  }
  const locked = isUnlocked ? {} : { disabledReason: t('act.locked') };
  return (
    <>
      <PaneHead title={secret.name} mark={<Badge>{t(kindNames[secret.kind])}</Badge>} />
      <PaneSection>
        <DefinitionList termWidth={84} items={factsOf(secret)} />
      </PaneSection>
      <PaneSection title={t('secret.origins')}>
        <Origins secret={secret} isUnlocked={isUnlocked} />
        {isUnlocked && <BindOrigin secret={secret} />}
      </PaneSection>
      <PaneFoot>
        <Button size="small" onClick={() => onReplace(secret)} {...locked}>
          {t('secret.replace')}
        </Button>
        <Spring />
        <Button size="small" variant="quiet" icon={Trash2} onClick={() => setIsRemoving(true)} {...locked}>
          {t('secret.remove')}
        </Button>
      </PaneFoot>
      {isRemoving && <RemoveSecret secret={secret} onClose={() => setIsRemoving(false)} />}
    </>
  );
}

function factsOf({ last4, usedBy, updatedAt }: SecretView) {
  return [
    { term: t('secret.value'), value: last4 === undefined ? t('secret.set') : t('secret.setEnding', { last4 }) },
    ...(usedBy === undefined
      ? []
      : [{ term: t('column.usedBy'), value: t('usedBy.count', { count: formatNumber(usedBy) }) }]),
    { term: t('column.updated'), value: formatInstant(updatedAt, defaultTimeZone) },
  ];
}

interface OriginsProps {
  readonly secret: SecretView;
  readonly isUnlocked: boolean;
}

function Origins({ secret, isUnlocked }: OriginsProps) {
  const unbindAsked = useAppState((state: FrameState & SecretsState) => state.secrets.unbindAsked);
  const unbind = useAct((origin: string) => unbindAsked(secret.name, origin));
  if (secret.origins.length === 0) return <p className={styles.quiet}>{t('secret.originsNone')}</p>;
  return (
    <>
      <ul className={styles.origins}>
        {secret.origins.map((origin) => (
          <li key={origin} className={styles.origin}>
            <MiddleTruncated text={origin} isMono />
            {isUnlocked && (
              <IconButton
                icon={X}
                size="small"
                name={t('secret.unbind', { origin })}
                onClick={() => unbind.run(origin)}
              />
            )}
          </li>
        ))}
      </ul>
      {unbind.problem !== null && (
        <Note tone="danger" isAnnounced>
          {unbind.problem.message}
        </Note>
      )}
    </>
  );
}

function BindOrigin({ secret }: { readonly secret: SecretView }) {
  const bindAsked = useAppState((state: FrameState & SecretsState) => state.secrets.bindAsked);
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const bind = useAct(
    (origin: string) => bindAsked(secret.name, origin),
    () => setText(''),
  );
  const error = refused === null ? bind.problem?.message : t('origin.invalid', { text: refused });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readOrigins(text);
    const [origin] = 'origins' in read ? read.origins : [];
    setRefused('refused' in read ? read.refused : null);
    if (origin !== undefined) bind.run(origin);
  };
  return (
    <form className={styles.bindRow} onSubmit={submit}>
      <Field
        label={t('secret.bind')}
        isLabelHidden
        className={styles.bindField}
        {...(error === undefined ? { description: t('secret.bindHint') } : { error })}
      >
        <TextField value={text} isMono placeholder={t('secret.bind')} onChange={setText} />
      </Field>
      <Button type="submit">{t('secret.bindDo')}</Button>
    </form>
  );
}
