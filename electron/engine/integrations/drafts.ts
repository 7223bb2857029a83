// Drafts: what a person has typed so far and not saved. They may be broken, survive a restart, and are never sent.
import { integrationsErrors } from '../../../shared/integrations/errors.ts';
import type { Draft } from '../../../shared/integrations/record.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import { checkFor } from './change-integrations.ts';
import { needIntegration, readIntegration } from './integration-rows.ts';
import type { IntegrationsContext } from './integrations-ports.ts';
import { moveSecrets } from './settle-secrets.ts';

interface DraftColumns {
  base_revision: number;
  body: string;
  saved_ms: number;
}

/** null when there is none. */
export function readDraft({ database, tenants }: IntegrationsContext, id: string): Draft | null {
  const found = needIntegration(database, id);
  const draft = database.get<DraftColumns>('SELECT * FROM draft WHERE integration = ?', found.row);
  if (draft === undefined) return null;
  const integration = readIntegration(draft.body);
  return {
    integrationId: found.id as Draft['integrationId'],
    baseRevision: draft.base_revision,
    integration,
    problems: checkFor(tenants.findSet(found.tenant_set), integration),
    savedAt: new Date(draft.saved_ms).toISOString(),
  };
}

/** A draft that is there keeps the revision it was begun from. A plain secret goes into the vault, or the draft is not saved. */
export async function saveDraft(
  context: IntegrationsContext,
  { id, integration }: { id: string; integration: Integration },
): Promise<Draft> {
  const { database, clock } = context;
  needIntegration(database, id);
  const settled = await moveSecrets(integration, context.vault);
  const found = database.transaction(() => {
    const columns = needIntegration(database, id);
    database.run(
      `INSERT INTO draft (integration, base_revision, body, saved_ms) VALUES (?, ?, ?, ?)
        ON CONFLICT (integration) DO UPDATE SET body = excluded.body, saved_ms = excluded.saved_ms`,
      ...[columns.row, columns.revision, JSON.stringify(settled), clock.now()],
    );
    return columns;
  });
  context.changed(found);
  return readDraft(context, id) as Draft;
}

export function discardDraft(context: IntegrationsContext, id: string): { id: string } {
  const found = needIntegration(context.database, id);
  const { changes } = context.database.run('DELETE FROM draft WHERE integration = ?', found.row);
  if (changes === 0) throw integrationsErrors.fail('DRAFT_NONE', { name: readIntegration(found.body).name });
  context.changed(found);
  return { id };
}
