// The live preview: the request of what has been typed so far, byte-true, with what is assumed about it numbered.
import { CircleDashed, Copy, Radio, Terminal, WrapText } from 'lucide-react';
import { resolveDialect } from '../../../../shared/request/dialect-file.ts';
import { formatNumber } from '../../../app/feature/format.ts';
import { navigate, screenChange } from '../../../app/feature/use-app.ts';
import { useTenantSet } from '../../../app/feature/use-list.ts';
import { AssumptionMark } from '../../../ui/badge.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Code } from '../../../ui/code.tsx';
import { spansOfHttp, spansOfJson } from '../../../ui/code-spans.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Note } from '../../../ui/note.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select } from '../../../ui/select.tsx';
import { Spring } from '../../../ui/sheet.tsx';
import { useToasts } from '../../../ui/toast.tsx';
import styles from './preview.module.css';
import {
  countBytes,
  orderAssumptions,
  previewViews,
  writeCurl,
  writeHttp,
  writeJsonBody,
  writeQuery,
} from './preview-text.ts';
import { listSamples } from './samples.ts';
import { SavedDiff } from './saved-diff.tsx';
import { tellAssumption } from './tell-assumption.ts';
import { t } from './texts.ts';
import { type EditorParts, useDialect, useEditor } from './use-editor.ts';

export function PreviewPane(parts: EditorParts) {
  return (
    <section className={styles.pane} aria-label={t('preview')}>
      <SampleLine {...parts} />
      <ViewLine {...parts} />
      <Shown {...parts} />
      <Assumptions {...parts} />
      <SendNote />
      <Acts {...parts} />
    </section>
  );
}

function SampleLine({ session }: EditorParts) {
  const samples = listSamples(session.integration.triggerEvent);
  const sample = useEditor((editor) => editor.sample);
  const sampleChosen = useEditor((editor) => editor.sampleChosen);
  const chosen = samples.find(({ id }) => id === sample) ?? samples[0];
  return (
    <div className={styles.line}>
      <h2 className={styles.title}>{t('preview')}</h2>
      <Spring />
      <span className={styles.label} aria-hidden>
        {t('sample')}
      </span>
      <Select
        className={styles.sample}
        label={t('sample')}
        size="small"
        options={samples.map(({ id, label }) => ({ value: id, label }))}
        value={chosen?.id ?? null}
        onChange={sampleChosen}
        placeholder={t('sample.none')}
        isDisabled={samples.length === 0}
      />
    </div>
  );
}

const viewOptions = previewViews.map((value) => ({ value, label: t(`view.${value}`) }));

function ViewLine(parts: EditorParts) {
  const view = useEditor((editor) => editor.view);
  const viewChosen = useEditor((editor) => editor.viewChosen);
  const isWrapped = useEditor((editor) => editor.isWrapped);
  const wrapToggled = useEditor((editor) => editor.wrapToggled);
  const copy = useCopy();
  return (
    <div className={styles.line}>
      <SegmentedControl label={t('views')} options={viewOptions} value={view} onChange={viewChosen} />
      <Spring />
      <IconButton icon={WrapText} name={t('wrap')} size="small" isPressed={isWrapped} onClick={wrapToggled} />
      <IconButton
        icon={Copy}
        name={t('copy')}
        size="small"
        onClick={() => copy(textOf(parts, view))}
        disabledReason={parts.preview.request === null ? t('copyCurl.none') : undefined}
      />
    </div>
  );
}

function textOf({ session, preview }: EditorParts, view: (typeof previewViews)[number]): string {
  const { pathArguments } = session.integration;
  switch (view) {
    case 'curl':
      return writeCurl(preview) ?? '';
    case 'json':
      return writeJsonBody(preview)?.text ?? '';
    case 'query':
      return writeQuery(preview) ?? '';
    case 'http':
    case 'saved':
      return writeHttp(preview, pathArguments)?.text ?? '';
  }
}

function useCopy() {
  const toasts = useToasts();
  return (text: string) => {
    const isCopied = copyText(text);
    toasts.show(isCopied ? { text: t('copied') } : { text: t('copyFailed'), tone: 'danger' });
  };
}

function Shown(parts: EditorParts) {
  const { session, preview } = parts;
  const view = useEditor((editor) => editor.view);
  if (preview.request === null) return <NoRequest isTriggerMissing={session.integration.triggerEvent === ''} />;
  switch (view) {
    case 'http':
    case 'json':
      return <MarkedCode {...parts} view={view} />;
    case 'curl':
      return <PlainCode text={writeCurl(preview)} none="" />;
    case 'query':
      return <PlainCode text={writeQuery(preview)} none={t('none.query')} />;
    case 'saved':
      return <SavedDiff {...parts} />;
  }
}

function NoRequest({ isTriggerMissing }: { readonly isTriggerMissing: boolean }) {
  const of = isTriggerMissing ? 'trigger' : 'error';
  return (
    <div className={styles.empty}>
      <EmptyState icon={CircleDashed} title={t(`none.${of}.title`)}>
        {t(`none.${of}.text`)}
      </EmptyState>
    </div>
  );
}

function MarkedCode({ session, preview, view }: EditorParts & { readonly view: 'http' | 'json' }) {
  const isWrapped = useEditor((editor) => editor.isWrapped);
  const focusedRow = useEditor((editor) => editor.focusedRow);
  const written = view === 'http' ? writeHttp(preview, session.integration.pathArguments) : writeJsonBody(preview);
  if (written === null) return <PlainCode text={null} none={t('none.json')} />;
  const { text, marks, lineOfRow } = written;
  const isFieldRow = focusedRow?.list === 'fieldValues';
  return (
    <Code
      className={styles.code}
      label={t(`view.${view}`)}
      surface="outlined"
      text={text}
      spans={view === 'http' ? spansOfHttp(text) : spansOfJson(text)}
      marks={marks}
      markName={(number) => t('assumption', { number: String(number) })}
      highlightedLine={isFieldRow ? lineOfRow.get(focusedRow.index) : undefined}
      isWrapped={isWrapped}
    />
  );
}

function PlainCode({ text, none }: { readonly text: string | null; readonly none: string }) {
  const isWrapped = useEditor((editor) => editor.isWrapped);
  if (text === null) return <p className={styles.none}>{none}</p>;
  return <Code className={styles.code} label={t('preview')} surface="outlined" text={text} isWrapped={isWrapped} />;
}

function Assumptions({ preview }: EditorParts) {
  const { dialect } = resolveDialect(useDialect());
  const { request, leftOut } = preview;
  if (request === null) return null;
  const order = orderAssumptions(preview);
  const facts = [
    t('bytes', { count: formatNumber(countBytes(request)) }),
    ...(request.body?.startsWith('{') ? [t('indented')] : []),
    ...(leftOut.length > 0 ? [t('leftOut', { count: String(leftOut.length) })] : []),
  ];
  return (
    <div className={styles.assumptions}>
      <p className={styles.facts}>
        {order.length > 0 && (
          <>
            <span className={styles.count}>{t('assumptions', { count: String(order.length) })}</span>
            <span className={styles.dot}>·</span>
          </>
        )}
        <span>{facts.join(', ')}</span>
      </p>
      {order.length > 0 && (
        <ol className={styles.list}>
          {order.map((id, index) => (
            <li key={id} className={styles.assumption}>
              <AssumptionMark number={index + 1} />
              {tellAssumption(id, dialect)}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function SendNote() {
  const sending = useEditor((editor) => editor.sending);
  const sendAsked = useEditor((editor) => editor.sendAsked);
  switch (sending.status) {
    case 'idle':
      return null;
    case 'sending':
      return <Note>{t('sendLocal.sending')}</Note>;
    case 'sent': {
      const open = () => navigate({ ...screenChange('deliveries'), sel: sending.deliveryId });
      const action = (
        <Button variant="link" size="small" onClick={open}>
          {t('sendLocal.open')}
        </Button>
      );
      return (
        <Note tone="info" isAnnounced action={action}>
          {t('sendLocal.sent')}
        </Note>
      );
    }
    case 'failed': {
      const start = (
        <Button variant="link" size="small" onClick={() => sendAsked(true)}>
          {t('sendLocal.start')}
        </Button>
      );
      return (
        <Note tone="danger" isAnnounced action={sending.isReceiverOff ? start : undefined}>
          {sending.error.message}
        </Note>
      );
    }
  }
}

function Acts({ preview }: EditorParts) {
  const set = useTenantSet();
  const sendAsked = useEditor((editor) => editor.sendAsked);
  const copy = useCopy();
  const curl = writeCurl(preview);
  const cannotSend = () => {
    if (curl === null) return t('sendLocal.none');
    return preview.problems.some(({ severity }) => severity === 'error') ? t('sendLocal.errors') : undefined;
  };
  return (
    <div className={styles.line}>
      <Button
        size="small"
        icon={Radio}
        keys={['Ctrl', 'Enter']}
        onClick={() => sendAsked()}
        disabledReason={cannotSend()}
      >
        {t('sendLocal')}
      </Button>
      {set?.connector === 'sandbox' && (
        <Button variant="quiet" size="small" disabledReason={t('send.sandbox')}>
          {t('send')}
        </Button>
      )}
      <Spring />
      <Button
        variant="quiet"
        size="small"
        icon={Terminal}
        onClick={() => curl !== null && copy(curl)}
        disabledReason={curl === null ? t('copyCurl.none') : undefined}
      >
        {t('copyCurl')}
      </Button>
    </div>
  );
}
