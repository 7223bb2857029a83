// The editor of one integration, open where the address has `edit`: its form, its live preview and its problems.
import { useEffect } from 'react';
import { useAppLocation } from '../../../app/feature/use-app.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { SkeletonLines } from '../../../ui/skeleton.tsx';
import { SplitPane } from '../../../ui/split-pane.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import styles from './editor.module.css';
import { EditorForm } from './editor-form.tsx';
import { EditorHead } from './editor-head.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { ProblemsBar } from './problems-bar.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import type { EditorSession } from './session.ts';
import { t } from './texts.ts';
import { useEditor, useScreenPreview } from './use-editor.ts';

export function IntegrationEditor() {
  const { sel, edit } = useAppLocation();
  const session = useEditor((editor) => editor.session);
  const editorOpened = useEditor((editor) => editor.editorOpened);
  const editorLeft = useEditor((editor) => editor.editorLeft);
  const isNew = edit === 'new';
  useEffect(() => {
    if (sel !== null) editorOpened({ sel, isNew });
    return editorLeft;
  }, [sel, isNew, editorOpened, editorLeft]);
  switch (session.status) {
    case 'loading':
      return (
        <Sheet>
          <SkeletonLines label={t('loading')} lines={8} />
        </Sheet>
      );
    case 'failed':
      return (
        <Sheet>
          <ErrorPanel title={t('failed.title')} facts={[{ term: t('failed.code'), value: session.error.code }]}>
            {session.error.message}
          </ErrorPanel>
        </Sheet>
      );
    case 'ready':
      return <OpenEditor session={session.value} />;
  }
}

function OpenEditor({ session }: { readonly session: EditorSession }) {
  const preview = useScreenPreview(session);
  const parts = { session, preview };
  return (
    <Sheet>
      <EditorHead session={session} />
      <div className={styles.panes}>
        <SplitPane
          first={<EditorForm {...parts} />}
          second={<PreviewPane {...parts} />}
          splitterName={t('splitter')}
          secondSize="45%"
          firstMinSize={560}
          secondMinSize={400}
          isHairline
        />
      </div>
      <ProblemsBar {...parts} />
      <ReviewDialog session={session} />
      <ConflictDialog session={session} />
    </Sheet>
  );
}
