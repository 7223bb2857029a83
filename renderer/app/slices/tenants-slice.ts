// Mirror of the tenant sets. Which one is shown is the address's business.
import type { TenantSet } from '../../../shared/tenants/tenant-set.ts';
import { type Loadable, loading, toLoadable } from '../feature/loadable.ts';
import type { CreateSlice } from '../feature/slice.ts';

export interface TenantsSlice {
  readonly sets: Loadable<readonly TenantSet[]>;
  /** Something was added or removed: the counts are read again. */
  tenantSetsChanged(): void;
}

export const createTenantsSlice: CreateSlice<TenantsSlice> = ({ client, write, afterEachGap }) => {
  let asked = 0;
  const load = () => {
    asked += 1;
    const mine = asked;
    void client.tenants.listSets({}).then((answer) => {
      if (mine === asked) write({ sets: toLoadable(answer) });
    });
  };
  afterEachGap(load);
  return { sets: loading, tenantSetsChanged: load };
};
