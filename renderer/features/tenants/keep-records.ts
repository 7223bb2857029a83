// What is read beside the list of accounts: the PBXs of those that are open in the tree, and the account or PBX in the detail pane.
import { type Loadable, loading, toLoadable } from '../../app/feature/loadable.ts';
import type { Client, SliceTools } from '../../app/feature/slice.ts';
import type { AccountsSlice, Opened } from './store.ts';

type Tools = SliceTools<AccountsSlice>;

export function keepPbxs({ client, read, write }: Tools) {
  let needed: ReadonlySet<string> = new Set();
  const load = (accountId: string) => {
    void client.tenants.account({ accountId }).then((answer) => {
      if (answer.ok && needed.has(accountId)) write({ pbxsOf: { ...read().pbxsOf, [accountId]: answer.value.pbxs } });
    });
  };
  return {
    need: (accountIds: readonly string[]) => {
      const before = needed;
      needed = new Set(accountIds);
      const kept = Object.entries(read().pbxsOf).filter(([accountId]) => needed.has(accountId));
      write({ pbxsOf: Object.fromEntries(kept) });
      for (const accountId of accountIds) if (!before.has(accountId)) load(accountId);
    },
    readAgain: () => {
      for (const accountId of needed) load(accountId);
    },
  };
}

/** While the next one is read, the one before stays: it takes a moment, and an empty pane would flash. */
export function keepOpened({ client, read, write }: Tools) {
  let openedId: string | null = null;
  const load = (id: string) => {
    void readRecord(client, id).then((opened) => {
      if (openedId === id) write({ opened });
    });
  };
  return {
    open: (id: string | null) => {
      if (id === openedId) return;
      openedId = id;
      if (id === null) {
        write({ opened: null });
        return;
      }
      if (read().opened?.status !== 'ready') write({ opened: loading });
      load(id);
    },
    readAgain: () => {
      if (openedId !== null) load(openedId);
    },
  };
}

async function readRecord(client: Client, id: string): Promise<Loadable<Opened>> {
  if (isServiceUuid(id)) {
    const answer = await client.tenants.pbx({ serviceUuid: id });
    return toLoadable(answer.ok ? { ok: true, value: { kind: 'pbx', pbx: answer.value } } : answer);
  }
  const answer = await client.tenants.account({ accountId: id });
  return toLoadable(answer.ok ? { ok: true, value: { kind: 'account', account: answer.value } } : answer);
}

function isServiceUuid(id: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
}
