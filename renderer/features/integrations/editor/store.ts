// The editor's slice: the view of one draft while it is edited. Its own state is what a person typed; the engine keeps the draft so
// that it survives this window, and only saving changes the integration. A typed secret leaves here with a save and never with a draft.

import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import type { AppError } from '../../../../shared/kernel/app-error.ts';
import type { Integration } from '../../../../shared/request/integration.ts';
import { type Loadable, loading } from '../../../app/feature/loadable.ts';
import type { CreateSlice } from '../../../app/feature/slice.ts';
import type { RowList } from './draft-rows.ts';
import { actsOfRows, freshEditor, keepSession } from './keep-session.ts';
import type { PreviewView } from './preview-text.ts';
import type { SampleId } from './samples.ts';
import { actsOfSaving } from './save-session.ts';
import { type SendState, sendToReceiver } from './send-to-receiver.ts';
import { type EditorSession, type EditorTarget, hasChanges } from './session.ts';

export interface FocusedRow {
  readonly list: RowList;
  readonly index: number;
}

export interface SaveOutcome {
  /** null: it was not saved. */
  readonly savedId: string | null;
  /** The path of what has to be mended first; null: nothing in the form. */
  readonly firstError: string | null;
}

export interface EditorSlice {
  readonly target: EditorTarget | null;
  readonly session: Loadable<EditorSession>;
  readonly view: PreviewView;
  readonly sample: SampleId;
  readonly isWrapped: boolean;
  readonly focusedRow: FocusedRow | null;
  /** Which of the ordered problems the bar shows. */
  readonly problemIndex: number;
  /** Whether one has gone to it since the last edit. */
  readonly isProblemVisited: boolean;
  readonly isReviewing: boolean;
  readonly isSaving: boolean;
  /** The integration that was saved last, anew with each saving; null: none was. */
  readonly lastSaved: { readonly id: string } | null;
  readonly saveError: AppError | null;
  /** What someone else saved meanwhile; null: no conflict. */
  readonly theirs: IntegrationRecord | null;
  readonly secretNames: readonly string[];
  readonly vaultError: string | null;
  readonly sending: SendState;
  editorOpened(target: EditorTarget): void;
  /** What was typed stays, here and as a draft. */
  editorLeft(): void;
  integrationEdited(change: Partial<Integration>): void;
  rowAdded(list: RowList): void;
  rowRemoved(list: RowList, index: number): void;
  rowMoved(list: RowList, from: number, to: number): void;
  /** More rows than before; those that were there keep their places. */
  fieldValuesReplaced(rows: Integration['fieldValues']): void;
  rowFocused(row: FocusedRow | null): void;
  secretTyped(value: string | null): void;
  viewChosen(view: PreviewView): void;
  sampleChosen(sample: SampleId): void;
  wrapToggled(): void;
  problemShown(index: number): void;
  reviewToggled(isReviewing: boolean): void;
  draftDiscarded(): void;
  saveAsked(): Promise<SaveOutcome>;
  /** Saves what was decided, over what they saved and nothing newer. */
  conflictSettled(merged: Integration): Promise<SaveOutcome>;
  conflictPutOff(): void;
  vaultOpenAsked(passphrase: string, isNew: boolean): void;
  sendAsked(isReceiverStarted?: boolean): void;
}

export interface EditorState {
  readonly editor: EditorSlice;
}

export const createEditorSlice: CreateSlice<EditorSlice> = (tools) => {
  const { client, read, write, now } = tools;
  const keeping = keepSession(tools);
  const { readSession, edit, open, readSecretNames, keeper } = keeping;
  return {
    ...freshEditor,
    ...{ target: null, session: loading, view: 'http', sample: 'usual', isWrapped: true, secretNames: [] },
    editorOpened: (target) => {
      const before = read().target;
      const session = readSession();
      const isSame = before?.sel === target.sel && before.isNew === target.isNew;
      // What was typed last time is still here; without it the engine's state is the newer one.
      if (!isSame || session === null || !hasChanges(session)) open(target);
    },
    editorLeft: keeper.keepNow,
    integrationEdited: (part) => {
      const session = readSession();
      if (session !== null) edit({ integration: { ...session.integration, ...part } });
    },
    ...actsOfRows(keeping),
    rowFocused: (focusedRow) => write({ focusedRow }),
    secretTyped: (typedSecret) => edit({ typedSecret }),
    viewChosen: (view) => write({ view }),
    sampleChosen: (sample) => write({ sample }),
    wrapToggled: () => write({ isWrapped: !read().isWrapped }),
    problemShown: (problemIndex) => write({ problemIndex, isProblemVisited: true }),
    reviewToggled: (isReviewing) => write({ isReviewing }),
    draftDiscarded: keeping.discard,
    ...actsOfSaving(tools, keeping),
    conflictPutOff: () => write({ theirs: null }),
    vaultOpenAsked: (passphrase, isNew) => {
      write({ vaultError: null });
      const opening = isNew ? client.vault.create({ passphrase }) : client.vault.unlock({ passphrase });
      void opening.then((answer) => {
        write({ vaultError: answer.ok ? null : answer.error.message });
        if (answer.ok) readSecretNames();
      });
    },
    sendAsked: (isReceiverStarted = false) => {
      const session = readSession();
      if (session === null || read().sending.status === 'sending') return;
      write({ sending: { status: 'sending' } });
      const of = { session, sample: read().sample, isReceiverStarted, nowMs: now() };
      void sendToReceiver(client, of).then((sending) => write({ sending }));
    },
  };
};
