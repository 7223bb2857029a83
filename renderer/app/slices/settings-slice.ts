// Mirror of the settings: theme, density and the rest, as the engine keeps them.
import type { SettingsPatch } from '../../../shared/settings/contract.ts';
import type { Settings } from '../../../shared/settings/settings.ts';
import { type Loadable, loading, toLoadable } from '../feature/loadable.ts';
import type { CreateSlice } from '../feature/slice.ts';

export interface SettingsSlice {
  readonly current: Loadable<Settings>;
  /** The new state comes back as an event, here and in every other window. */
  settingsChosen(patch: SettingsPatch): void;
}

export const createSettingsSlice: CreateSlice<SettingsSlice> = ({ client, write, whileOpen }) => {
  whileOpen(() =>
    client.settings.watch({}, (event) => {
      if ('type' in event) write({ current: { status: 'failed', error: event.error } });
      else write({ current: { status: 'ready', value: event.settings } });
    }),
  );
  return {
    current: loading,
    settingsChosen: (patch) => {
      void client.settings.update(patch).then((answer) => {
        if (!answer.ok) write({ current: toLoadable(answer) });
      });
    },
  };
};
