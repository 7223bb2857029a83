// Saves the draft a moment after the last key, one save at a time, so that it survives this window.
import type { Client } from '../../../app/feature/slice.ts';
import { type EditorSession, hasChanges } from './session.ts';

export interface DraftPorts {
  readonly client: Client;
  read(): EditorSession | null;
  change(part: Partial<EditorSession>): void;
}

const stillMs = 600;

export function createDraftKeeper({ client, read, change }: DraftPorts) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const keep = async () => {
    stop();
    const session = read();
    if (session === null || session.id === null) return;
    const { id, integration } = session;
    change({ draft: { status: 'saving' } });
    const isSame = JSON.stringify(integration) === JSON.stringify(session.saved);
    const answer = isSame
      ? await client.integrations.discardDraft({ id })
      : await client.integrations.saveDraft({ id, integration });
    const current = read();
    // Another integration is open, or typing went on and will save again.
    if (current?.id !== id || timer !== undefined) return;
    if (isSame) change({ draft: { status: hasChanges(current) ? 'waiting' : 'clean' } });
    else if (!answer.ok) change({ draft: { status: 'failed', message: answer.error.message } });
    else if ('savedAt' in answer.value) {
      change({ draft: { status: 'saved', atMs: Date.parse(answer.value.savedAt) } });
    }
  };
  return {
    keepSoon: () => {
      stop();
      change({ draft: { status: 'waiting' } });
      timer = setTimeout(() => void keep(), stillMs);
    },
    /** What waits is saved at once: the editor is being left. */
    keepNow: () => {
      if (timer !== undefined) void keep();
    },
    stop,
  };
}
