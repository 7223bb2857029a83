// Integrations of every tenant set. This is the slice's face: other slices come in here and nowhere else.
import { setImmediate as breathe } from 'node:timers/promises';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { selectPage } from '../../../shared/tenants/select-page.ts';
import type { Database } from '../database/database.ts';
import type { CurrentSet } from '../tenants/tenants.ts';
import {
  createIntegration,
  deleteIntegration,
  duplicateIntegration,
  saveIntegration,
  setEnabled,
} from './change-integrations.ts';
import { discardDraft, readDraft, saveDraft } from './drafts.ts';
import { IntegrationIndex } from './integration-index.ts';
import { findTrigger, type IntegrationColumns, integrationSql, needIntegration, recordOf } from './integration-rows.ts';
import type {
  IntegrationsAct,
  IntegrationsContext,
  IntegrationsHandlers,
  IntegrationsPorts,
  SecretStore,
} from './integrations-ports.ts';
import { type Matches, Matching, type MatchQuestion } from './matching.ts';
import { SecretUses } from './secret-uses.ts';

export type { IntegrationsAct, IntegrationsPorts, SecretStore };

/** What a sender must know of an integration as it stands now. Whether its PBX's Applications are on is in the record. */
export interface IntegrationForSend {
  readonly record: IntegrationRecord;
  readonly tenantSet: CurrentSet;
}

export interface Integrations {
  readonly handlers: IntegrationsHandlers;
  /** Throws Failure: INTEGRATION_UNKNOWN. */
  getIntegrationForSend(id: string): IntegrationForSend;
  /** By id or name, ignoring case; undefined is the default set. Throws Failure: TENANT_SET_UNKNOWN. */
  findSet(name: string | undefined): CurrentSet;
  /** Whom an event goes to; null: the tenant set has no such place. The same objects until something about them changes. */
  match(of: MatchQuestion): Matches | null;
  /** Runs `listener` with the id of each integration that was created, changed or removed, once that is committed. */
  onChange(listener: (id: string) => void): void;
  /** The trigger event of an integration; null when there is no such integration. */
  findTrigger(id: string): string | null;
  /** How many integrations and drafts name this vault secret. */
  countSecretUses(name: string): number;
}

export function createIntegrations(ports: IntegrationsPorts): Integrations {
  const { database, tenants } = ports;
  const indexes = new Map<string, IntegrationIndex>();
  const secretUses = new SecretUses(database);
  const revision = new Revision();
  const matching = new Matching(database, tenants);
  const listeners: ((id: string) => void)[] = [];
  tenants.onChange(() => {
    matching.forget();
    revision.raise();
  });
  const context: IntegrationsContext = {
    ...ports,
    changed: ({ id, row, account, pbx }) => {
      secretUses.forget();
      matching.changed({ account, pbx });
      for (const index of indexes.values()) index.refresh(row);
      tenants.integrationsChanged({ account, pbx });
      revision.raise();
      for (const listener of listeners) listener(id);
    },
  };
  tenants.onApplications((pbx) => {
    matching.pbxChanged(pbx);
    for (const index of indexes.values()) index.refreshPbx(pbx);
  });
  return {
    handlers: {
      list: (input) => listIntegrations(context, indexes, input),
      get: ({ id }) => recordOf(needIntegration(database, id)),
      create: (input) => createIntegration(context, input),
      save: (input) => saveIntegration(context, input),
      duplicate: async (input) => duplicateIntegration(context, input),
      setEnabled: (input) => setEnabled(context, input),
      delete: (input) => deleteIntegration(context, input),
      draft: ({ id }) => readDraft(context, id),
      saveDraft: (input) => saveDraft(context, input),
      discardDraft: ({ id }) => discardDraft(context, id),
      watch: (_input, emit) => revision.watch(emit),
    },
    getIntegrationForSend: (id) => {
      const columns = needIntegration(database, id);
      return { record: recordOf(columns), tenantSet: tenants.findSet(columns.tenant_set) };
    },
    findSet: (name) => matching.findSet(name),
    match: (of) => matching.match(of),
    onChange: (listener) => listeners.push(listener),
    findTrigger: (id) => findTrigger(database, id),
    countSecretUses: (name) => secretUses.count(name),
  };
}

/** Counts changes, so that a reader knows that what it has may be old. */
class Revision {
  readonly #watchers = new Set<() => void>();
  #count = 0;

  raise(): void {
    this.#count += 1;
    for (const tell of this.#watchers) tell();
  }

  watch(emit: (event: { type: 'changed'; seq: number; revision: number }) => void): () => void {
    let seq = 0;
    const tell = () => emit({ type: 'changed', seq: seq++, revision: this.#count });
    this.#watchers.add(tell);
    tell();
    return () => void this.#watchers.delete(tell);
  }
}

type Indexes = Map<string, IntegrationIndex>;

async function listIntegrations(
  context: IntegrationsContext,
  indexes: Indexes,
  { tenantSet, ...input }: Parameters<IntegrationsHandlers['list']>[0],
) {
  const { index, place } = await loadIndex(context, indexes, { tenantSet, sort: input.sort });
  const nowMs = context.clock.now();
  const page = selectPage({ subject: 'integrations', list: index.list, input, place, nowMs });
  if (!page.ok) throw new Failure(page.error);
  const { rows, ...counts } = page.value;
  return { ...counts, items: rows.map(({ row }) => readRow(context.database, row)) };
}

/** The rows of a set may be replaced while they are loaded and sorted: then the new ones are. */
async function loadIndex(
  { database, tenants }: IntegrationsContext,
  indexes: Indexes,
  { tenantSet, sort }: { tenantSet: string | undefined; sort: string | undefined },
) {
  for (;;) {
    const { id, generation } = tenants.findSet(tenantSet);
    const known = indexes.get(id);
    const index = known?.generation === generation ? known : new IntegrationIndex(database, generation);
    indexes.set(id, index);
    if (index.isLoaded && index.list.isArranged(sort)) return { index, place: `${id} ${generation}` };
    if (!index.isLoaded) await index.load();
    await index.list.arrange(sort, breathe);
  }
}

function readRow(database: Database, row: number): IntegrationRecord {
  return recordOf(database.get(`${integrationSql} WHERE i.row = ?`, row) as unknown as IntegrationColumns);
}
