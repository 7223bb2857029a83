// What the preview shows: the request in the view that is chosen, or why there is none.
import { CircleDashed } from 'lucide-react';
import { Code } from '../../../ui/code.tsx';
import { spansOfHttp, spansOfJson } from '../../../ui/code-spans.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import styles from './preview.module.css';
import { writeCurl, writeHttp, writeJsonBody, writeQuery } from './preview-text.ts';
import { SavedDiff } from './saved-diff.tsx';
import { t } from './texts.ts';
import { type EditorParts, useEditor } from './use-editor.ts';

export function ShownPreview(parts: EditorParts) {
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
