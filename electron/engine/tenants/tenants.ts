// Tenant sets, accounts and PBXs: the last known state of each portal. The sandbox set is there from the first start.
// This is the slice's face: other slices come in here and nowhere else.
import { sandboxScaleSchema } from '../../../shared/tenants/tenant-set.ts';
import type { Database } from '../database/database.ts';
import { switchApplications, updateSet } from './change-tenants.ts';
import { Directory, readPbx } from './directory.ts';
import { Generations } from './generations.ts';
import { buildListHandlers, buildReadHandlers, needAccount, needPbx } from './read-tenants.ts';
import { addSandboxSet, type CurrentSet, findSet, listSets, withCounts, writeSet } from './tenant-sets.ts';
import type { TenantsAct, TenantsHandlers, TenantsPorts } from './tenants-ports.ts';

export type { CurrentSet, TenantsAct, TenantsPorts };

/** Where an integration lives, or may. `row` numbers are the database's. */
export interface Place {
  readonly set: CurrentSet;
  readonly account: { readonly row: number; readonly id: string; readonly name: string };
  /** null: on the account itself. `account` is the row of the PBX's own one. */
  readonly pbx: {
    readonly row: number;
    readonly account: number;
    readonly name: string;
    readonly applicationsEnabled: boolean;
  } | null;
}

export interface Tenants {
  readonly handlers: TenantsHandlers;
  /** By id or name, ignoring case; undefined is the default set. Throws Failure: TENANT_SET_UNKNOWN. */
  findSet(name: string | undefined): CurrentSet;
  /**
   * Without an account, the PBX's own. Whether a PBX is one of the account's is the caller's to judge.
   * Throws Failure: ACCOUNT_UNKNOWN, PBX_UNKNOWN.
   */
  findPlace(of: { accountId: string; serviceUuid?: string | undefined } | { serviceUuid: string }): Place;
  /** Tells that integrations of an account, and of a PBX, were added, changed or removed. */
  integrationsChanged(place: { account: number; pbx: number | null }): void;
  /** Runs `listener` with the row of every PBX whose Applications were switched. */
  onApplications(listener: (pbx: number) => void): void;
  /** Runs `listener` after a tenant set or a PBX was changed here. */
  onChange(listener: () => void): void;
  /** Stops work in the background; a reset under way ends without having changed anything. Call it before the database closes. */
  close(): Promise<void>;
}

/** On a new data folder this makes the sandbox, which takes a moment. */
export function createTenants(ports: TenantsPorts): Tenants {
  const { database } = ports;
  const generations = new Generations(database);
  const listeners: ((pbx: number) => void)[] = [];
  const changeListeners: (() => void)[] = [];
  const tellChange = () => {
    for (const listener of changeListeners) listener();
  };
  const directories = new Map<string, Directory>();
  const directoryOf = ({ id, generation }: CurrentSet): Directory => {
    const known = directories.get(id);
    if (known?.generation === generation) return known;
    const directory = new Directory(database, generation);
    directories.set(id, directory);
    return directory;
  };
  const integrationsChanged: Tenants['integrationsChanged'] = (place) => {
    for (const directory of directories.values()) directory.refresh(place);
  };

  ensureSandbox(database, generations);
  generations.sweep();
  return {
    handlers: {
      ...buildListHandlers(ports, directoryOf),
      ...buildReadHandlers(database),
      updateSet: (change) => {
        const updated = updateSet(ports, change);
        tellChange();
        return updated;
      },
      setApplications: ({ serviceUuid, enabled }) => {
        const found = switchApplications(ports, serviceUuid, enabled);
        integrationsChanged({ account: found.account, pbx: found.row });
        for (const listener of listeners) listener(found.row);
        tellChange();
        return readPbx(database, found.row);
      },
      resetSandbox: async (scale) => {
        await generations.replace(scale, (generation) => {
          writeSet(database, { ...findSet(database, sandboxId), generation });
          ports.onAct({ act: 'sandbox-reset', subject: sandboxId, detail: scale });
        });
        tellChange();
        return withCounts(database, findSet(database, sandboxId));
      },
    },
    findSet: (name) => findSet(database, name),
    findPlace: (of) => findPlace(database, of),
    integrationsChanged,
    onApplications: (listener) => listeners.push(listener),
    onChange: (listener) => changeListeners.push(listener),
    close: () => generations.close(),
  };
}

const sandboxId = 'sandbox';

function ensureSandbox(database: Database, generations: Generations): void {
  database.transaction(() => {
    if (listSets(database).length === 0) addSandboxSet(database, generations.makeAtOnce(sandboxScaleSchema.parse({})));
  });
}

function findPlace(database: Database, of: { accountId?: string; serviceUuid?: string | undefined }): Place {
  const found = of.serviceUuid === undefined ? null : needPbx(database, of.serviceUuid);
  const { account, row, generation } = needAccount(database, of.accountId ?? found?.pbx.accountId ?? '');
  const pbx = found && {
    row: found.row,
    account: found.account,
    name: found.pbx.friendlyName,
    applicationsEnabled: found.pbx.applicationsEnabled,
  };
  // Only rows that a set stands on are ever found.
  const set = listSets(database).find((current) => current.generation === generation) as CurrentSet;
  return { set, account: { row, id: account.accountId, name: account.name }, pbx };
}
