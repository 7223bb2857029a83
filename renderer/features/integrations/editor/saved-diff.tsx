// The request of the draft against that of the saved integration, with the same sample and dialect.
import { diffLines } from '../../../app/feature/diff-lines.ts';
import { DiffView } from '../../../app/feature/diff-view.tsx';
import styles from './preview.module.css';
import { writeHttp } from './preview-text.ts';
import { t } from './texts.ts';
import { type EditorParts, previewOf, useDialect, useEditor } from './use-editor.ts';

export function SavedDiff({ session, preview }: EditorParts) {
  const sample = useEditor((editor) => editor.sample);
  const dialect = useDialect();
  if (session.id === null) return <p className={styles.none}>{t('none.saved')}</p>;
  const { saved, integration } = session;
  const before = writeHttp(previewOf(saved, sample, dialect), saved.pathArguments)?.text ?? '';
  const after = writeHttp(preview, integration.pathArguments)?.text ?? '';
  if (before === after) return <p className={styles.none}>{t('none.same')}</p>;
  const lines = diffLines(before, after);
  return <DiffView label={t('view.saved')} lines={lines} surface="outlined" isWhole className={styles.code} />;
}
