// Saves what is in the editor, over the revision it was begun from and no newer one; a conflict is told and settled here.
import type { Integration } from '../../../../shared/request/integration.ts';
import { loading } from '../../../app/feature/loadable.ts';
import type { SliceTools } from '../../../app/feature/slice.ts';
import { integrationOf } from './changes.ts';
import type { SessionKeeper } from './keep-session.ts';
import { numberRows, withTypedSecret } from './session.ts';
import type { EditorSlice, SaveOutcome } from './store.ts';

const notSaved: SaveOutcome = { savedId: null, firstError: null };

export function actsOfSaving({ client, read, write }: SliceTools<EditorSlice>, session: SessionKeeper) {
  const { readSession, change, forget, keeper } = session;
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
      forget(target.sel);
      write({ target: null, session: loading, lastSaved: { id: answer.value.record.id } });
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
    saveAsked: save,
    conflictSettled: async (merged: Integration) => {
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
  };
}
