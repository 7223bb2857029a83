// The live preview: the request of what has been typed so far, byte-true, with what is assumed about it numbered.
import { Copy, WrapText } from 'lucide-react';
import { IconButton } from '../../../ui/button.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select } from '../../../ui/select.tsx';
import { Spring } from '../../../ui/sheet.tsx';
import styles from './preview.module.css';
import { PreviewActs, SendNote, useCopy } from './preview-acts.tsx';
import { Assumptions } from './preview-assumptions.tsx';
import { ShownPreview } from './preview-shown.tsx';
import { previewViews, writeCurl, writeHttp, writeJsonBody, writeQuery } from './preview-text.ts';
import { listSamples } from './samples.ts';
import { t } from './texts.ts';
import { type EditorParts, useEditor } from './use-editor.ts';

export function PreviewPane(parts: EditorParts) {
  return (
    <section className={styles.pane} aria-label={t('preview')}>
      <SampleLine {...parts} />
      <ViewLine {...parts} />
      <ShownPreview {...parts} />
      <Assumptions {...parts} />
      <SendNote />
      <PreviewActs {...parts} />
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
