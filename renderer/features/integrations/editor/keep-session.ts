// The session under the editor: what is open, how it is changed, and that nothing typed is lost on the way to another one.
import type { Integration } from '../../../../shared/request/integration.ts';
import { loading } from '../../../app/feature/loadable.ts';
import type { SliceTools } from '../../../app/feature/slice.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import { moveRow, type RowList } from './draft-rows.ts';
import { openEditorSession } from './open-session.ts';
import type { SendState } from './send-to-receiver.ts';
import { type EditorSession, type EditorTarget, hasChanges, nextRowKey } from './session.ts';
import type { EditorSlice } from './store.ts';

const idle: SendState = { status: 'idle' };
/** As it is before anything was done in it. */
export const freshEditor = {
  ...{
    focusedRow: null,
    problemIndex: 0,
    isProblemVisited: false,
    isReviewing: false,
    isSaving: false,
    lastSaved: null,
  },
  ...{ saveError: null, theirs: null, vaultError: null, sending: idle },
};

export type SessionKeeper = ReturnType<typeof keepSession>;

export function keepSession({ client, read, write }: SliceTools<EditorSlice>) {
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
    write({ ...freshEditor, target, session: loading });
    const known = target.isNew ? unsaved.get(target.sel) : undefined;
    if (known !== undefined) {
      write({ session: { status: 'ready', value: known } });
      return;
    }
    void openEditorSession(client, target).then((session) => {
      if (read().target === target) write({ session });
    });
  };
  const discard = () => {
    const { target } = read();
    const session = readSession();
    if (target === null || session === null) return;
    keeper.stop();
    unsaved.delete(target.sel);
    if (session.id === null) open(target);
    // Without a draft in the engine yet, there is nothing to discard there.
    else void client.integrations.discardDraft({ id: session.id }).then(() => open(target));
  };
  const forget = (sel: string) => unsaved.delete(sel);
  return { readSession, change, edit, editRows, readSecretNames, open, discard, forget, keeper };
}

type RowActs = Pick<EditorSlice, 'rowAdded' | 'rowRemoved' | 'rowMoved' | 'fieldValuesReplaced'>;

/** What is done to the rows of header and field values. */
export function actsOfRows({ readSession, editRows }: Pick<SessionKeeper, 'readSession' | 'editRows'>): RowActs {
  return {
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
  };
}
