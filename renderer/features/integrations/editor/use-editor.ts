// What the editor's parts read: the session being edited, its slice, and the preview that follows every key.
import { useMemo } from 'react';
import type { DialectFile } from '../../../../shared/request/dialect.ts';
import { previewForScreen, type ScreenPreview } from '../../../../shared/request/screen-preview.ts';
import type { FrameState } from '../../../app/feature/frame-state.ts';
import { useAppState } from '../../../app/feature/use-app.ts';
import { useTenantSet } from '../../../app/feature/use-list.ts';
import { findSample, type SampleId } from './samples.ts';
import type { EditorSession } from './session.ts';
import type { EditorSlice, EditorState } from './store.ts';

type State = FrameState & EditorState;

/** What every part of an open editor is given. */
export interface EditorParts {
  readonly session: EditorSession;
  readonly preview: ScreenPreview;
}

export function useEditor<T>(select: (editor: EditorSlice) => T): T {
  return useAppState((state: State) => select(state.editor));
}

const noDialect: DialectFile = {};

export function useDialect(): DialectFile {
  return useTenantSet()?.dialect ?? noDialect;
}

export function useScreenPreview({ integration }: EditorSession): ScreenPreview {
  const dialect = useDialect();
  const sample = useEditor((editor) => editor.sample);
  return useMemo(() => previewOf(integration, sample, dialect), [integration, sample, dialect]);
}

export function previewOf(
  integration: EditorSession['integration'],
  sample: SampleId,
  dialect: DialectFile,
): ScreenPreview {
  const event = findSample(integration.triggerEvent, sample)?.event ?? null;
  return previewForScreen({ integration, event, dialect });
}
