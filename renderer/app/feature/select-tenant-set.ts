// The tenant set that an address means.
import type { TenantSet } from '../../../shared/tenants/tenant-set.ts';
import type { TenantsSlice } from '../slices/tenants-slice.ts';
import { readyValue } from './loadable.ts';

/** The set the address names, or the first one. */
export function selectTenantSet(slice: TenantsSlice, name: string | null): TenantSet | null {
  const sets = readyValue(slice.sets) ?? [];
  return sets.find((set) => set.id === name) ?? sets[0] ?? null;
}
