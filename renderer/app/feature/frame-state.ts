// The part of the store that every feature may read: what the frame itself knows. Features add their own slices beside it.
import type { ConnectionSlice } from '../slices/connection-slice.ts';
import type { FrameSlice } from '../slices/frame-slice.ts';
import type { SearchSlice } from '../slices/search-slice.ts';
import type { SettingsSlice } from '../slices/settings-slice.ts';
import type { TenantsSlice } from '../slices/tenants-slice.ts';
import type { VaultSlice } from '../slices/vault-slice.ts';
import type { WorkSlice } from '../slices/work-slice.ts';

export interface FrameState {
  readonly connection: ConnectionSlice;
  readonly frame: FrameSlice;
  readonly search: SearchSlice;
  readonly settings: SettingsSlice;
  readonly tenants: TenantsSlice;
  readonly vault: VaultSlice;
  readonly work: WorkSlice;
}
