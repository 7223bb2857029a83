// The request of the draft against that of the saved integration, with the same sample and dialect.
import { joinClasses } from '../../../ui/join-classes.ts';
import { diffLines } from './diff-lines.ts';
import styles from './preview.module.css';
import { writeHttp } from './preview-text.ts';
import { t } from './texts.ts';
import { type EditorParts, previewOf, useDialect, useEditor } from './use-editor.ts';

const signs = { same: ' ', added: '+', removed: '\u2212' } as const;

export function SavedDiff({ session, preview }: EditorParts) {
  const sample = useEditor((editor) => editor.sample);
  const dialect = useDialect();
  if (session.id === null) return <p className={styles.none}>{t('none.saved')}</p>;
  const { saved, integration } = session;
  const before = writeHttp(previewOf(saved, sample, dialect), saved.pathArguments)?.text ?? '';
  const after = writeHttp(preview, integration.pathArguments)?.text ?? '';
  if (before === after) return <p className={styles.none}>{t('none.same')}</p>;
  let position = 0;
  const lines = diffLines(before, after).map((line) => {
    position += 1;
    return { ...line, position };
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.diff} aria-label={t('view.saved')} tabIndex={0}>
      {lines.map(({ kind, text, position: key }) => (
        <div key={key} className={joinClasses(styles.diffLine, styles[kind])}>
          <span className={styles.sign}>{signs[kind]}</span>
          {text}
        </div>
      ))}
    </section>
  );
}
