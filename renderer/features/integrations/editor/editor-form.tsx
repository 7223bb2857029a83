// The form, in the portal's order and words.
import { Info } from 'lucide-react';
import { profiles } from '../../../../shared/catalog/profiles.ts';
import { findTrigger, triggerEvents } from '../../../../shared/catalog/trigger-events.ts';
import { formats, type Integration, methods } from '../../../../shared/request/integration.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Note } from '../../../ui/note.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { AuthenticationFields } from './authentication-fields.tsx';
import { type ComparedMember, isChanged } from './changes.ts';
import styles from './editor.module.css';
import { FieldRows } from './field-rows.tsx';
import { HeaderRows } from './header-rows.tsx';
import type { EditorSession } from './session.ts';
import { t } from './texts.ts';
import { type EditorParts, useEditor } from './use-editor.ts';

export function EditorForm(parts: EditorParts) {
  const saveError = useEditor((editor) => editor.saveError);
  // Problems stand in the bar and beside their controls, and an open vault at the point of use.
  const isToldElsewhere = saveError?.problems !== undefined || saveError?.code.startsWith('VAULT_');
  return (
    <section className={styles.form} aria-label={t('form')}>
      {saveError !== null && !isToldElsewhere && (
        <Note tone="danger" isAnnounced>
          {saveError.message}
        </Note>
      )}
      {parts.session.id === null && <Note tone="info">{t('new.note')}</Note>}
      <NameLine {...parts} />
      <UrlLine {...parts} />
      <FormatLine {...parts} />
      <TriggerLine {...parts} />
      <SilentLine {...parts} />
      <AuthenticationFields {...parts} />
      <HeaderRows {...parts} />
      <FieldRows {...parts} />
    </section>
  );
}

/** The first error that stands at a path, and the dot of a member that differs. */
function marksOf({ session, preview }: EditorParts, member: ComparedMember) {
  const { id, saved, integration } = session;
  return {
    error: preview.problems.find(({ severity, path }) => severity === 'error' && path === member)?.message,
    changedText: id !== null && isChanged(member, saved, integration) ? t('changed') : undefined,
  };
}

/** An untouched field of a new integration is not wrong yet: the problems bar still names it. */
function quiet({ session }: EditorParts, member: 'requestUrl' | 'triggerEvent', error: string | undefined) {
  return session.id === null && session.integration[member] === '' ? undefined : error;
}

const typeOptions = [{ value: 'webhook', label: t('type.webhook') }] as const;

function NameLine(parts: EditorParts) {
  const { name, type } = parts.session.integration;
  const edited = useEditor((editor) => editor.integrationEdited);
  return (
    <div className={styles.line}>
      <Field label={t('member.name')} className={styles.first} {...marksOf(parts, 'name')}>
        <div data-path="name">
          <TextField value={name} onChange={(next) => edited({ name: next })} autoFocus />
        </div>
      </Field>
      <Field label={t('member.type')} layout="inline" className={styles.type}>
        <Select options={typeOptions} value={type} onChange={(next) => edited({ type: next })} />
      </Field>
    </div>
  );
}

const methodOptions = methods.map((value) => ({ value, label: value }));

function UrlLine(parts: EditorParts) {
  const { method, requestUrl } = parts.session.integration;
  const edited = useEditor((editor) => editor.integrationEdited);
  const { error, changedText } = marksOf(parts, 'requestUrl');
  const isMethodChanged = marksOf(parts, 'method').changedText;
  return (
    <Field
      label={t('member.requestUrl')}
      error={quiet(parts, 'requestUrl', error)}
      changedText={changedText ?? isMethodChanged}
    >
      <div className={styles.joined}>
        <Field label={t('member.method')} isLabelHidden className={styles.method}>
          <Select options={methodOptions} value={method} onChange={(next) => edited({ method: next })} isMono />
        </Field>
        <span className={styles.url} data-path="requestUrl">
          <TextField value={requestUrl} onChange={(next) => edited({ requestUrl: next })} isMono />
        </span>
      </div>
    </Field>
  );
}

const formatOptions = formats.map((value) => ({ value, label: value }));

function FormatLine(parts: EditorParts) {
  const { format, pathArguments } = parts.session.integration;
  const edited = useEditor((editor) => editor.integrationEdited);
  return (
    <div className={styles.line}>
      <Field label={t('member.format')} className={styles.short} {...marksOf(parts, 'format')}>
        <div className={styles.formats}>
          <RadioGroup
            label={t('member.format')}
            options={formatOptions}
            value={format}
            onChange={(next) => edited({ format: next })}
          />
        </div>
      </Field>
      <Field
        label={t('member.pathArguments')}
        layout="inline"
        className={styles.second}
        {...marksOf(parts, 'pathArguments')}
      >
        <div data-path="pathArguments">
          <TextField
            value={pathArguments}
            onChange={(next) => edited({ pathArguments: next })}
            placeholder={t('path.placeholder')}
            isMono
          />
        </div>
      </Field>
    </div>
  );
}

function TriggerLine(parts: EditorParts) {
  const { triggerServiceType, triggerEvent } = parts.session.integration;
  const edited = useEditor((editor) => editor.integrationEdited);
  const { error, changedText } = marksOf(parts, 'triggerEvent');
  return (
    <>
      <div className={styles.line}>
        <Field
          label={t('member.triggerServiceType')}
          className={styles.short}
          {...marksOf(parts, 'triggerServiceType')}
        >
          <Select
            options={serviceTypeOptions(triggerServiceType)}
            value={triggerServiceType}
            onChange={(next) => edited({ triggerServiceType: next })}
          />
        </Field>
        <Field
          label={t('member.triggerEvent')}
          layout="inline"
          className={styles.second}
          error={quiet(parts, 'triggerEvent', error)}
          changedText={changedText}
        >
          <div data-path="triggerEvent">
            <Select
              options={triggerOptions(parts.session)}
              value={triggerEvent === '' ? null : triggerEvent}
              onChange={(next) => edited({ triggerEvent: next })}
              placeholder={t('event.placeholder')}
            />
          </div>
        </Field>
      </div>
      {findTrigger(triggerEvent)?.note !== undefined && (
        <p className={styles.hint}>
          <Icon icon={Info} size="sm" />
          <span>
            {t('event.pickUp.before')}
            <span className={styles.mono}>**</span>
            {t('event.pickUp.after')}
          </span>
        </p>
      )}
    </>
  );
}

function serviceTypeOptions(current: string) {
  const words = new Set([...profiles.map(({ serviceTypeLabel }) => serviceTypeLabel), current]);
  return [...words].map((value) => ({ value, label: value }));
}

/** Those of the scope it lives in. */
function triggerOptions({ place }: EditorSession) {
  const scope: Integration['scope'] = place.serviceUuid === null ? 'account' : 'service';
  return triggerEvents
    .filter((trigger) => trigger.scope === scope)
    .map(({ id, label }) => ({ value: id as string, label }));
}

function SilentLine(parts: EditorParts) {
  const { silentMode } = parts.session.integration;
  const edited = useEditor((editor) => editor.integrationEdited);
  const text = t('silent.text', { state: t(silentMode ? 'silent.on' : 'silent.off') });
  return (
    <Field label={t('member.silentMode')} {...marksOf(parts, 'silentMode')}>
      <Checkbox checked={silentMode} onChange={(next) => edited({ silentMode: next })}>
        <span className={styles.supporting}>{text}</span>
      </Checkbox>
    </Field>
  );
}
