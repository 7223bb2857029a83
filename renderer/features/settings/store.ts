// The acts of the settings screen that can be refused: a number out of its limits, a range that is none. The settings themselves and
// the tenant sets are mirrored by the frame.
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { DialectFile } from '../../../shared/request/dialect.ts';
import type { SettingsPatch } from '../../../shared/settings/contract.ts';
import type { CreateSlice } from '../../app/feature/slice.ts';

export interface SetChange {
  readonly live?: boolean;
  readonly dialect?: DialectFile;
  readonly allowTargets?: string[];
}

/** Acts answer what went wrong, or null; the field that asked shows it. */
export interface ChoicesSlice {
  settingTyped(patch: SettingsPatch): Promise<AppError | null>;
  setChanged(tenantSet: string, change: SetChange): Promise<AppError | null>;
}

export interface ChoicesState {
  readonly choices: ChoicesSlice;
}

export const createChoicesSlice: CreateSlice<ChoicesSlice> = ({ client }) => ({
  // The new settings come as an event.
  settingTyped: async (patch) => {
    const answer = await client.settings.update(patch);
    return answer.ok ? null : answer.error;
  },
  setChanged: async (tenantSet, change) => {
    const answer = await client.tenants.updateSet({ tenantSet, ...change });
    return answer.ok ? null : answer.error;
  },
});
