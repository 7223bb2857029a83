// What one editing is about: where the integration lives, what it began from and what has been typed. Pure.

import type { Draft, IntegrationRecord } from '../../../../shared/integrations/record.ts';
import type { Problem } from '../../../../shared/kernel/problem.ts';
import type { Integration } from '../../../../shared/request/integration.ts';
import type { Account, Pbx } from '../../../../shared/tenants/account.ts';
import { integrationOf } from './changes.ts';
import type { RowList } from './draft-rows.ts';

export interface EditorTarget {
  /** The integration, or the place of a new one. */
  readonly sel: string;
  readonly isNew: boolean;
}

export interface EditorPlace {
  readonly accountId: string;
  readonly accountName: string;
  /** null at account scope. */
  readonly serviceUuid: string | null;
  readonly friendlyName: string | null;
  readonly timeZone: string;
}

/**
 * How the draft stands: clean → waiting → saving → saved or failed; typing makes it waiting again. A new integration has no draft in
 * the engine: what was typed is `kept` in this window until it is saved or discarded.
 */
export type DraftState =
  | { readonly status: 'clean' | 'waiting' | 'saving' | 'kept' }
  | { readonly status: 'saved'; readonly atMs: number }
  | { readonly status: 'failed'; readonly message: string };

export interface EditorSession {
  readonly place: EditorPlace;
  /** null: it is new. */
  readonly id: string | null;
  /** As it is saved. */
  readonly saved: Integration;
  /** What the draft was begun from; null: it was changed since, and that state is not kept. */
  readonly base: Integration | null;
  readonly baseRevision: number;
  readonly integration: Integration;
  /** One for each row, for as long as it is there: what React and the focus hold on to. */
  readonly rowKeys: Readonly<Record<RowList, readonly number[]>>;
  /** Typed here and never part of a draft; null: none is being typed. */
  readonly typedSecret: string | null;
  readonly draft: DraftState;
}

export function openSession(record: IntegrationRecord, draft: Draft | null): EditorSession {
  const saved = integrationOf(record);
  const integration = draft === null ? saved : draft.integration;
  const { accountId, accountName, serviceUuid, friendlyName, timeZone } = record;
  return {
    place: { accountId, accountName, serviceUuid, friendlyName, timeZone },
    id: record.id,
    saved,
    base: draft === null || draft.baseRevision === record.revision ? saved : null,
    baseRevision: draft?.baseRevision ?? record.revision,
    integration,
    rowKeys: numberRows(integration),
    typedSecret: null,
    draft: draft === null ? { status: 'clean' } : { status: 'saved', atMs: Date.parse(draft.savedAt) },
  };
}

export function openNewSession(place: EditorPlace): EditorSession {
  const integration: Integration = {
    name: '',
    type: 'webhook',
    scope: place.serviceUuid === null ? 'account' : 'service',
    requestUrl: '',
    method: 'POST',
    format: 'JSON',
    pathArguments: '',
    triggerServiceType: 'myCloudPBX',
    triggerEvent: '',
    enabled: true,
    silentMode: false,
    authentication: { type: 'none' },
    headers: [],
    fieldValues: [],
  };
  const rowKeys = numberRows(integration);
  const draft = { status: 'clean' } as const;
  const begun = { saved: integration, base: integration, baseRevision: 0 };
  return { place, id: null, ...begun, integration, rowKeys, typedSecret: null, draft };
}

export function placeOfAccount({ accountId, name, timeZone }: Account): EditorPlace {
  return { accountId, accountName: name, serviceUuid: null, friendlyName: null, timeZone };
}

export function placeOfPbx({ accountId, accountName, serviceUuid, friendlyName, timeZone }: Pbx): EditorPlace {
  return { accountId, accountName, serviceUuid, friendlyName, timeZone };
}

export function numberRows({ headers, fieldValues }: Integration): EditorSession['rowKeys'] {
  return { headers: headers.map((_row, index) => index), fieldValues: fieldValues.map((_row, index) => index) };
}

export function nextRowKey(keys: readonly number[]): number {
  return Math.max(-1, ...keys) + 1;
}

export function hasChanges({ integration, saved, typedSecret }: EditorSession): boolean {
  return typedSecret !== null || JSON.stringify(integration) !== JSON.stringify(saved);
}

/** With the typed secret where it belongs: what saving sends, and nothing else may hold. */
export function withTypedSecret({ integration, typedSecret }: EditorSession): Integration {
  const { authentication } = integration;
  if (typedSecret === null || typedSecret === '' || authentication.type === 'none') return integration;
  return {
    ...integration,
    authentication:
      authentication.type === 'basic'
        ? { ...authentication, password: typedSecret }
        : { ...authentication, token: typedSecret },
  };
}

/** Errors first, each in the form's order. */
export function orderProblems(problems: readonly Problem[]): Problem[] {
  const of = (severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity);
  return [...of('error'), ...of('warning')];
}
