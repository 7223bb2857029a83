// What the language can ask of a row. Plain readonly members, so that an engine can give objects or one cursor with getters over columns.
// Texts are folded; null is "has none" and matches no value, not even `*`.
import { type FoldedText, foldText } from './fold.ts';
import type { Subject } from './subjects.ts';

export interface IntegrationRow {
  /** `searchTextOf([name, accountName, pbxName, url])` */
  readonly searchText: FoldedText;
  readonly id: FoldedText;
  readonly name: FoldedText;
  readonly accountId: FoldedText;
  readonly accountName: FoldedText;
  /** null in account scope, like `pbxName`. */
  readonly serviceUuid: FoldedText | null;
  readonly pbxName: FoldedText | null;
  readonly scope: string;
  /** Trigger event id. */
  readonly event: string;
  readonly method: string;
  readonly format: string;
  readonly url: FoldedText;
  readonly host: FoldedText;
  readonly enabled: boolean;
  /** Authentication type, without what it holds. */
  readonly auth: string;
  /** Request keys of the field values. */
  readonly keys: readonly FoldedText[];
  /** Field ids of the field values. */
  readonly fields: readonly string[];
  /** Header names. */
  readonly headers: readonly FoldedText[];
  readonly tags: readonly FoldedText[];
  readonly hasProblem: boolean;
  readonly hasDraft: boolean;
  /** Applications are off on its PBX; false in account scope. */
  readonly appsOff: boolean;
  readonly updatedAtMs: number;
}

export interface AccountRow {
  /** `searchTextOf([name, ...pbxNames])` */
  readonly searchText: FoldedText;
  readonly id: FoldedText;
  readonly name: FoldedText;
  readonly pbxNames: readonly FoldedText[];
  readonly tags: readonly FoldedText[];
  readonly hasIntegration: boolean;
  /** Of any of its integrations, like `hasDraft`. */
  readonly hasProblem: boolean;
  readonly hasDraft: boolean;
  /** Applications are off on at least one of its PBXs. */
  readonly appsOff: boolean;
  readonly updatedAtMs: number;
}

export interface PbxRow {
  /** `searchTextOf([name, serviceName, accountName])` */
  readonly searchText: FoldedText;
  /** The service UUID. */
  readonly id: FoldedText;
  /** The friendly name. */
  readonly name: FoldedText;
  /** The system's name, as `gen_acme`. */
  readonly serviceName: FoldedText;
  readonly accountId: FoldedText;
  readonly accountName: FoldedText;
  readonly tags: readonly FoldedText[];
  readonly hasIntegration: boolean;
  /** Of any of its integrations, like `hasDraft`. */
  readonly hasProblem: boolean;
  readonly hasDraft: boolean;
  readonly appsOff: boolean;
  readonly updatedAtMs: number;
}

export interface DeliveryRow {
  /** `searchTextOf([name, accountName, pbxName, url])` */
  readonly searchText: FoldedText;
  readonly id: FoldedText;
  /** The integration's name when the delivery was accepted. */
  readonly name: FoldedText;
  /** null for an integration from a file. */
  readonly integrationId: FoldedText | null;
  /** null for an integration from a file, which belongs to no tenant set. */
  readonly accountId: FoldedText | null;
  readonly accountName: FoldedText | null;
  readonly serviceUuid: FoldedText | null;
  readonly pbxName: FoldedText | null;
  readonly scope: string;
  readonly event: string;
  readonly method: string;
  readonly format: string;
  readonly url: FoldedText;
  readonly host: FoldedText;
  readonly tags: readonly FoldedText[];
  readonly outcome: string;
  /** The last attempt's, like `status` and `code`; null before there is one. */
  readonly result: string | null;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** Error code, as `CONNECT_REFUSED`. */
  readonly code: FoldedText | null;
  readonly attemptCount: number;
  /** Ids of the deliveries it replays: the one it names, and its own once an attempt of it was a replay. */
  readonly replays: readonly FoldedText[];
  /** When it was accepted. */
  readonly atMs: number;
}

interface Rows {
  readonly integrations: IntegrationRow;
  readonly accounts: AccountRow;
  readonly pbxs: PbxRow;
  readonly deliveries: DeliveryRow;
}
export type RowOf<S extends Subject> = Rows[S];

/** The text free words look in. Its parts are kept apart by U+0000, which no query can hold. */
export function searchTextOf(parts: readonly (string | null)[]): FoldedText {
  return foldText(parts.filter((part) => part !== null).join('\u0000'));
}
