// The editor's slice: the view of one draft while it is edited. Its own state is what a person typed; the engine keeps the draft so
// that it survives this window, and only saving changes the integration. A typed secret leaves here with a save and never with a draft.

import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import type { AppError } from '../../../../shared/kernel/app-error.ts';
import type { Integration } from '../../../../shared/request/integration.ts';
import { type Loadable, loading } from '../../../app/feature/loadable.ts';
import type { CreateSlice } from '../../../app/feature/slice.ts';
import { integrationOf } from './changes.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import { moveRow, type RowList } from './draft-rows.ts';
import { openEditorSession } from './open-session.ts';
import type { PreviewView } from './preview-text.ts';
import type { SampleId } from './samples.ts';
import { type SendState, sendToReceiver } from './send-to-receiver.ts';
import {
  type EditorSession,
  type EditorTarget,
  hasChanges,
  nextRowKey,
  numberRows,
  withTypedSecret,
} from './session.ts';

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

const notSaved: SaveOutcome = { savedId: null, firstError: null };

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

const idle: SendState = { status: 'idle' };
const fresh = {
  ...{ focusedRow: null, problemIndex: 0, isProblemVisited: false, isReviewing: false, isSaving: false },
  ...{ saveError: null, theirs: null, vaultError: null, sending: idle },
};

export const createEditorSlice: CreateSlice<EditorSlice> = ({ client, read, write, now }) => {
  const readSession = () =>
    read().session.status === 'ready' ? (read().session as { value: EditorSession }).value : null;
  const change = (part: Partial<EditorSession>) => {
    const session = readSession();
    if (session !== null) write({ session: { status: 'ready', value: { ...session, ...part } } });
  };
  const keeper = createDraftKeeper({ client, read: readSession, change });
  /** Typed and not saved, of new integrations: their place is their name. */
  const unsaved = new Map<string, EditorSession>();
  const edit = (part: Partial<EditorSession>) => {
    change(part);
    write({ saveError: null, isProblemVisited: false });
    const session = readSession();
    const target = read().target;
    if (session === null || target === null) return;
    if (target.isNew) {
      unsaved.set(target.sel, session);
      change({ draft: { status: hasChanges(session) ? 'kept' : 'clean' } });
    } else keeper.keepSoon();
  };
  const editRows = (list: RowList, rows: readonly unknown[], keys: readonly number[]) => {
    const session = readSession();
    if (session === null) return;
    const integration = { ...session.integration, [list]: rows } as Integration;
    edit({ integration, rowKeys: { ...session.rowKeys, [list]: keys } });
  };
  const readSecretNames = () =>
    void client.vault.list({}).then((answer) => {
      if (answer.ok) write({ secretNames: answer.value.map(({ name }) => name).toSorted() });
    });
  const open = (target: EditorTarget) => {
    keeper.keepNow();
    readSecretNames();
    write({ ...fresh, target, session: loading });
    const known = target.isNew ? unsaved.get(target.sel) : undefined;
    if (known !== undefined) {
      write({ session: { status: 'ready', value: known } });
      return;
    }
    void openEditorSession(client, target).then((session) => {
      if (read().target === target) write({ session });
    });
  };
  const save = async (): Promise<SaveOutcome> => {
    const session = readSession();
    const target = read().target;
    if (session === null || target === null || read().isSaving) return notSaved;
    keeper.stop();
    write({ isSaving: true, saveError: null });
    const integration = withTypedSecret(session);
    const { accountId, serviceUuid } = session.place;
    const answer =
      session.id === null
        ? await client.integrations.create({ accountId, ...(serviceUuid !== null && { serviceUuid }), integration })
        : await client.integrations.save({ id: session.id, integration, ifRevision: session.baseRevision });
    write({ isSaving: false });
    if (answer.ok) {
      unsaved.delete(target.sel);
      write({ target: null, session: loading });
      return { savedId: answer.value.record.id, firstError: null };
    }
    write({ saveError: answer.error });
    if (answer.error.code === 'INTEGRATION_CONFLICT' && session.id !== null) {
      const theirs = await client.integrations.get({ id: session.id });
      if (theirs.ok) write({ theirs: theirs.value });
    }
    // Saving stopped the draft's own saving.
    if (session.id !== null) keeper.keepSoon();
    const first = answer.error.problems?.find(({ severity }) => severity === 'error');
    return { savedId: null, firstError: first?.path ?? null };
  };
  return {
    ...fresh,
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
    rowAdded: (list) => {
      const session = readSession();
      if (session === null) return;
      const row = list === 'headers' ? { name: '', value: '' } : { key: '', field: '' };
      const keys = session.rowKeys[list];
      editRows(list, [...session.integration[list], row], [...keys, nextRowKey(keys)]);
    },
    rowRemoved: (list, index) => {
      const session = readSession();
      if (session === null) return;
      editRows(list, session.integration[list].toSpliced(index, 1), session.rowKeys[list].toSpliced(index, 1));
    },
    rowMoved: (list, from, to) => {
      const session = readSession();
      if (session === null) return;
      editRows(list, moveRow<unknown>(session.integration[list], from, to), moveRow(session.rowKeys[list], from, to));
    },
    fieldValuesReplaced: (rows) => {
      const keys = readSession()?.rowKeys.fieldValues ?? [];
      const first = nextRowKey(keys);
      editRows('fieldValues', rows, [...keys, ...rows.slice(keys.length).map((_row, index) => first + index)]);
    },
    rowFocused: (focusedRow) => write({ focusedRow }),
    secretTyped: (typedSecret) => edit({ typedSecret }),
    viewChosen: (view) => write({ view }),
    sampleChosen: (sample) => write({ sample }),
    wrapToggled: () => write({ isWrapped: !read().isWrapped }),
    problemShown: (problemIndex) => write({ problemIndex, isProblemVisited: true }),
    reviewToggled: (isReviewing) => write({ isReviewing }),
    draftDiscarded: () => {
      const { target } = read();
      const session = readSession();
      if (target === null || session === null) return;
      keeper.stop();
      unsaved.delete(target.sel);
      if (session.id === null) open(target);
      // Without a draft in the engine yet, there is nothing to discard there.
      else void client.integrations.discardDraft({ id: session.id }).then(() => open(target));
    },
    saveAsked: save,
    conflictSettled: async (merged) => {
      const session = readSession();
      const { theirs } = read();
      if (session === null || theirs === null || session.id === null) return notSaved;
      const { id } = session;
      const saved = integrationOf(theirs);
      const part = { saved, base: saved, baseRevision: theirs.revision, rowKeys: numberRows(merged) };
      change({ ...part, integration: merged });
      write({ theirs: null, saveError: null });
      if (session.typedSecret !== null || JSON.stringify(merged) !== JSON.stringify(saved)) return save();
      // Everything is as they saved it: there is nothing to save, and nothing left of the draft.
      keeper.stop();
      await client.integrations.discardDraft({ id });
      write({ target: null, session: loading });
      return { savedId: id, firstError: null };
    },
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
