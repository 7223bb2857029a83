// Reads what an editing begins from: the integration and its draft, or the account or PBX that a new one is for.
import type { AppError } from '../../../../shared/kernel/app-error.ts';
import type { Loadable } from '../../../app/feature/loadable.ts';
import type { Client } from '../../../app/feature/slice.ts';
import {
  type EditorSession,
  type EditorTarget,
  openNewSession,
  openSession,
  placeOfAccount,
  placeOfPbx,
} from './session.ts';

export async function openEditorSession(
  client: Client,
  { sel, isNew }: EditorTarget,
): Promise<Loadable<EditorSession>> {
  if (isNew) return openNew(client, sel);
  const [record, draft] = await Promise.all([
    client.integrations.get({ id: sel }),
    client.integrations.draft({ id: sel }),
  ]);
  if (!record.ok) return failed(record.error);
  if (!draft.ok) return failed(draft.error);
  return { status: 'ready', value: openSession(record.value, draft.value) };
}

/** Accounts have ids of their own kind; everything else is a PBX's service UUID. */
async function openNew(client: Client, place: string): Promise<Loadable<EditorSession>> {
  if (place.startsWith('acc_')) {
    const account = await client.tenants.account({ accountId: place });
    if (!account.ok) return failed(account.error);
    return { status: 'ready', value: openNewSession(placeOfAccount(account.value)) };
  }
  const pbx = await client.tenants.pbx({ serviceUuid: place });
  if (!pbx.ok) return failed(pbx.error);
  return { status: 'ready', value: openNewSession(placeOfPbx(pbx.value)) };
}

function failed(error: AppError): { status: 'failed'; error: AppError } {
  return { status: 'failed', error };
}
