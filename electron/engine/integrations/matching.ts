// Which enabled integrations an event of a place fires: a map by place and trigger, filled as places are asked for and emptied as they
// change. An answer is the same object until something that its integrations are sent with changes.
import { findTrigger } from '../../../shared/catalog/trigger-events.ts';
import type { IntegrationId } from '../../../shared/kernel/ids.ts';
import type { Database } from '../database/database.ts';
import type { CurrentSet, Tenants } from '../tenants/tenants.ts';

export interface MatchedIntegration {
  readonly id: IntegrationId;
  readonly isSandbox: boolean;
}

export interface Matches {
  readonly integrations: readonly MatchedIntegration[];
}

export interface MatchQuestion {
  readonly tenantSet: string;
  readonly accountId: string | undefined;
  readonly serviceUuid: string | undefined;
  readonly trigger: string;
}

interface Place {
  readonly name: string;
  readonly byTrigger: ReadonlyMap<string, Matches>;
}

const mostPlaces = 20_000;
const nobody: Matches = { integrations: [] };
const findPlace = {
  account: 'SELECT row, 1 AS isOn FROM account WHERE id = ? AND generation = ?',
  service: 'SELECT row, applications_enabled AS isOn FROM pbx WHERE id = ? AND generation = ?',
};
const columns = "SELECT id, body ->> 'triggerEvent' AS trigger FROM integration";
const listEnabled = {
  account: `${columns} WHERE account = ? AND pbx IS NULL AND body ->> 'enabled' ORDER BY row`,
  service: `${columns} WHERE pbx = ? AND body ->> 'enabled' ORDER BY row`,
};

export class Matching {
  readonly #database: Database;
  readonly #tenants: Pick<Tenants, 'findSet'>;
  readonly #sets = new Map<string | undefined, CurrentSet>();
  /** Least recently filled first. */
  readonly #places = new Map<string, Place>();
  /** Kind and row → name. */
  readonly #names = new Map<string, string>();

  constructor(database: Database, tenants: Pick<Tenants, 'findSet'>) {
    this.#database = database;
    this.#tenants = tenants;
  }

  /** By id or name; undefined is the default set. Throws Failure: TENANT_SET_UNKNOWN. */
  findSet(name: string | undefined): CurrentSet {
    let set = this.#sets.get(name);
    if (set === undefined) {
      set = this.#tenants.findSet(name);
      this.#sets.set(name, set);
    }
    return set;
  }

  /** User changes happen on an account, calls on a PBX. null: none that the set has is named. */
  match({ tenantSet, accountId, serviceUuid, trigger }: MatchQuestion): Matches | null {
    const kind = findTrigger(trigger)?.scope ?? 'service';
    const id = kind === 'account' ? accountId : serviceUuid;
    if (id === undefined) return null;
    const name = `${tenantSet} ${kind} ${id}`;
    const place = this.#places.get(name) ?? this.#fill(name, { kind, id, set: this.findSet(tenantSet) });
    return place === null ? null : (place.byTrigger.get(trigger) ?? nobody);
  }

  /** Integrations of an account, and of a PBX, were added, changed or removed. */
  changed({ account, pbx }: { account: number; pbx: number | null }): void {
    this.#drop(pbx === null ? `account ${account}` : `service ${pbx}`);
  }

  pbxChanged(pbx: number): void {
    this.#drop(`service ${pbx}`);
  }

  /** Anything may have. */
  forget(): void {
    this.#sets.clear();
    this.#places.clear();
    this.#names.clear();
  }

  #fill(name: string, of: { kind: 'account' | 'service'; id: string; set: CurrentSet }): Place | null {
    const { kind, id, set } = of;
    const found = this.#database.get<{ row: number; isOn: number }>(findPlace[kind], id, set.generation);
    if (found === undefined) return null;
    const isSandbox = set.connector === 'sandbox';
    const byTrigger = new Map<string, { integrations: MatchedIntegration[] }>();
    type Listed = { id: IntegrationId; trigger: string };
    const enabled = found.isOn === 1 ? this.#database.all<Listed>(listEnabled[kind], found.row) : [];
    for (const { id: integrationId, trigger } of enabled) {
      const matches = byTrigger.get(trigger) ?? { integrations: [] };
      matches.integrations.push({ id: integrationId, isSandbox });
      byTrigger.set(trigger, matches);
    }
    if (this.#places.size >= mostPlaces) this.forget();
    const place: Place = { name, byTrigger };
    this.#places.set(name, place);
    this.#names.set(`${kind} ${found.row}`, name);
    return place;
  }

  #drop(key: string): void {
    const name = this.#names.get(key);
    if (name === undefined) return;
    this.#names.delete(key);
    this.#places.delete(name);
  }
}
